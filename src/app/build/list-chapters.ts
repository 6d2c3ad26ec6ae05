import { lineEnd, lineStart, newlineOf } from '../../markdown/splice/prefix.js'
import type { ReferenceBook } from '../../references/book.js'
import { isDocument, joinPath, patternTest, withoutEnding } from '../../references/names.js'
import type { Use } from '../../references/reference.js'
import { relativePath } from '../../references/relative-path.js'
import type { BuiltPart, EditionText } from './edition-text.js'

/** A chapter that was put into a `toctree`. */
export interface Entry {
  /** The chapter with the `toctree`. */
  readonly chapter: string
  readonly listed: string
}

/**
 * Puts chapters that the source lists and the built edition has, but does not list, into the `toctree` that is the
 * counterpart of the source's: beside the neighbour it has there, else at its end.
 *
 * @param read takes the references of a built chapter anew, once it has another entry
 */
export function listChapters(
  source: ReferenceBook,
  texts: ReadonlyMap<string, EditionText>,
  read: () => ReferenceBook,
): Entry[] {
  const entries: Entry[] = []
  let built = read()
  for (const { path, uses } of source.chapters.values()) {
    const list = uses.filter(({ kind }) => kind === 'toctree')
    for (const [at, use] of list.entries()) {
      const listed = chapterOf(source, path, use)
      const text = texts.get(path)
      if (listed === null || !text || !texts.has(listed) || isListed(built, listed)) continue
      const neighbours = { before: list.slice(0, at).reverse(), behind: list.slice(at + 1) }
      if (!addEntry(built, source, text, { listed, use, neighbours })) continue
      entries.push({ chapter: path, listed })
      built = read()
    }
  }
  return entries
}

function chapterOf(book: ReferenceBook, path: string, use: Use): string | null {
  const found = book.resolve(path, use)
  return found.leads === 'chapter' ? found.place.chapter : null
}

function isListed(book: ReferenceBook, chapter: string): boolean {
  for (const { path, uses } of book.chapters.values()) {
    for (const use of uses) {
      if (use.kind !== 'toctree') continue
      if (/[*?[]/.test(use.label)) {
        const pattern = book.conventions.folder + joinPath(path, use.label)
        if (patternTest([pattern])(book.docname(chapter))) return true
      } else if (chapterOf(book, path, use) === chapter) return true
    }
  }
  return false
}

interface Wanted {
  readonly listed: string
  readonly use: Use
  /** The other entries of the source's chapter, nearest first. */
  readonly neighbours: { readonly before: readonly Use[]; readonly behind: readonly Use[] }
}

function addEntry(built: ReferenceBook, source: ReferenceBook, text: EditionText, wanted: Wanted): boolean {
  const { path } = text
  const present = (built.chapters.get(path)?.uses ?? []).filter(({ kind }) => kind === 'toctree')
  const find = (uses: readonly Use[]) => {
    for (const use of uses) {
      const chapter = chapterOf(source, path, use)
      const found = chapter === null ? undefined : present.find((each) => chapterOf(built, path, each) === chapter)
      if (found) return found
    }
    return undefined
  }
  const entry = written(path, wanted)
  const before = find(wanted.neighbours.before)
  if (before) return insertLine(text, lineEnd(text.parsed.text, before.end), entry, 'behind', before.part)
  const behind = find(wanted.neighbours.behind)
  if (behind) return insertLine(text, lineStart(text.parsed.text, behind.start), entry, 'before', behind.part - 1)
  return appendLine(text, entry)
}

/** As the source writes it, without a title: the chapter has one of its own. */
function written(path: string, { listed, use }: Wanted): string {
  if (use.label.startsWith('/')) return isDocument(use.label) ? `/${listed}` : `/${withoutEnding(listed)}`
  const relative = relativePath(path, listed)
  return isDocument(use.label) ? relative : withoutEnding(relative)
}

function insertLine(text: EditionText, at: number, entry: string, side: 'before' | 'behind', part: number): boolean {
  const { text: file } = text.parsed
  const newline = newlineOf(file)
  const indent = /^[ \t>]*/.exec(file.slice(lineStart(file, at)))?.[0] ?? ''
  const line = side === 'behind' ? `${newline}${indent}${entry}` : `${indent}${entry}${newline}`
  return text.add(file.slice(0, at) + line + file.slice(at), part + 1, NEW_ENTRY)
}

/** Into the first `toctree` there is, behind what it has. */
function appendLine(text: EditionText, entry: string): boolean {
  const { nodes, text: file } = text.parsed
  const index = nodes.findIndex(({ type, name }) => type === 'directive' && name === 'toctree')
  const node = nodes[index]
  if (!node) return false
  const closing = lineStart(file, node.start + file.slice(node.start, node.end).trimEnd().length)
  if (closing <= node.start) return false
  const newline = newlineOf(file)
  const indent = /^[ \t>]*/.exec(file.slice(closing))?.[0] ?? ''
  const isEmpty = text.partsWithin(index).length === 1
  const line = `${isEmpty ? newline : ''}${indent}${entry}${newline}`
  return text.add(
    file.slice(0, closing) + line + file.slice(closing),
    (text.partsWithin(index).at(-1) ?? 0) + 1,
    NEW_ENTRY,
  )
}

const NEW_ENTRY: BuiltPart = { target: null, source: null, isSource: false, records: [], judged: null }
