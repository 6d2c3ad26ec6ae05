/** What a version control system knows of both editions. Implemented by `workspace/`. */
export interface HistoryPort {
  /**
   * Who wrote each line of an English chapter; `null` where nothing knows.
   *
   * @param path below the English folder
   * @param text what is in it, where that is not on the disk yet
   */
  linesOf(path: string, text?: string): Promise<readonly LineOrigin[] | null>
  /** True while a merge has left a conflict in this chapter that nobody has called solved. */
  isUnmerged(side: 'source' | 'target', path: string): Promise<boolean>
  /**
   * The text of a Chinese chapter as it was for the one who wrote `commit`: its last version that was written no later
   * and was there to be seen, else its first. Renames are followed. `null` where nothing is known of it.
   */
  sourceFor(chapter: string, commit: CommitOrigin): Promise<string | null>
}

/** The commit that brought in a line. */
export interface CommitOrigin {
  readonly commit: string
  /** By its author's clock: milliseconds since 1970. */
  readonly at: number
}

/** Where a line comes from; `commit` is `null` for what is not committed. */
export interface LineOrigin {
  readonly commit: CommitOrigin | null
  /** Its author, then those named as co-authors. */
  readonly authors: readonly string[]
  /** Several commits were made into this one: it says less about when the line was written. */
  readonly squashed: boolean
  /** The clone was cut off here: the line is this old, or older. */
  readonly boundary: boolean
}
