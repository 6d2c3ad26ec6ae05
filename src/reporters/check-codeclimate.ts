import { createHash } from 'node:crypto'
import type { CheckReport, Issue } from '../app/report.js'
import { wordIssue } from './check-words.js'
import { toJson } from './json.js'
import type { MachineReporter } from './surroundings.js'
import { wellFormed } from './well-formed.js'

/** Source: GitLab, "Code Quality report format". */
const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const satisfies Record<
  Issue['severity'],
  string
>

/** Issues in the part of Code Climate's form that GitLab reads. */
export const codeclimateCheck: MachineReporter<CheckReport> = ({ issues }, { t }, { locate }) => {
  const counts = new Map<string, number>()
  return toJson(
    issues.map((issue) => {
      const { check, severity, target } = issue
      const repetition = counts.get(issue.fingerprint) ?? 0
      counts.set(issue.fingerprint, repetition + 1)
      return {
        description: wordIssue(issue, t),
        check_name: check,
        fingerprint: repetition === 0 ? issue.fingerprint : distinct(issue.fingerprint, repetition),
        severity: SEVERITIES[severity],
        location: {
          path: wellFormed(locate(target.path)).replace(/^(?:\.\/)+/, ''),
          lines: { begin: target.startLine, end: target.endLine },
        },
      }
    }),
  )
}

/** GitLab shows one finding of each fingerprint; the same defect in two equal paragraphs is two. */
function distinct(fingerprint: string, repetition: number): string {
  return createHash('sha256').update(`${fingerprint} ${repetition}`).digest('hex').slice(0, fingerprint.length)
}
