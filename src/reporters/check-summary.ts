import type { CheckReport, Issue } from '../app/report.js'
import { SEVERITIES } from '../core/finding.js'
import { wordAsides, wordIssue } from './check-words.js'
import { markdownText } from './markdown-text.js'
import type { MachineReporter, Surroundings } from './surroundings.js'

/** Source: GitHub, "Adding a job summary": a step may write 1 MiB. What follows the list needs some of it. */
const MOST_BYTES = 1_000_000

/** Issues as a Markdown page for a step's summary, worst first. */
export const summarizeCheck: MachineReporter<CheckReport> = (report, look, surroundings) => {
  const { t } = look
  const { errors, warnings, infos, segments } = report.summary
  const counts = SEVERITIES.map((severity) => `${t(`severity.${severity}`)}: **${countOf(report, severity)}**`)
  const head = [
    `## ${t('check.page.title')}`,
    '',
    errors + warnings + infos === 0 ? markdownText(t('check.clean', { count: segments })) : counts.join(' · '),
    ...wordAsides(report, t).flatMap((words) => ['', markdownText(words)]),
    '',
  ]
  if (report.issues.length === 0) return `${head.join('\n')}\n`
  const columns = ['severity', 'place', 'finding', 'check'] as const
  const table = [
    `| ${columns.map((column) => t(`check.page.${column}`)).join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
  ]
  let left = MOST_BYTES - Buffer.byteLength([...head, ...table].join('\n'))
  const rows: string[] = []
  const sorted = SEVERITIES.flatMap((severity) => report.issues.filter((issue) => issue.severity === severity))
  for (const issue of sorted) {
    const row = rowOf(issue, look, surroundings)
    left -= Buffer.byteLength(row) + 1
    if (left < 0) break
    rows.push(row)
  }
  const hidden = sorted.length - rows.length
  const more = hidden > 0 ? ['', t('check.not-shown', { count: hidden })] : []
  return `${[...head, ...table, ...rows, ...more].join('\n')}\n`
}

function rowOf(issue: Issue, { t }: Parameters<typeof summarizeCheck>[1], { locate, link }: Surroundings): string {
  const path = locate(issue.target.path)
  const place = markdownText(`${path}:${issue.target.startLine}`)
  const address = link(path)
  const shown = address === null ? place : `[${place}](${address}#L${issue.target.startLine})`
  const cells = [t(`severity.${issue.severity}`), shown, markdownText(wordIssue(issue, t)), `\`${issue.check}\``]
  return `| ${cells.join(' | ')} |`
}

function countOf({ issues }: CheckReport, severity: Issue['severity']): number {
  return issues.filter((issue) => issue.severity === severity).length
}
