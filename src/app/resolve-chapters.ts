import { ZhenError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'

/**
 * The chapters that were named: by path, by path without `.md`, all below a folder, or by a path that ends in theirs.
 *
 * @returns every name resolved, in the order of `chapters`; nothing where nothing was named
 * @throws ZhenError `chapter-unknown` for a name that fits none
 */
export function resolveChapters(names: readonly string[], chapters: Iterable<string>): string[] {
  if (names.length === 0) return []
  const known = [...chapters]
  const wanted = new Set<string>()
  for (const name of names) {
    const plain = name
      .replaceAll('\\', '/')
      .replace(/^(?:\.\/)+/, '')
      .replace(/\/+$/, '')
    const exact = known.filter((chapter) => chapter === name || fits(chapter, plain))
    const fitting = exact.length > 0 ? exact : known.filter((chapter) => plain.endsWith(`/${chapter}`))
    if (fitting.length === 0)
      throw new ZhenError('chapter-unknown', { chapter: name, nearest: nearestTo(plain, known) })
    for (const chapter of fitting) wanted.add(chapter)
  }
  return known.filter((chapter) => wanted.has(chapter))
}

function fits(chapter: string, name: string): boolean {
  return chapter === name || chapter === `${name}.md` || chapter.startsWith(`${name}/`)
}

/** The chapter that was meant, as far as can be told: people mistype folders and keep file names. */
function nearestTo(name: string, chapters: readonly string[]): string {
  const file = name.slice(name.lastIndexOf('/') + 1)
  const sameFile = chapters.find((chapter) => chapter.endsWith(`/${file}`) || chapter.endsWith(`/${file}.md`))
  return nearest(name, chapters) ?? nearest(`${name}.md`, chapters) ?? sameFile ?? ''
}
