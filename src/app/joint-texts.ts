import type { SegmentRecord } from './ports.js'
import { joinTexts } from './sync/entry.js'

/** The Chinese of segments that share their English, as one text: what is said of that English speaks of this. */
export function jointSource(members: readonly Pick<SegmentRecord, 'source'>[]): string {
  return joinTexts(members.map(({ source }) => source?.text ?? ''))
}

/** The English of a segment, wherever its passages stand, as one text. */
export function jointTarget({ targets }: Pick<SegmentRecord, 'targets'>): string {
  return joinTexts(targets.map(({ text }) => text))
}
