import { normalizeText } from '../../src/core/text.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

/** How often each text stands in a book. */
export type Census = ReadonlyMap<string, number>

/** Counts the texts of revisions; a chapter that is the same in the next one is not read again. */
export class TextCounter {
  readonly #known = new Map<string, readonly string[]>()

  /** @param chapters text by path; the segments' texts are counted, normalised */
  count(chapters: ReadonlyMap<string, string>): Census {
    return countEach([...chapters.values()].flatMap((text) => this.#textsOf(text)))
  }

  #textsOf(chapter: string): readonly string[] {
    const { parts } = { parts: this.#known.get(chapter) ?? parseTexts(chapter) }
    this.#known.set(chapter, parts)
    return parts
  }
}

function parseTexts(chapter: string): string[] {
  const { parts } = parseChapter(chapter, { comments: 'all' })
  return parts.flatMap((part) => (part.type === 'segment' ? [normalizeText(part.text)] : []))
}

export function countEach(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
