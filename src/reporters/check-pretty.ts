import type { CheckReport, Issue } from '../app/report.js'
import { SEVERITY_COLOURS, wordAsides, wordIssue, wordSummary } from './check-words.js'
import { codeFrame, type FramedLine } from './code-frame.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'

const WIDEST = 120

/** How much of a fingerprint is shown: `zhen waive` takes its first characters. */
const PRINT = 8

/** Issues under their English files, each with the English and the Chinese line it is about. */
export const prettyCheck: Reporter<CheckReport> = (report, look) => {
  const blocks = report.issues.map((issue, index) => [
    ...headingOf(issue, report.issues[index - 1], look),
    ...issueLines(issue, look),
    '',
  ])
  const asides = wordAsides(report, look.t).map((words) => look.paint.dim(words))
  return `${[...blocks.flat(), wordSummary(report, look), ...asides].join('\n')}\n`
}

function headingOf({ target }: Issue, before: Issue | undefined, { paint }: Look): string[] {
  return before?.target.path === target.path ? [] : [paint.bold(plain(target.path)), '']
}

function issueLines(issue: Issue, look: Look): string[] {
  const { paint, t, columns } = look
  const { target, severity, check, fingerprint } = issue
  const colour = paint[SEVERITY_COLOURS[severity]]
  const place = `${target.startLine}:${target.startColumn}`
  const name = paint.dim(`${check} ${fingerprint.slice(0, PRINT)}`)
  const title = `  ${paint.dim(place)}  ${colour(t(`severity.${severity}`))}  ${wordIssue(issue, t)}  ${name}`
  const lines = [...englishLine(issue), ...chineseLine(issue)]
  return lines.length === 0 ? [title] : [title, ...codeFrame(lines, Math.min(columns, WIDEST), colour, paint)]
}

function englishLine({ target }: Issue): FramedLine[] {
  const { excerpt: text, startLine, startColumn, endLine, endColumn } = target
  if (text === null) return []
  const end = endLine === startLine ? endColumn - 1 : text.length
  return [{ label: `en ${startLine}`, text, mark: [startColumn - 1, end] }]
}

/** The line of the Chinese that is meant; its first, where that is not known. */
function chineseLine({ passage, source }: Issue): FramedLine[] {
  if (passage === null) return []
  const before = passage.text.slice(0, passage.mark?.[0] ?? 0).split('\n')
  const index = before.length - 1
  const text = passage.text.split('\n')[index] ?? ''
  if (text.trim() === '') return []
  const start = before.at(-1)?.length ?? 0
  const length = passage.mark ? passage.mark[1] - passage.mark[0] : 0
  return [
    {
      label: source === null ? 'zh' : `zh ${Math.min(source.startLine + index, source.endLine)}`,
      text,
      mark: passage.mark && [start, Math.min(text.length, start + length)],
    },
  ]
}
