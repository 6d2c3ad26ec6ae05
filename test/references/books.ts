import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { type BookInput, createBook, type ReferenceBook } from '../../src/references/book.js'
import { conventionsOf, type SphinxSettings } from '../../src/references/conventions.js'
import { readReferences } from '../../src/references/read-chapter.js'
import type { PartLink } from '../../src/references/reference-map.js'

/** Files by their paths; what does not end in `.md` is no chapter. */
export type Files = Readonly<Record<string, string>>

/** What a book is made from. `settings` null: nothing is known of its conventions. */
export function inputOf(files: Files, settings: SphinxSettings | null = null, folder = ''): BookInput {
  const chapters = Object.entries(files)
    .filter(([path]) => path.endsWith('.md'))
    .map(([path, text]) => readReferences(path, parseChapter(text)))
  return { chapters, conventions: conventionsOf(settings, {}, folder), isFile: (path) => Object.hasOwn(files, path) }
}

export function bookOf(files: Files, settings: SphinxSettings | null = null): ReferenceBook {
  return createBook(inputOf(files, settings))
}

/** Links part by part, for editions that have the same parts. */
export function linkInOrder(source: ReferenceBook, target: ReferenceBook): PartLink[] {
  return [...source.chapters.values()].flatMap(({ path, parsed }) =>
    parsed.parts.flatMap((part, index): PartLink[] => {
      const other = target.chapters.get(path)?.parsed.parts[index]
      if (!other) return []
      const textOf = (one: typeof part) => (one.type === 'segment' ? one.text : one.signature)
      return [
        {
          source: { chapter: path, line: part.startLine, text: textOf(part) },
          target: { chapter: path, line: other.startLine, text: textOf(other) },
        },
      ]
    }),
  )
}
