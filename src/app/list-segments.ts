import type { ListInput } from './input.js'
import { listedSegment } from './listed-segment.js'
import type { SegmentRecord } from './ports.js'
import { type RefreshDeps, refresh } from './refresh.js'
import type { Listable, ListReport } from './report.js'
import { resolveChapters } from './resolve-chapters.js'

const BY_DEFAULT: readonly Listable[] = ['untranslated', 'stale']

/**
 * Lists segments: by default those that are untranslated or stale, in the order of the book.
 *
 * @throws ZhenError `chapter-unknown`, and what reading files throws
 */
export async function listSegments(deps: RefreshDeps, input: ListInput): Promise<ListReport> {
  const { sourceAvailable, notices, chapters } = await refresh(deps)
  const known = chapters.map(({ chapter }) => chapter)
  const wanted = resolveChapters(input.chapters, known)
  const records = await deps.index.loadSegments(wanted.length > 0 ? { chapters: wanted } : {})
  const listed = records.filter((record) => isWanted(record, input))
  const segments = listed
    .slice(0, input.limit ?? listed.length)
    .map((record) => listedSegment(record, deps.workspace.shownPath))
  return { sourceAvailable, notices, segments, total: listed.length }
}

function isWanted(record: SegmentRecord, { statuses, gaps, section, assumed }: ListInput): boolean {
  const asked = statuses.length > 0 ? statuses : assumed ? null : BY_DEFAULT
  if (asked && !asked.some((status) => hasStatus(record, status))) return false
  if (gaps.length > 0 && !(record.gap !== null && gaps.includes(record.gap))) return false
  if (assumed && (record.basis !== 'assumed' || record.targets.length === 0)) return false
  return section === null || record.section.some((heading) => heading.includes(section))
}

function hasStatus(record: SegmentRecord, status: Listable): boolean {
  if (status === 'misplaced') return record.misplaced
  if (status === 'obsolete') return record.status === 'obsolete' && record.targets.length > 0
  return record.status === status
}
