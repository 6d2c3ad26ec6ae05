import type { ChapterInput, Entry } from './entry.js'

/**
 * Records, when a chapter's English is first seen, which segments it left out.
 *
 * A run of missing segments that begins with a heading and lasts to the chapter's end is no omission: the translator
 * has not got that far.
 */
export function recordAbsent({ lines, target }: ChapterInput, live: readonly Entry[]): void {
  if (lines.length > 0 || !target) return
  const reached = live.findLastIndex((entry) => entry.targets.length > 0)
  if (reached === -1) return
  const begun = live.findIndex((entry, index) => index > reached && entry.kind === 'heading')
  live.slice(0, begun === -1 ? live.length : begun).forEach((entry) => {
    if (entry.targets.length === 0) entry.facts.push({ fact: 'absent', source: entry.source ?? '' })
  })
}
