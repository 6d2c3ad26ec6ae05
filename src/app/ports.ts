import type { Origin } from '../core/derive.js'
import type { Fact } from '../core/fact.js'
import type { MemoryPair } from '../core/pair.js'
import type { BlockKind, SegmentKind } from '../core/segment.js'
import type { Change, Gap, Status } from '../core/status.js'

export type { MemoryPair, Quality } from '../core/pair.js'

/** Which files the index follows. `notes` and `ledger` lie below the ledger's folder, `glossary` below its own. */
export const FILE_SIDES = ['source', 'target', 'ledger', 'notes', 'glossary'] as const

export type FileSide = (typeof FILE_SIDES)[number]

/** A file as it was when it was last read. `side` and `path` together name it. */
export interface FileRecord {
  readonly side: FileSide
  /** POSIX, below the folder of its side; ledgers and notes go by their chapter's path. */
  readonly path: string
  readonly size: number
  /** When its content or its place last changed, in decimal digits: a double does not hold nanoseconds. */
  readonly mtimeNs: string
  readonly inode: string
  /** Of its bytes; names the content in the index. */
  readonly hash: string
  /** Milliseconds since 1970 when it was hashed. A file modified in the same moment may have changed behind an equal `mtimeNs`. */
  readonly checkedAt: number
}

/** Where a segment stands beside its {@link Status}: a ledger line without a source, or a target that never had one. */
export type RecordStatus = Status | 'obsolete' | 'added'

export type StatusCounts = Readonly<Record<Status, number>>

/** A chapter as it was derived from files of these hashes. `null`: there is no such file. */
export interface ChapterRecord {
  readonly chapter: string
  readonly sourceHash: string | null
  readonly targetHash: string | null
  readonly ledgerHash: string | null
  /** What was derived is not in the ledger yet. */
  readonly pending: boolean
  readonly counts: StatusCounts
  /** Chinese characters in all, in segments with a valid translation, and in those that count for the percentage. */
  readonly sourceCharacters: number
  readonly translatedCharacters: number
  readonly countedCharacters: number
  /** English whose source is gone. */
  readonly obsolete: number
  /** All obsolete lines, those included that are kept for their facts alone; absent where there are none. */
  readonly obsoleteLines?: number
  readonly added: number
  readonly misplaced: number
  readonly blocks: { readonly total: number; readonly differing: number; readonly missing: number }
  /** Other English chapters in which English of this one stands. */
  readonly elsewhere?: readonly string[]
  /** Its ledger holds a merge conflict, of which both sides were taken. */
  readonly conflicted?: true
}

/** A text and its lines in a file; lines are 1-based and inclusive. */
export interface Passage {
  readonly text: string
  readonly startLine: number
  readonly endLine: number
}

export interface TargetPassage extends Passage {
  /** Below the target folder. */
  readonly path: string
}

/** A segment as it was derived: what `list` and `show` tell of it. */
export interface SegmentRecord {
  readonly id: string
  readonly chapter: string
  /** Place in the chapter, from 0. */
  readonly ordinal: number
  readonly kind: SegmentKind | BlockKind
  /** No text but what must agree, such as an image. */
  readonly block: boolean
  readonly status: RecordStatus
  readonly section: readonly string[]
  /** `null` for an added segment. An obsolete one has its last text, at line 0. */
  readonly source: Passage | null
  readonly targets: readonly TargetPassage[]
  readonly group: readonly string[] | null
  readonly translatedFrom: string | null
  readonly change: Change | null
  readonly gap: Gap | null
  readonly basis: 'stated' | 'assumed' | null
  readonly targetEdited: boolean
  readonly origin: Origin | null
  readonly confidence: number | null
  /** A draft that a person touched: no machine replaces it. */
  readonly protected: boolean
  /** Its English stands where its source no longer is. */
  readonly misplaced: boolean
  readonly facts: readonly Fact[]
}

/** Absent fields do not restrict; present ones all must hold. */
export interface SegmentQuery {
  readonly chapters?: readonly string[]
  readonly statuses?: readonly RecordStatus[]
  readonly ids?: readonly string[]
  readonly limit?: number
}

