import type { SourcePin } from '../core/source-pin.js'
import type { FileRecord } from './ports.js'

export type { SourcePin } from '../core/source-pin.js'

/** The folders zhen knows: Chinese chapters, English chapters, ledgers, and the notes beside them. */
export type Side = 'source' | 'target' | 'ledger' | 'notes'

/** What is remembered of a file, so that it is read again only when it may have changed. */
export interface FileState extends FileRecord {
  readonly side: Side
}

/** Something met on the way that a person should know, worded under `notices.<code>`. */
export interface Notice {
  readonly code:
    | 'intent-completed'
    | 'intent-hindered'
    | 'intent-open'
    | 'intent-set-aside'
    | 'ledger-conflict'
    | 'ledger-mended'
    | 'link-skipped'
    | 'memory-missing'
    | 'memory-large'
    | 'source-empty'
    | 'source-newer'
    | 'unknown-directive'
    | 'watch-limit'
    | 'watch-mount'
    | 'watch-silent'
  readonly values: Readonly<Record<string, string | number>>
}

/** All files as they are now. */
export interface Scan {
  readonly files: readonly FileState[]
  readonly notices: readonly Notice[]
}

/**
 * The disk. Implemented by `workspace/`.
 *
 * Reading refuses what is not UTF-8, not a file or outside its folder, by a ZhenError that names it. Writing replaces
 * files whole, by a rename, and never goes through a link. After a {@link Workspace.scan} all reads and writes hold to
 * it: where a file has become another one since, they throw `file-changed`.
 */
export interface Workspace {
  /** False when there are no Chinese chapters here, as in a checkout of the English edition alone. */
  sourceAvailable(): Promise<boolean>
  /** `known` by `fileKey`. Files with the same size, time and inode are not read. */
  scan(known: ReadonlyMap<string, FileState>): Promise<Scan>
  /** The text of a file, a BOM included, or `null` when there is none. */
  read(side: Side, path: string): Promise<string | null>
  /**
   * Replaces a ledger or notes file; `null` removes it.
   *
   * @throws ZhenError `file-changed` when someone else, such as git, has replaced it since the scan, `target-unwritable`
   */
  writeRecord(side: 'ledger' | 'notes', chapter: string, text: string | null): Promise<FileState | null>
  /**
   * Replaces an English chapter, or creates it (`expected` null).
   *
   * @throws ZhenError `file-changed` when its text is no longer `expected`, `target-unwritable`
   */
  writeTarget(path: string, text: string, expected: string | null): Promise<FileState>
  /**
   * Takes an English chapter away, by its name alone: what shares its bytes stays.
   *
   * @throws ZhenError `file-changed` when its text is no longer `expected`, `target-unwritable`
   */
  removeTarget(path: string, expected: string): Promise<void>
  /** The last commit that touched the Chinese chapters, or `null` outside git. */
  sourceCommit(): Promise<string | null>
  /** @throws ZhenError `ledger-damaged`, `ledger-newer` for a format of a later version */
  readPin(): Promise<SourcePin | null>
  writePin(pin: SourcePin): Promise<void>
  /** How a file is named to people: relative to the project, with `/`. */
  shownPath(side: Side, path: string): string
  /** The glossary's CSV files, sorted by path. */
  readGlossary(): Promise<readonly GlossaryFile[]>
  /** How a file of the glossary's folder is named: as {@link GlossaryFile.path}. */
  glossaryPath(name: string): string
  /**
   * Replaces a glossary file, or creates it (`expected` null). `path` as in {@link GlossaryFile.path}.
   *
   * @throws ZhenError `file-changed` when its text is no longer `expected`, `file-outside`, `target-unwritable`
   */
  writeGlossary(path: string, text: string, expected: string | null): Promise<void>
  /** True for a file that is there. The path is seen from the folder of the side's chapters and may lead out of it. */
  hasFile(side: 'source' | 'target', path: string): boolean
  /** The `conf.py` in the folder of the side's chapters, or in the nearest one above within the project. */
  readSphinxConf(side: 'source' | 'target'): Promise<SphinxConf | null>
  /** Name of the person at work: git's `user.name`, else the login name. */
  personName(): Promise<string>
  /**
   * Runs `work` while no other zhen process plans or writes.
   *
   * What a process that was killed had begun to write {@link Workspace.together} is completed before.
   *
   * @throws ZhenError `locked`, `intent-newer` where a later version began it
   */
  withLock<T>(work: () => Promise<T>): Promise<T>
  /**
   * Runs `work`, which writes chapters, ledgers and notes that belong together. It reads what it has written; on the disk
   * all of it appears when it is done, in the order in which it was written. The lock must be held. It does not nest.
   *
   * All or nothing: where `work` throws nothing is written, and what is cut short is completed by whoever has the lock next.
   *
   * @throws ZhenError `file-changed` where somebody saved one of the files meanwhile; what `work` throws
   */
  together<T>(work: () => Promise<T>): Promise<T>
  /** What became of that which others had begun to write together, so far as this process saw it. */
  completed(): readonly Notice[]
}

export interface SphinxConf {
  readonly text: string
  /** Path of the chapters' folder below the folder of `conf.py`: empty, or with a `/` at its end. */
  readonly folder: string
}

export interface GlossaryFile {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly text: string
}
