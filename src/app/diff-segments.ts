import { diffWords } from '../match/diff-words.js'
import { findSegment } from './find-segment.js'
import type { DiffInput } from './input.js'
import { type ShownPath, shownTargets } from './listed-segment.js'
import type { SegmentRecord } from './ports.js'
import { type RefreshDeps, refresh } from './refresh.js'
import type { DifferingSegment, DiffReport } from './report.js'

/**
 * Old source beside new source of the segments asked for, or of all whose source changed since their English was made.
 *
 * @throws ZhenError `segment-unknown`, `segment-ambiguous`, and what reading files throws
 */
export async function diffSegments(deps: RefreshDeps, { ids }: DiffInput): Promise<DiffReport> {
  const { sourceAvailable, notices } = await refresh(deps)
  const records =
    ids.length > 0
      ? await Promise.all(ids.map((id) => findSegment(deps.index, id)))
      : (await deps.index.loadSegments({ statuses: ['stale'] })).filter((record) => record.translatedFrom !== null)
  return {
    sourceAvailable,
    notices,
    segments: records.flatMap((record) => differingSegment(record, deps.workspace.shownPath)),
  }
}

function differingSegment(record: SegmentRecord, shownPath: ShownPath): DifferingSegment[] {
  const { id, chapter, status, section, source, translatedFrom, change, targets } = record
  if (status === 'obsolete' || status === 'added' || source === null) return []
  const old = translatedFrom ?? source.text
  const words = diffWords(old, source.text)
  const shown = shownTargets(targets, shownPath)
  return [
    { id, chapter, status, section, startLine: source.startLine, old, new: source.text, change, words, targets: shown },
  ]
}
