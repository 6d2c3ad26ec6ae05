import type { CheckReport, Issue } from '../app/report.js'
import { SEVERITIES, type Severity } from '../core/finding.js'
import { wordAsides, wordCheck, wordIssue, wordSummary } from './check-words.js'
import type { Look } from './look.js'
import { plain } from './plain.js'
import type { MachineReporter, Surroundings } from './surroundings.js'

/** Source: GitHub, “Workflow commands for GitHub Actions” and “Usage limits”: a step shows ten of each kind. */
const OF_EACH = 10
const IN_ALL = 50

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>

/** Issues as annotations of a pull request, worst first, and how many are not shown, and where they are. */
export const githubCheck: MachineReporter<CheckReport> = (report, look, { locate, summary }) => {
  const shown = SEVERITIES.flatMap((severity) =>
    report.issues.filter((issue) => issue.severity === severity).slice(0, OF_EACH),
  ).slice(0, IN_ALL)
  const hidden = report.issues.length - shown.length
  const lines = [
    ...shown.map((issue) => annotation(issue, look, locate)),
    ...(hidden > 0 ? [look.t(summary ? 'check.in-summary' : 'check.not-shown', { count: hidden })] : []),
    ...[wordSummary(report, look), ...wordAsides(report, look.t)].map(unstarted),
  ]
  return `${lines.join('\n')}\n`
}

/** A line for the log that is no command, whatever a revision or a file is called. */
function unstarted(line: string): string {
  return line.replaceAll('::', ': :').replaceAll('##[', '## [')
}

function annotation(issue: Issue, { t }: Look, locate: Surroundings['locate']): string {
  const { target, severity, check } = issue
  const properties = {
    file: locate(target.path),
    line: target.startLine,
    endLine: target.endLine,
    col: target.startColumn,
    // GitHub takes columns for what lies on one line only.
    ...(target.endLine === target.startLine && { endColumn: target.endColumn }),
    title: `${wordCheck(issue, t)} (${check})`,
  }
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${COMMANDS[severity]} ${pairs.join(',')}::${escapeText(wordIssue(issue, t))}`
}

/** Source: actions/toolkit, `command.ts`. After this no text can end its command or begin another. */
function escapeText(text: string): string {
  return plain(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
