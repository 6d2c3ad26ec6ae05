import { stateOf } from '../core/derive.js'
import type { BlockKind, SegmentKind } from '../core/segment.js'
import type { SegmentRecord } from './ports.js'
import type { ListedSegment } from './report.js'

/** A record as `list` and `show` report it. */
export function listedSegment(record: SegmentRecord): ListedSegment {
  const { status, block, kind, source } = record
  return {
    id: record.id,
    chapter: record.chapter,
    status,
    state: status === 'obsolete' || status === 'added' ? 'initial' : stateOf(status),
    kind: block ? 'block' : (kind as SegmentKind),
    block: block ? (kind as BlockKind) : null,
    section: record.section,
    source,
    targets: record.targets,
    group: record.group,
    translatedFrom: record.translatedFrom,
    change: record.change,
    gap: record.gap,
    basis: record.basis,
    targetEdited: record.targetEdited,
    misplaced: record.misplaced,
    origin: record.origin,
    confidence: record.confidence,
  }
}
