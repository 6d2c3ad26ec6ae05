import { SEVERITIES, type Severity } from '../core/finding.js'

export type Grade = Severity | 'off'

/** The configuration's `checks`: by id of a check a grade, or an object with one. */
export type CheckSettings = Readonly<Record<string, Grade | { readonly severity: Grade }>>

/**
 * How bad a finding is: a finding less severe than its check keeps its distance below the configured grade,
 * so that turning a check down never turns its doubtful findings up.
 */
export function gradeOf(own: Severity, found: Severity | undefined, setting: CheckSettings[string] | undefined): Grade {
  const configured = typeof setting === 'object' ? setting.severity : setting
  if (configured === 'off') return 'off'
  if (configured === undefined) return found ?? own
  if (found === undefined) return configured
  const distance = SEVERITIES.indexOf(found) - SEVERITIES.indexOf(own)
  const rank = SEVERITIES.indexOf(configured) + Math.max(0, distance)
  return SEVERITIES[Math.min(rank, SEVERITIES.length - 1)] ?? configured
}
