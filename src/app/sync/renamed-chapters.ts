import { normalizeText } from '../../core/text.js'
import type { ChapterInput } from './entry.js'
import { unitsOf } from './units.js'

interface Content {
  readonly kind: string
  readonly text: string
}

/**
 * Chapters whose file was renamed, by the new path: one that is gone and one that is new say the same, word for word,
 * and no other does. How short they are does not matter: nothing else of them is there to be followed by.
 */
export function renamedChapters(chapters: readonly ChapterInput[]): ReadonlyMap<string, ChapterInput> {
  const gone = bySignature(
    chapters.filter(({ source, lines }) => source === null && lines.length > 0),
    ({ lines }) =>
      lines.flatMap(({ kind, source, obsolete }) => (obsolete || source === null ? [] : [{ kind, text: source }])),
  )
  if (gone.size === 0) return new Map()
  const added = bySignature(
    chapters.filter(({ source, lines }) => source !== null && lines.length === 0),
    ({ source }) => (source ? unitsOf(source) : []),
  )
  const renamed = new Map<string, ChapterInput>()
  for (const [signature, [from, ...others]] of gone) {
    const [to, ...more] = added.get(signature) ?? []
    if (from && to && others.length === 0 && more.length === 0) renamed.set(to.chapter, from)
  }
  return renamed
}

/** Chapters with the same content, by content; those without any are left out. */
function bySignature(
  chapters: readonly ChapterInput[],
  contentOf: (chapter: ChapterInput) => readonly Content[],
): Map<string, ChapterInput[]> {
  const groups = new Map<string, ChapterInput[]>()
  for (const chapter of chapters) {
    const content = contentOf(chapter)
    if (content.length === 0) continue
    const signature = JSON.stringify(content.map(({ kind, text }) => [kind, normalizeText(text)]))
    groups.set(signature, [...(groups.get(signature) ?? []), chapter])
  }
  return groups
}
