import type { AssetVersion } from './judge.js'

export type AssetSide = 'source' | 'target'

/** A file beside the chapters, as the disk shows it. */
export interface AssetLook {
  readonly bytes: Uint8Array
  /** Names the file itself: equal for hard links to one file, and for a link and what it leads to. */
  readonly identity: string
  /** The name stands for another file. */
  readonly isLink: boolean
}

/**
 * Files that chapters refer to. Paths are below the folder of their side's chapters, with `/`, and never lead out of it.
 * Implemented by `workspace/asset-files.ts`.
 */
export interface AssetFiles {
  /**
   * `null` where there is no file: nothing, a folder, a broken link, or a link that leads out of the side's folder.
   *
   * @throws ZhenError `file-unreadable`
   */
  look(side: AssetSide, path: string): AssetLook | null
  /** True where {@link AssetFiles.look} would find a file. */
  has(side: AssetSide, path: string): boolean
  /** When a file that is there last changed, by disk and by git. */
  version(side: AssetSide, path: string, bytes: Uint8Array): Promise<AssetVersion>
  /**
   * Puts a copy of the source's file in place of the English one, if that is still `expected` (`null`: nothing).
   *
   * @param keep first keeps the present one aside, and returns how that is named
   * @throws ZhenError `file-changed`, `file-outside`, `file-is-directory`, `target-unwritable`
   */
  replace(path: string, bytes: Uint8Array, expected: Uint8Array | null, keep: boolean): string | null
}
