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
