import { groupBy } from '../../core/group-by.js'
import { listedSegment, type ShownPath } from '../listed-segment.js'
import type { SegmentRecord } from '../ports.js'
import type { Issue, SegmentChange } from '../report.js'

/** Which segments have another status, came or went. One that moved to another chapter did neither. */
export function compareSegments(
  before: readonly SegmentRecord[],
  after: readonly SegmentRecord[],
  shownPath: ShownPath,
): SegmentChange[] {
  const told = (record: SegmentRecord, from: SegmentChange['from'], to: SegmentChange['to']): SegmentChange => {
    const segment = listedSegment(record, shownPath)
    return { from, to, place: placeOf(record, shownPath), segment }
  }
  const { pairs, came, gone } = pairUp(before, after, ({ chapter, id }) => `${chapter}\0${id}`)
  const rest = pairUp(gone, came, ({ id }) => id)
  return [
    ...[...pairs, ...rest.pairs].flatMap(([old, now]) =>
      old.status === now.status ? [] : [told(now, old.status, now.status)],
    ),
    ...rest.came.map((record) => told(record, null, record.status)),
    ...rest.gone.map((record) => told(record, record.status, null)),
  ].sort(compareChanges)
}

/** Which findings came and went. That lines moved is no change. */
export function compareIssues(before: readonly Issue[], after: readonly Issue[]) {
  const { came, gone } = pairUp(before, after, ({ check, severity, chapter, segment, target, fingerprint }) =>
    JSON.stringify([check, severity, chapter, segment, target.path, fingerprint]),
  )
  return { came, gone }
}

interface Paired<One> {
  readonly pairs: readonly (readonly [before: One, after: One])[]
  readonly came: readonly One[]
  readonly gone: readonly One[]
}

/** Each with one of the same key, in order. */
function pairUp<One>(before: readonly One[], after: readonly One[], keyOf: (one: One) => string): Paired<One> {
  const waiting = groupBy(before, keyOf)
  const pairs: (readonly [One, One])[] = []
  const came: One[] = []
  for (const one of after) {
    const partner = waiting.get(keyOf(one))?.shift()
    if (partner === undefined) came.push(one)
    else pairs.push([partner, one])
  }
  return { pairs, came, gone: [...waiting.values()].flat() }
}

function placeOf({ chapter, source, targets }: SegmentRecord, shownPath: ShownPath): SegmentChange['place'] {
  const [target] = targets
  if (target) return { path: shownPath('target', target.path), startLine: target.startLine, endLine: target.endLine }
  const { startLine = 1, endLine = 1 } = source ?? {}
  return { path: shownPath('source', chapter), startLine: Math.max(1, startLine), endLine: Math.max(1, endLine) }
}

function compareChanges({ place: a }: SegmentChange, { place: b }: SegmentChange): number {
  return a.path === b.path ? a.startLine - b.startLine : a.path < b.path ? -1 : 1
}