/** A chapter's segments as the index writes them down, which a thread can do beforehand. Only the index reads them. */
export interface PackedSegments {
  readonly ids: string
  readonly packed: string
}

/** A chapter in place of what it was. */
export interface IndexedChapter {
  readonly record: ChapterRecord
  readonly segments: readonly SegmentRecord[] | PackedSegments
}

/** What one commit changes. A chapter's segments replace all it had. */
export interface IndexChanges {
  readonly files?: readonly FileRecord[]
  readonly removedFiles?: readonly Pick<FileRecord, 'side' | 'path'>[]
  readonly chapters?: readonly IndexedChapter[]
  readonly removedChapters?: readonly string[]
  readonly meta?: Readonly<Record<string, string>>
}

/**
 * The working index: a cache over source, target and ledger files, which may vanish at any time.
 *
 * Contract: `test/store/contract.ts`. Records come back equal to what was put, in order of chapter (by code point) and
 * ordinal. Known failures are `ZhenError`s: `store-damaged`, `store-unwritable`, `locked`.
 */
export interface IndexStore {
  loadState(): Promise<{ readonly files: readonly FileRecord[]; readonly chapters: readonly ChapterRecord[] }>
  loadSegments(query: SegmentQuery): Promise<SegmentRecord[]>
  /** The segments of exactly this id; if there is none, those whose id starts with it. Nothing for `''`. */
  findById(idOrPrefix: string): Promise<SegmentRecord[]>
  /** The chapters in which each of these ids stands; ids that stand nowhere are left out. */
  chaptersHolding(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** All or nothing, and seen by other processes at once. */
  commit(changes: IndexChanges): Promise<void>
  /** A value kept beside the records, such as the version of the rules they were derived by. */
  meta(key: string): Promise<string | null>
  /** Forgets files, chapters, segments and meta. */
  clear(): Promise<void>
}

/** All pairs a chapter contributes, and the version of the chapter they were taken from. */
export interface ChapterPairs {
  readonly chapter: string
  readonly version: string
  readonly pairs: readonly MemoryPair[]
}

/** Where a phrase is looked for. */
export type MemorySide = 'source' | 'target'

/**
 * The translation memory: every source with the targets it has been given.
 *
 * It is filled when it is needed, not by `sync`: {@link MemoryStore.versions} says what it has, the caller replaces the
 * chapters that differ. The index for fuzzy look-ups follows by itself at the first {@link MemoryStore.findCandidates}.
 * Pairs of one source come newest first. Lone surrogates come back as U+FFFD.
 *
 * Beside the project's own pairs stand those of other memories, each under its name; they too are taken in anew where
 * their version differs, and what {@link MemoryStore.versions}, `replace` and `remove` say is of the project's own alone.
 */
export interface MemoryStore {
  /** By chapter, the version its pairs were taken from. */
  versions(): Promise<ReadonlyMap<string, string>>
  /** Puts each chapter's pairs in place of those it had. */
  replace(chapters: readonly ChapterPairs[]): Promise<void>
  /** Forgets the pairs of these chapters. */
  remove(chapters: readonly string[]): Promise<void>
  /** Adds pairs, or puts them in place of those of the same name. */
  put(pairs: readonly MemoryPair[]): Promise<void>
  /** The pairs of each source, which is compared as `sameText` does; sources without any are left out. */
  exact(sources: readonly string[]): Promise<ReadonlyMap<string, readonly MemoryPair[]>>
  /** The pairs of at most `limit` sources that share most rare pieces with `source`, likeliest first. */
  findCandidates(source: string, limit: number): Promise<MemoryPair[]>
  /** At most `limit` pairs of which the text of this side holds all these phrases, the shortest texts first. */
  findContaining(side: MemorySide, phrases: readonly string[], limit: number): Promise<MemoryPair[]>
  /** By name, the version each of the other memories was taken from. */
  sources(): Promise<ReadonlyMap<string, string>>
  /**
   * Puts what a memory from elsewhere has in place of what it had, `pairs` being taken piece by piece. Where that ends
   * half way, the memory has no version, and is to be taken anew.
   */
  replaceSource(name: string, version: string, pairs: AsyncIterable<readonly MemoryPair[]>): Promise<void>
  /** Forgets the pairs of these memories. */
  removeSources(names: readonly string[]): Promise<void>
  /** The project's own pairs in the order they were put, a piece at a time: at most `limit`, behind the pair `after`. */
  ownPairs(after: number, limit: number): Promise<{ readonly pairs: readonly MemoryPair[]; readonly last: number }>
  /** How many pairs each of the other memories has. */
  countSources(): Promise<ReadonlyMap<string, number>>
  /** Makes what was put ready for fuzzy look-ups, which otherwise the first of them does. Numbers of texts. */
  refresh(onProgress?: (done: number, total: number) => void): Promise<void>
  count(): Promise<{ readonly sources: number; readonly pairs: number }>
  clear(): Promise<void>
}

/**
 * What is worked out of a chapter for checks: what they found in it alone; what of it others can refer to, what it refers
 * to, and what it adds to the book's habits; which of its references lead astray, and what checks of the whole book found.
 */
export type FindingSubject = 'chapter' | 'landmarks' | 'uses' | 'tally' | 'judged' | 'book'

/** What was worked out of a chapter, as text of the caller's, under a key that names all it follows from. */
export interface ChapterFindings {
  /** `''` for the whole book. */
  readonly chapter: string
  readonly subject: FindingSubject
  readonly key: string
  readonly found: string
}

/** What was worked out before. It follows from the files and may vanish at any time; a chapter derived anew has none, nor has the book then. */
export interface FindingStore {
  /** What is known of each chapter under exactly this key; others are left out. */
  load(subject: FindingSubject, keys: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>
  /** Under which key something is known of each chapter. */
  keys(subject: FindingSubject): Promise<ReadonlyMap<string, string>>
  /** Puts each in place of what there was of its chapter and subject. All or nothing. */
  put(findings: readonly ChapterFindings[]): Promise<void>
}

export type HistorySide = 'source' | 'target'

/** Every text that was ever seen; it survives the index and is lost with the database. */
export interface HistoryStore {
  /** Remembers the texts as seen at `at` (milliseconds since 1970); texts seen before keep their first time. */
  record(side: HistorySide, texts: readonly string[], at: number): Promise<void>
  /** When each of the texts was first seen; texts never seen are left out. Compared as `sameText` does. */
  firstSeen(side: HistorySide, texts: readonly string[]): Promise<ReadonlyMap<string, number>>
}

/** What an engine answered to a text, verified; or why its answer was refused. Exactly one of the two is there. */
export interface Answer {
  /** Names all that the answer depends on. */
  readonly key: string
  /** In engine form. */
  readonly text: string | null
  readonly fault: string | null
}

/** What was sent to an engine and is to be paid for. */
export interface Payment {
  readonly engine: string
  readonly model: string
  readonly requests: number
  readonly texts: number
  /** Of the texts sent, as people count them. */
  readonly characters: number
  /** As the vendor counts them. */
  readonly billedCharacters: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** `null` where no price is known. */
  readonly cost: number | null
  readonly currency: string
}

/** What engines answered, so that nothing is paid for twice, and what was paid. Lost with the database. */
export interface AnswerStore {
  /** The answers there are, by key. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, Answer>>
  /** Keeps what a request brought, in place of older answers of the same key. All or nothing, and on the disk at once. */
  record(answers: readonly Answer[], payment: Payment, at: number): Promise<void>
  /** All payments added up by engine, model and currency. Payments without a price count as nothing. */
  spent(): Promise<readonly Payment[]>
}

/** Texts put aside in the order they come: more of them than memory should hold. Gone with the process. */
export interface Shelf {
  put(text: string): Promise<void>
  all(): AsyncIterable<string>
  clear(): Promise<void>
}

/** The project's database, opened. */
export interface Stores {
  readonly index: IndexStore
  readonly memory: MemoryStore
  readonly history: HistoryStore
  readonly found: FindingStore
  readonly answers: AnswerStore
  readonly shelf: Shelf
  /** Nothing outlives this process: the folder could not be written. */
  readonly volatile: boolean
  close(): void
}
