import type { ParsedChapter } from '../core/segment.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { readReferences } from '../references/read-chapter.js'
import type { ReferringChapter } from '../references/reference.js'

/**
 * Chapters taken apart, their comments included, and what they refer to; each anew only when its text is another one.
 *
 * For those who look at a whole book again and again: between two looks hardly a chapter changes.
 */
export class ParsedChapters {
  readonly #parsed = new Map<string, ParsedChapter>()
  readonly #references = new Map<string, ReferringChapter>()

  /** @param path below the folder of the side's chapters */
  parse(side: 'source' | 'target', path: string, text: string): ParsedChapter {
    const key = `${side}:${path}`
    const known = this.#parsed.get(key)
    if (known?.text === text) return known
    const parsed = parseChapter(text, { comments: 'all' })
    this.#parsed.set(key, parsed)
    return parsed
  }

  references(side: 'source' | 'target', path: string, text: string): ReferringChapter {
    return this.referencesIn(side, path, this.parse(side, path, text))
  }

  /** The same of a chapter that was taken apart elsewhere. */
  referencesIn(side: 'source' | 'target', path: string, parsed: ParsedChapter): ReferringChapter {
    const key = `${side}:${path}`
    const known = this.#references.get(key)
    if (known?.parsed === parsed) return known
    const references = readReferences(path, parsed)
    this.#references.set(key, references)
    return references
  }
}
