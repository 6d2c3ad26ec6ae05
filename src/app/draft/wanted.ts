import type { DraftInput } from '../input.js'
import type { SegmentRecord } from '../ports.js'

/** Gaps that are filled unless others are named: what was left out or removed on purpose is not. */
const FILLED_GAPS: readonly SegmentRecord['gap'][] = ['new', 'copy']

/** True when a run that was asked for `input` is to draft this segment. */
export function isWanted(
  { status, gap, block, section, protected: touched }: SegmentRecord,
  input: DraftInput,
): boolean {
  if (block || touched || !(input.statuses as readonly string[]).includes(status)) return false
  if (status === 'untranslated' && !(input.gaps.length > 0 ? input.gaps : FILLED_GAPS).includes(gap)) return false
  const words = input.section
  return words === null || section.some((heading) => heading.includes(words))
}

/** English a machine may write over: none, a copy of the source, or a stale draft nobody touched. Never a person's. */
export function isReplaceable({ status, targets, group, origin, protected: touched }: SegmentRecord): boolean {
  const machines = origin?.type === 'engine' || origin?.type === 'memory'
  return (status === 'untranslated' || (machines && !touched)) && group === null && targets.length <= 1
}

export function sourceOf(record: SegmentRecord): string {
  return record.source?.text ?? ''
}
