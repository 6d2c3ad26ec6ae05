import type { ParsedChapter } from '../core/segment.js'
import type { PartPlace } from './reference-map.js'

/** Chapters taken apart, by their paths. */
export type ParsedBook = ReadonlyMap<string, { readonly parsed: ParsedChapter }>

/** Finds parts of a book by where they begin and what they say. */
export class PartFinder {
  readonly #chapters: ParsedBook
  readonly #parts = new Map<string, ReadonlyMap<string, number>>()

  constructor(chapters: ParsedBook) {
    this.#chapters = chapters
  }

  /** Index of the part in its chapter; `undefined` where it is not there. */
  find({ chapter, line, text }: PartPlace): number | undefined {
    let parts = this.#parts.get(chapter)
    if (!parts) {
      parts = indexParts(this.#chapters.get(chapter)?.parsed)
      this.#parts.set(chapter, parts)
    }
    return parts.get(`${line} ${text}`)
  }
}

/** Of equal parts on one line the first counts. */
function indexParts(chapter: ParsedChapter | undefined): Map<string, number> {
  const index = new Map<string, number>()
  for (const [at, part] of (chapter?.parts ?? []).entries()) {
    const key = `${part.startLine} ${part.type === 'segment' ? part.text : part.signature}`
    if (!index.has(key)) index.set(key, at)
  }
  return index
}
