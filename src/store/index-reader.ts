import type Database from 'better-sqlite3'
import type { ChapterRecord, FileRecord, SegmentQuery, SegmentRecord } from '../app/ports.js'
import { unpackSegments } from './packed-segments.js'

/** What the `chapter` table holds as JSON: nothing is looked up by it. */
export type Summary = Pick<
  ChapterRecord,
  | 'counts'
  | 'sourceCharacters'
  | 'translatedCharacters'
  | 'countedCharacters'
  | 'obsolete'
  | 'obsoleteLines'
  | 'added'
  | 'misplaced'
  | 'blocks'
>

export interface ChapterRow extends Pick<ChapterRecord, 'chapter' | 'sourceHash' | 'targetHash' | 'ledgerHash'> {
  readonly pending: 0 | 1
  readonly summary: string
}

type SummaryRow = Pick<ChapterRow, 'chapter' | 'summary'>

interface SegmentsRow {
  readonly chapter: string
  readonly packed: string
}

/** So few ids are looked for in a chapter's text of ids before that is taken apart. */
const FEW = 16

/** The reading half of the index. Each call sees one state, whatever other processes commit meanwhile. */
export function createIndexReader(db: Database.Database) {
  const selectFiles = db.prepare<[], FileRecord>(`
    SELECT side, path, size, mtime_ns AS mtimeNs, inode, hash, checked_at AS checkedAt FROM file ORDER BY side, path
  `)
  const selectChapters = db.prepare<[], ChapterRow>(`
    SELECT chapter, source_hash AS sourceHash, target_hash AS targetHash, ledger_hash AS ledgerHash, pending, summary
    FROM chapter ORDER BY chapter
  `)
  const selectSummaries = db.prepare<[], SummaryRow>('SELECT chapter, summary FROM chapter ORDER BY chapter')
  const selectNamed = db.prepare<[names: string], SummaryRow>(`
    SELECT chapter, summary FROM chapter WHERE chapter IN (SELECT value FROM json_each(?)) ORDER BY chapter
  `)
  const selectIds = db.prepare<[], { chapter: string; ids: string }>(`
    SELECT chapter, ids FROM chapter_segments ORDER BY chapter
  `)
  const selectSegments = db.prepare<[string], string>('SELECT packed FROM chapter_segments WHERE chapter = ?').pluck()
  // Ids are stored one a line, the first behind a line end too.
  const selectByPrefix = db.prepare<[string], SegmentsRow>(`
    SELECT chapter, packed FROM chapter_segments WHERE instr(ids, char(10) || ?) > 0 ORDER BY chapter
  `)
  const selectMeta = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()

  return {
    loadState: db.transaction(() => ({
      files: selectFiles.all(),
      chapters: selectChapters.all().map(toChapterRecord),
    })),

    loadSegments: db.transaction((query: SegmentQuery): SegmentRecord[] => {
      const found: SegmentRecord[] = []
      const limit = query.limit ?? Number.POSITIVE_INFINITY
      const fits = matcherOf(query)
      for (const chapter of chaptersFor(query)) {
        if (found.length >= limit) break
        found.push(...unpackSegments(chapter, selectSegments.get(chapter) ?? '').filter(fits))
      }
      return found.slice(0, limit)
    }),

    findById(idOrPrefix: string): SegmentRecord[] {
      if (idOrPrefix === '') return []
      const rows = selectByPrefix.all(idOrPrefix)
      const found = rows
        .flatMap(({ chapter, packed }) => unpackSegments(chapter, packed))
        .filter(({ id }) => id.startsWith(idOrPrefix))
      const exact = found.filter(({ id }) => id === idOrPrefix)
      return exact.length > 0 ? exact : found
    },

    chaptersHolding,

    meta: (key: string) => selectMeta.get(key) ?? null,
  }

  /**
   * Goes through the ids of all chapters, which takes 0.1 s for 12,000. A table by id would be written all over by each
   * batch of a first sync, and cost it nine seconds.
   */
  function chaptersHolding(ids: readonly string[]): Map<string, string[]> {
    const wanted = new Set(ids)
    const holding = new Map<string, string[]>()
    if (wanted.size === 0) return holding
    for (const { chapter, ids } of selectIds.all()) {
      if (wanted.size <= FEW && !holdsAny(ids, wanted)) continue
      for (const id of ids.split('\n').slice(1)) {
        if (wanted.has(id)) holding.set(id, [...(holding.get(id) ?? []), chapter])
      }
    }
    return holding
  }

  /** The chapters that can hold what is asked for, in order; the others are not unpacked. */
  function chaptersFor({ chapters, statuses, ids }: SegmentQuery): string[] {
    const holding = ids && new Set([...chaptersHolding(ids).values()].flat())
    // Whoever goes through a book chapter by chapter must not read the whole list each time.
    const rows = chapters ? selectNamed.all(JSON.stringify(chapters)) : selectSummaries.all()
    return rows
      .filter(({ chapter }) => holding?.has(chapter) ?? true)
      .filter((row) => statuses === undefined || holdsStatus(JSON.parse(row.summary) as Summary, statuses))
      .map(({ chapter }) => chapter)
  }
}

/** False only where none of `wanted` stands in `ids`. */
function holdsAny(ids: string, wanted: ReadonlySet<string>): boolean {
  for (const id of wanted) if (ids.includes(id)) return true
  return false
}

/** Field by field: a rest of fields takes five times as long, and there are many chapters. */
function toChapterRecord(row: ChapterRow): ChapterRecord {
  const { chapter, sourceHash, targetHash, ledgerHash, pending, summary } = row
  return { chapter, sourceHash, targetHash, ledgerHash, pending: pending === 1, ...(JSON.parse(summary) as Summary) }
}

function holdsStatus(summary: Summary, statuses: NonNullable<SegmentQuery['statuses']>): boolean {
  const { counts, obsolete, obsoleteLines = obsolete, added } = summary
  const counted = { ...counts, obsolete: obsoleteLines, added }
  return statuses.some((status) => counted[status] > 0)
}

function matcherOf({ statuses, ids }: SegmentQuery): (record: SegmentRecord) => boolean {
  const wantedStatuses = statuses && new Set(statuses)
  const wantedIds = ids && new Set(ids)
  return ({ id, status }) => (wantedStatuses?.has(status) ?? true) && (wantedIds?.has(id) ?? true)
}
