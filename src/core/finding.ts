import type { MessageValues } from './errors.js'

export const SEVERITIES = ['error', 'warning', 'info'] as const

export type Severity = (typeof SEVERITIES)[number]

/** What a check saw, before anyone has decided how bad it is or how to word it. */
export interface Finding {
  /** Half-open range in the target text, in UTF-16 units. */
  readonly range?: readonly [start: number, end: number]
  /** Half-open range in the source text, where it is known. */
  readonly sourceRange?: readonly [start: number, end: number]
  /** Overrides the check's own severity for this finding. */
  readonly severity?: Severity
  readonly values?: MessageValues
}
