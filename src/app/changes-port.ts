import type { GlossaryFile } from './workspace-port.js'

/** What changed in the files of a project since a commit. Implemented by `workspace/`. */
export interface ChangesPort {
  /**
   * Compares the files as they are with the commit where `revision` and today's history part.
   *
   * @throws ZhenError `revision-unknown`, `history-shallow`, `no-repository`
   */
  since(revision: string): Promise<RevisionChanges>
  /**
   * The glossary's files as they were at the commit where `revision` and today's history part.
   *
   * @throws ZhenError what {@link ChangesPort.since} throws
   */
  glossaryAt(revision: string): Promise<{ readonly commit: string; readonly files: readonly GlossaryFile[] }>
}

export interface RevisionChanges {
  /** What was compared with. */
  readonly commit: string
  /** English chapters that changed, by their path today. */
  readonly target: ReadonlyMap<string, ChangedLines>
  /** The same of Chinese ones, where both editions are in one repository. */
  readonly source: ReadonlyMap<string, ChangedLines>
  /** Ledgers that changed, as they were then; `null` for new ones. Nothing where there was no ledger at all. */
  readonly ledgers: ReadonlyMap<string, string | null>
}

/** Lines of a file as it is now, 1-based. */
export interface ChangedLines {
  /** The whole file is new. */
  readonly all: boolean
  readonly lines: ReadonlySet<number>
  /** Something was taken out behind these lines. */
  readonly gaps: readonly number[]
}
