import type { Notice } from '../workspace-port.js'

/** A file of the built edition: text that was made, or bytes of either edition. */
export type EditionContent = { readonly text: string } | { readonly from: 'source' | 'target' }

/** What writing an edition did, or would do. Paths are below the folder of the edition, sorted. */
export interface EditionWrite {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  /** How many files were there as they are to be. */
  readonly unchanged: number
}

/**
 * Files beside the chapters, and the folder that a built edition goes to. Implemented by `workspace/edition-folder.ts`.
 *
 * Only what an earlier build wrote is replaced or taken away; nothing is written through a link.
 */
export interface EditionFiles {
  /** How the folder is named to people. */
  readonly shown: string
  /** All files of the English edition but chapters, ledgers and what is hidden. */
  list(): { readonly paths: readonly string[]; readonly notices: readonly Notice[] }
  /** True for a file of the side's edition, below the folder of its chapters. */
  has(side: 'source' | 'target', path: string): boolean
  /**
   * Brings the folder to exactly these files, what others put beside them left alone.
   *
   * @throws ZhenError `build-folder-taken` for a folder that no build wrote, `build-file-taken` for a file that none wrote
   *   or that was changed since, `build-folder-inside` where the folder holds an edition or lies in one; `file-outside`, `target-unwritable`
   */
  write(files: ReadonlyMap<string, EditionContent>, dryRun: boolean): EditionWrite
}
