import type { Unfinished } from '../../checks/define-check.js'
import type { SurveyedPair } from '../../checks/tally.js'
import { jointSource, jointTarget } from '../joint-texts.js'
import type { SegmentRecord } from '../ports.js'
import type { OpenChapter } from './open-chapter.js'

/** A segment's texts as checks get them, and where its source ends. */
export type RecordPair = SurveyedPair & { readonly id: string; readonly sourceEndLine: number }

/** A chapter's pairs, each with its segment: the first one of those that share English. In the chapter's order. */
export async function pairsOf(
  open: OpenChapter,
): Promise<{ readonly record: SegmentRecord; readonly pair: RecordPair }[]> {
  const pairs: { record: SegmentRecord; pair: RecordPair }[] = []
  for (const record of open.records) {
    const pair = pairOf(record, await open.membersOf(record))
    if (pair) pairs.push({ record, pair })
  }
  return pairs
}

/** A record's pair, the whole group's where it is the first of one; `null` for its others, for blocks and decided ones. */
export function pairOf(record: SegmentRecord, members: readonly SegmentRecord[]): RecordPair | null {
  const { block, source, group, id, chapter, kind } = record
  const status = statusOf(record)
  if (block || !source || !status || (group && group[0] !== id)) return null
  return {
    id,
    chapter,
    kind,
    source: record.translatedFrom ?? jointSource(members),
    target: jointTarget(record),
    ...status,
    sourceEndLine: members.at(-1)?.source?.endLine ?? source.endLine,
  }
}

function statusOf({ status }: SegmentRecord): { translated: boolean; unfinished?: Unfinished } | null {
  switch (status) {
    case 'translated':
    case 'reviewed':
    case 'final':
      return { translated: true }
    case 'draft':
    case 'stale':
      return { translated: true, unfinished: status }
    case 'untranslated':
      return { translated: false, unfinished: status }
    default:
      return null
  }
}
