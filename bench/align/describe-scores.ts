import type { Scores } from './gold.js'

/** Scores on one line. */
export function describeScores(name: string, { strict, zhOnly, enOnly, byOperation }: Scores): string {
  const only = `dropped P ${zhOnly.P} R ${zhOnly.R}  added P ${enOnly.P} R ${enOnly.R}`
  const operations = Object.entries(byOperation).map(([operation, recall]) => `${operation} ${recall}`)
  return `  ${name.padEnd(18)} strict F1 ${strict}  ${only}  ${operations.join('  ')}`.trimEnd()
}
