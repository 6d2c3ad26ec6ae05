/** What git knows of a folder of chapters. Oldest first; empty where there is no history. */
export interface EditionHistory {
  readonly revisions: readonly Revision[]
  /** The clone was cut off: its first revision holds what was written before. */
  readonly isShallow: boolean
}

/** A commit that touched chapters. */
export interface Revision {
  readonly commit: string
  /** When it was written, by its author's clock: milliseconds since 1970. */
  readonly time: number
  readonly edits: readonly FileEdit[]
}

export interface FileEdit {
  /** Below the folder of chapters, with `/`. */
  readonly path: string
  /** What it was called before, where it was renamed. */
  readonly from: string | null
  /** Names its content; `null` when it was deleted. */
  readonly blob: string | null
  /** When it was written: for what a merge brought in, when its branch last touched the file. */
  readonly time: number
}

/** The past of both editions. Implemented by `workspace/`. */
export interface PastReader {
  /** @throws ZhenError `history-unreadable` for a repository that was named and cannot be read */
  history(side: 'source' | 'target'): Promise<EditionHistory>
  /** The texts of these blobs, in their order. Not UTF-8 is read as well as can be. */
  texts(side: 'source' | 'target', blobs: readonly string[]): AsyncIterable<string>
}
