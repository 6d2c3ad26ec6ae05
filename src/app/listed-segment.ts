import { stateOf } from '../core/derive.js'
import type { BlockKind, SegmentKind } from '../core/segment.js'
import type { SegmentRecord, TargetPassage } from './ports.js'
import type { ListedSegment, TargetText } from './report.js'
import type { Workspace } from './workspace-port.js'

/** Names places as people see them: relative to the project. */
export type ShownPath = Workspace['shownPath']

export function shownTargets(targets: readonly TargetPassage[], shownPath: ShownPath): TargetText[] {
  return targets.map((target) => ({ ...target, path: shownPath('target', target.path) }))
}

/** A record as `list` and `show` report it. */
export function listedSegment(record: SegmentRecord, shownPath: ShownPath): ListedSegment {
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
    targets: shownTargets(record.targets, shownPath),
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
