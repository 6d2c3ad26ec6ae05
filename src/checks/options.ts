import * as v from 'valibot'
import { SEVERITIES, type Severity } from '../core/finding.js'

export const GRADES = [...SEVERITIES, 'off'] as const

export type Grade = (typeof GRADES)[number]

/** Value of one key of the configuration's `checks`: a grade, or an object with one. */
export const CHECK_SETTING = v.union([v.picklist(GRADES), v.strictObject({ severity: v.picklist(GRADES) })])

/** The configuration's `checks`. Keys are ids of checks; that they exist is the caller's to verify. */
export const CHECK_SETTINGS = v.record(v.string(), CHECK_SETTING)

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
