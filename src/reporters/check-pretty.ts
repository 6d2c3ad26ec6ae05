import type { CheckReport, Issue } from '../app/report.js'
import { SEVERITY_COLOURS, wordIssue, wordSummary } from './check-words.js'
import { codeFrame } from './code-frame.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'

const WIDEST = 120

/** Issues under their English files, each with the line it is in. */
export const prettyCheck: Reporter<CheckReport> = (report, look) => {
  const blocks = report.issues.map((issue, index) => [
    ...headingOf(issue, report.issues[index - 1], look),
    ...issueLines(issue, look),
    '',
  ])
  return `${[...blocks.flat(), wordSummary(report, look)].join('\n')}\n`
}

function headingOf({ target }: Issue, before: Issue | undefined, { paint }: Look): string[] {
  return before?.target.path === target.path ? [] : [paint.bold(plain(target.path)), '']
}

function issueLines(issue: Issue, look: Look): string[] {
  const { paint, t, columns } = look
  const { target, severity } = issue
  const colour = paint[SEVERITY_COLOURS[severity]]
  const place = `${target.startLine}:${target.startColumn}`
  const title = `  ${paint.dim(place)}  ${colour(t(`severity.${severity}`))}  ${wordIssue(issue, t)}  ${paint.dim(issue.check)}`
  if (target.excerpt === null) return [title]
  return [title, ...codeFrame({ ...target, excerpt: target.excerpt }, Math.min(columns, WIDEST), colour, paint)]
}
