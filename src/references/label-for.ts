import type { ReferenceBook } from './book.js'
import type { Defined } from './label-index.js'
import { isDocument, normalizeName } from './names.js'
import type { DefiningChapter, Definition, Use } from './reference.js'
import { relativePath } from './relative-path.js'
import type { Place } from './resolution.js'

/** How a reference is written, and how the one was that it stands for. */
export interface LabelRequest {
  /** The chapter in which the reference stands or will stand. */
  readonly chapter: string
  /** The label in its present form, which is kept where there are several. */
  readonly use: Pick<Use, 'kind' | 'label' | 'explicit'>
  /** The definition by which the present label leads somewhere. */
  readonly by: Definition | null
}

/**
 * The label by which a reference in `chapter` leads to a place of the book; `null` where none does.
 *
 * The form of the present label is kept: with the document's name or without it, a path, an anchor.
 */
export function labelFor(book: ReferenceBook<DefiningChapter>, place: Place, request: LabelRequest): string | null {
  const leadsThere = (label: string) => {
    const found = book.resolve(request.chapter, { ...request.use, label })
    return found.leads === 'chapter' && book.keyOf(found.place) === book.keyOf(place)
  }
  return (
    candidates(book, place, request).find((label) => isWritable(label, request.use.kind) && leadsThere(label)) ?? null
  )
}

/** A role's label must not end it, nor look like a text with a label. */
function isWritable(label: string, kind: Use['kind']): boolean {
  return label !== '' && (kind === 'link' || kind === 'toctree' ? !/[\s()<>]/.test(label) : !/[`<>\n]|^!/.test(label))
}

function candidates(book: ReferenceBook<DefiningChapter>, place: Place, { chapter, use, by }: LabelRequest): string[] {
  const { kind, label } = use
  if (kind === 'doc' || kind === 'toctree') return [pathTo(chapter, place.chapter, label)]
  const names = definitionsAt(book, place)
    .toSorted((a, b) => Number(b.kind === by?.kind) - Number(a.kind === by?.kind))
    .flatMap((definition) => namesOf(book, { chapter: place.chapter, definition }, label, by))
  if (kind !== 'link') return names
  const [path = '', anchor] = label.split('#')
  const file = path === '' && place.chapter === chapter ? '' : pathTo(chapter, place.chapter, path)
  if (place.node === null) return [anchor === undefined ? file : `${file}#`]
  const anchors = [...anchorsAt(book, place), ...definitionsAt(book, place).map((definition) => definition.label)]
  return anchor === undefined ? names : anchors.map((found) => `${file}#${found}`)
}

function definitionsAt(book: ReferenceBook<DefiningChapter>, { chapter, node, part }: Place): Definition[] {
  const definitions = book.chapters.get(chapter)?.definitions ?? []
  if (node === null) return definitions.filter(({ kind }) => kind === 'heading').slice(0, 1)
  return definitions.filter((definition) => (part === undefined ? definition.node === node : definition.part === part))
}

function anchorsAt({ index }: ReferenceBook<DefiningChapter>, { chapter, node }: Place): string[] {
  const found: string[] = []
  for (const [anchor, defined] of index.anchors) {
    if (defined.chapter === chapter && defined.definition.node === node) found.push(anchor.slice(chapter.length + 1))
  }
  return found
}

/** What a definition is called by a role: itself, or a heading's text with and without the document's name. */
function namesOf(
  book: ReferenceBook<DefiningChapter>,
  { chapter, definition }: Defined,
  present: string,
  by: Definition | null,
): string[] {
  if (definition.kind !== 'heading') return [definition.label]
  const bare = definition.label.replace(/\s+/g, ' ')
  const prefixed = `${book.docname(chapter)}:${bare}`
  const isBare = by?.kind === 'heading' && normalizeName(by.label) === normalizeName(present)
  return isBare ? [bare, prefixed] : [prefixed, bare]
}

/** A path to a chapter, written as the present one is: absolute or relative, with an ending or without. */
function pathTo(from: string, to: string, present: string): string {
  const path = present.startsWith('/') ? `/${to}` : relativePath(from, to)
  return isDocument(present) ? path : path.replace(/\.[^./]+$/, '')
}
