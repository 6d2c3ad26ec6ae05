/** Markdown files that belong to no project. Implemented by `workspace/markdown-files.ts`. */
export interface MarkdownFiles {
  /**
   * The files that `path` stands for: itself, or all Markdown below it, sorted.
   *
   * @throws ZhenError `file-unreadable` where there is nothing
   */
  listBelow(path: string): readonly string[]
  /** @throws ZhenError `file-unreadable`, `file-is-directory`, `file-not-utf8` */
  read(path: string): string
}

/** Where a command puts files that belong to no project. Implemented by `workspace/output-folder.ts`. */
export interface OutputFolder {
  /**
   * Writes a file whole, and makes the folders it needs. `folder` must contain it, links resolved.
   *
   * @throws ZhenError `target-unwritable`, `file-outside`, `file-is-directory`, `folder-is-file`
   */
  write(folder: string, path: string, text: string): void
}
