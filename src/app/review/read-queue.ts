import { readableText } from '../../core/codes/readable-text.js'
import { SEVERITIES, type Severity } from '../../core/finding.js'
import { groupBy } from '../../core/group-by.js'
import type { Note } from '../../core/notes.js'
import type { Status } from '../../core/status.js'
import { jointTarget } from '../joint-texts.js'
import { isLiveRecord } from '../live-records.js'
import type { ChapterRecord, SegmentRecord } from '../ports.js'
import { progressOf, sumOf } from '../report-status.js'
import { resolveChapters } from '../resolve-chapters.js'
import { suggestionsAmong } from '../suggestions.js'
import type { IssuesBySegment } from './known-issues.js'
import { commentsAmong } from './known-notes.js'
import {
  BY_DEFAULT,
  type QueueInput,
  type QueueName,
  type QueueRow,
  type ReviewChapter,
  type ReviewIssue,
  type ReviewQueue,
} from './view.js'

/** So much of a text is shown in a queue. */
const EXCERPT = 160

export interface QueueSources {
  readonly chapters: readonly ChapterRecord[]
  /** Every segment of the book, in its order. */
  readonly records: readonly SegmentRecord[]
  readonly notes: ReadonlyMap<string, readonly Note[]>
  readonly issues: IssuesBySegment
}

/** A segment with what makes it belong to queues. */
interface Standing {
  readonly record: SegmentRecord & { readonly status: Status }
  readonly suggested: number
  readonly comments: number
  readonly issues: readonly ReviewIssue[]
}

/**
 * The segments that are asked for, in the order of the book. Blocks that have no text are there only where they are
 * stale: nothing else can be said of them.
 *
 * @throws ZhenError `chapter-unknown`
 */
export function readQueue(
  { chapters, records, notes, issues }: QueueSources,
  input: QueueInput,
): Pick<ReviewQueue, 'chapters' | 'total' | 'rows' | 'checks'> {
  const standing = records.filter(hasStatus).map((record): Standing => {
    const known = notes.get(record.chapter) ?? []
    return {
      record,
      suggested: suggestionsAmong(known, record).length,
      comments: commentsAmong(known, record).length,
      issues: issues.get(record.id) ?? [],
    }
  })
  const wanted = resolveChapters(
    input.chapters,
    chapters.map(({ chapter }) => chapter),
  )
  const isAsked = asks(input, new Set(wanted))
  const byChapter = groupBy(standing, ({ record }) => record.chapter)
  return {
    chapters: chapters.map((chapter) => chapterOf(chapter, byChapter.get(chapter.chapter) ?? [])),
    total: progressOf(sumOf(chapters)),
    rows: standing.filter(isAsked).map(rowOf),
    checks: countChecks(standing),
  }
}

function hasStatus(record: SegmentRecord): record is Standing['record'] {
  return isLiveRecord(record) && (!record.block || record.status === 'stale')
}

function asks({ queues, check, search }: QueueInput, chapters: ReadonlySet<string>): (one: Standing) => boolean {
  const names = queues.length > 0 ? queues : check === null && search === null ? BY_DEFAULT : []
  const words = search?.toLowerCase() ?? ''
  return (one) =>
    (chapters.size === 0 || chapters.has(one.record.chapter)) &&
    (names.length === 0 || names.some((name) => isIn(name, one))) &&
    (check === null || one.issues.some((issue) => issue.check === check)) &&
    (words === '' || holds(one.record, words))
}

function isIn(name: QueueName, { record, suggested, comments, issues }: Standing): boolean {
  switch (name) {
    case 'suggested':
      return suggested > 0
    case 'issues':
      return issues.length > 0
    case 'commented':
      return comments > 0
    default:
      return record.status === name
  }
}

function holds({ id, source, targets }: SegmentRecord, words: string): boolean {
  const texts = [source?.text ?? '', ...targets.map(({ text }) => text)]
  return id.startsWith(words) || texts.some((text) => text.toLowerCase().includes(words))
}

function rowOf({ record, suggested, comments, issues }: Standing): QueueRow {
  const { id, chapter, status, kind, block, change, gap, source } = record
  return {
    ...{ id, chapter, status, change, gap, suggested, comments },
    kind: block ? 'block' : (kind as QueueRow['kind']),
    source: excerptOf(source?.text ?? '', block),
    target: excerptOf(jointTarget(record), block),
    gravest: gravestOf(issues),
  }
}

function excerptOf(text: string, block: boolean): string {
  const start = text.slice(0, 2 * EXCERPT)
  const read = (block ? start : readableText(start)).replace(/\s+/g, ' ').trim()
  return read.length > EXCERPT ? `${read.slice(0, EXCERPT).replace(/[\ud800-\udbff]$/, '')}…` : read
}

function gravestOf(issues: readonly ReviewIssue[]): Severity | null {
  return SEVERITIES.find((severity) => issues.some((issue) => issue.severity === severity)) ?? null
}

function chapterOf(chapter: ChapterRecord, standing: readonly Standing[]): ReviewChapter {
  const heading = standing.find(({ record }) => record.kind === 'heading')?.record
  const title = heading?.targets[0]?.text ?? heading?.source?.text
  return {
    chapter: chapter.chapter,
    ...progressOf(chapter),
    title: title === undefined ? null : readableText(title),
    suggested: standing.filter(({ suggested }) => suggested > 0).length,
    issues: standing.filter(({ issues }) => issues.length > 0).length,
    comments: standing.reduce((sum, { comments }) => sum + comments, 0),
  }
}

function countChecks(standing: readonly Standing[]): ReviewQueue['checks'] {
  const counts = new Map<string, number>()
  for (const { issues } of standing)
    for (const check of new Set(issues.map((issue) => issue.check))) counts.set(check, (counts.get(check) ?? 0) + 1)
  return [...counts]
    .map(([check, segments]) => ({ check, segments }))
    .sort((a, b) => b.segments - a.segments || (a.check < b.check ? -1 : 1))
}
