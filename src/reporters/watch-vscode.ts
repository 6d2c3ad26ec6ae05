import type { Issue, WatchEvent, WatchFailure } from '../app/report.js'
import { wordIssue } from './check-words.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { sayable } from './words.js'

/**
 * All open findings between a line that begins and one that ends them, a line each: what the background problem matcher
 * in `docs/watch.md` reads. After each first line VS Code forgets what it had.
 *
 * The same for failures: what was found before still stands, and a file that cannot be read is a problem of its own.
 */
export const vscodeWatch: Reporter<WatchEvent> = (event, { t }) => {
  const failure = event.event === 'failure' ? failureLines(event, t) : []
  const lines = event.open.map((issue) => issueLine(issue, t))
  return `${['zhen watch: begin', ...failure, ...lines, 'zhen watch: end'].join('\n')}\n`
}

function issueLine(issue: Issue, t: Look['t']): string {
  const { startLine, startColumn, endLine, endColumn } = issue.target
  const place = [plain(issue.target.path), startLine, startColumn, endLine, endColumn].join(':')
  return `${place}: ${issue.severity}: ${wordIssue(issue, t)} [${issue.check}]`
}

/** Only what is wrong with one file is a problem of that file. */
function failureLines({ code, values }: WatchFailure, t: Look['t']): string[] {
  const words = sayable(values, t)
  const message = `${t(`errors.${code}.message`, words)} ${t(`errors.${code}.hint`, words)}`.replaceAll('\n', ' ')
  const { path, line = 1 } = values
  if (path === undefined) return [`zhen watch: error: ${message}`]
  return [`${plain(String(path))}:${line}:1:${line}:1: error: ${message} [${code}]`]
}
