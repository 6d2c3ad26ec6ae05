import type { ChapterRecord, FileRecord, MemoryPair, SegmentRecord, StatusCounts } from '../../src/app/ports.js'

const NO_COUNTS: StatusCounts = {
  carried: 0,
  omitted: 0,
  untranslated: 0,
  stale: 0,
  final: 0,
  reviewed: 0,
  draft: 0,
  translated: 0,
}

export function fileRecord(path: string, changes: Partial<FileRecord> = {}): FileRecord {
  return {
    side: 'source',
    path,
    size: 120,
    mtimeNs: '1700000000123456789',
    inode: '42',
    hash: 'a1',
    checkedAt: 1_700_000_000_500,
    ...changes,
  }
}

export function segmentRecord(chapter: string, ordinal: number, changes: Partial<SegmentRecord> = {}): SegmentRecord {
  const source = { text: `第 ${ordinal} 段`, startLine: ordinal + 1, endLine: ordinal + 1 }
  return {
    id: `${chapter.replace(/\W/g, '')}${ordinal}`,
    chapter,
    ordinal,
    kind: 'paragraph',
    block: false,
    status: 'untranslated',
    section: ['标题'],
    source,
    targets: [],
    group: null,
    translatedFrom: null,
    change: null,
    gap: null,
    basis: null,
    targetEdited: false,
    origin: null,
    confidence: null,
    protected: false,
    misplaced: false,
    facts: [],
    ...changes,
  }
}

/** A chapter of these segments, its record counted from them. */
export function chapterOf(chapter: string, segments: readonly SegmentRecord[], changes: Partial<ChapterRecord> = {}) {
  const number = (status: SegmentRecord['status']) => segments.filter((segment) => segment.status === status).length
  const counts = Object.fromEntries(
    Object.keys(NO_COUNTS).map((status) => [status, number(status as SegmentRecord['status'])]),
  ) as StatusCounts
  const record: ChapterRecord = {
    chapter,
    sourceHash: 's1',
    targetHash: null,
    ledgerHash: null,
    pending: false,
    counts,
    sourceCharacters: 10,
    translatedCharacters: 4,
    countedCharacters: 9,
    obsolete: number('obsolete'),
    added: number('added'),
    misplaced: segments.filter(({ misplaced }) => misplaced).length,
    blocks: { total: 3, differing: 1, missing: 0 },
    ...changes,
  }
  return { record, segments }
}

export function memoryPair(source: string, target: string, changes: Partial<MemoryPair> = {}): MemoryPair {
  return {
    source,
    target,
    previousSource: null,
    nextSource: null,
    chapter: 'a.md',
    id: source,
    origin: 'person',
    quality: 'translated',
    ...changes,
  }
}
