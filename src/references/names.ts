import { posix } from 'node:path'

/**
 * The form in which labels are compared, where they are defined: lower case, white space folded.
 *
 * Source: docutils, `fully_normalize_name`.
 */
export function normalizeName(name: string): string {
  return foldName(name).trim()
}

/** The form in which a role looks a label up: blanks around it count. Source: Sphinx, `XRefRole`. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ')
}

/** The anchor that MyST gives a heading with this text, before repetitions are numbered: GitHub's. */
export function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
}

const CHAPTER = /\.(?:md|mdx|markdown)$/i

/** True for a file that is a document to Sphinx, MyST or Docusaurus. */
export function isDocument(path: string): boolean {
  return CHAPTER.test(path)
}

/** A chapter's name without its ending, as `{doc}` and `toctree` name it. */
export function withoutEnding(path: string): string {
  return path.replace(CHAPTER, '')
}

/**
 * A path as it is written in a chapter, as seen from the folder to which absolute ones are relative.
 *
 * What leads out of that folder begins with `../`. Source: Sphinx, `docname_join` and `relfn2path`.
 */
export function joinPath(chapter: string, written: string): string {
  const joined = written.startsWith('/')
    ? posix.normalize(written.replace(/^\/+/, ''))
    : posix.normalize(posix.join(posix.dirname(chapter), written))
  return joined === '.' ? '' : joined
}

/** Takes `%20` and the like for what they stand for; what is no such code stays. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** An address in the web, or anything else with a scheme. */
export function isAddress(destination: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:|^\/\//.test(destination)
}

/** An address that leads out of the book, whatever the configuration says. */
export function isWebAddress(destination: string): boolean {
  return /^(?:https?|mailto|ftp|inv|path|project):/i.test(destination)
}

/** Patterns of `exclude_patterns` as one test. Source: Sphinx, `util.matching`. */
export function patternTest(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map(patternSource).map((source) => new RegExp(`^${source}(?:/.*)?$`))
  return (path) => tests.some((test) => test.test(path))
}

function patternSource(pattern: string): string {
  return pattern.replace(/\*\*|\*|\?|[^*?]+/g, (piece) => {
    if (piece === '**') return '.*'
    if (piece === '*') return '[^/]*'
    return piece === '?' ? '[^/]' : piece.replace(/[\\^$.+()|{}[\]]/g, '\\$&')
  })
}
