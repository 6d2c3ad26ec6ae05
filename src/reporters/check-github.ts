import type { CheckReport, Issue } from '../app/report.js'
import { SEVERITIES, type Severity } from '../core/finding.js'
import { wordCheck, wordIssue, wordSummary } from './check-words.js'
import type { Look } from './look.js'
import { plain } from './plain.js'

/** Source: GitHub, “Workflow commands for GitHub Actions” and “Usage limits”: a step shows ten of each kind. */
const OF_EACH = 10
const IN_ALL = 50

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>

/**
 * Issues as annotations of a pull request, worst first, and what would not be shown counted.
 *
 * @param locate turns a path relative to the project into one relative to the repository
 */
export function githubCheck(
  report: CheckReport,
  look: Look,
  locate: (path: string) => string = (path) => path,
): string {
  const shown = SEVERITIES.flatMap((severity) =>
    report.issues.filter((issue) => issue.severity === severity).slice(0, OF_EACH),
  ).slice(0, IN_ALL)
  const hidden = report.issues.length - shown.length
  const lines = [
    ...shown.map((issue) => annotation(issue, look, locate)),
    ...(hidden > 0 ? [look.t('check.not-shown', { count: hidden })] : []),
    wordSummary(report, look),
  ]
  return `${lines.join('\n')}\n`
}

function annotation(issue: Issue, { t }: Look, locate: (path: string) => string): string {
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
