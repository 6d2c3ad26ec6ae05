import type { SegmentKind } from '../../src/core/segment.js'
import { normalizeText } from '../../src/core/text.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

/** A segment or block of one revision, as a reader of the file sees it: where it stands and what it says. */
export interface Paragraph {
  readonly chapter: string
  /** Index among the chapter's parts. */
  readonly part: number
  readonly kind: string
  readonly block: boolean
  readonly carried: boolean
  readonly line: number
  /** The heading it stands under. */
  readonly heading: string
  /** Normalised. */
  readonly text: string
}

export type Book = ReadonlyMap<string, readonly Paragraph[]>

/** Reads revisions; a chapter that is the same in the next one is not read again. */
export class BookReader {
  readonly #known = new Map<string, readonly Paragraph[]>()

  read(chapters: ReadonlyMap<string, string>): Book {
    return new Map([...chapters].map(([chapter, text]) => [chapter, this.#paragraphs(chapter, text)]))
  }

  #paragraphs(chapter: string, text: string): readonly Paragraph[] {
    const key = `${chapter}\0${text}`
    const known = this.#known.get(key) ?? paragraphsOf(chapter, text)
    this.#known.set(key, known)
    return known
  }
}

function paragraphsOf(chapter: string, text: string): Paragraph[] {
  return parseChapter(text).parts.map((part, index) => ({
    chapter,
    part: index,
    kind: part.kind satisfies SegmentKind | string,
    block: part.type === 'block',
    carried: part.type === 'segment' && part.carried,
    line: part.startLine,
    heading: part.section.at(-1) ?? '',
    text: normalizeText(part.type === 'block' ? part.signature : part.text),
  }))
}

export function paragraphsIn(book: Book): Paragraph[] {
  return [...book.values()].flat()
}

/** `path:line`, as editors understand it. */
export function placeOf({ chapter, line }: Paragraph): string {
  return `${chapter}:${line}`
}
