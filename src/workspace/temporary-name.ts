/**
 * Names of files that editors, systems and zhen itself keep for a moment beside those that they save.
 *
 * Hidden files, such as `.a.md.swp` of Vim and `.#a.md` of Emacs, are left out by whoever walks folders.
 */
const TEMPORARY = [
  // Vim asks by it whether it may write here.
  /^\d{4,5}$/,
  // Backups of Vim, Emacs, Kate, gedit.
  /~$/,
  /^#.*#$/,
  // JetBrains.
  /___jb_(?:tmp|old)___$/,
  /\.(?:swp|swx|swo|tmp|temp|bak|orig|crdownload|part)$/i,
  // The index and what SQLite keeps beside it.
  /^zhen\.db/,
]

/** True for a file that is none of the book's, by its name alone. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.some((pattern) => pattern.test(name))
}
