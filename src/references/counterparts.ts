import { groupBy } from '../core/group-by.js'
import type { ParsedChapter } from '../core/segment.js'
import type { ReferenceBook } from './book.js'
import { normalizeName } from './names.js'
import { type ParsedBook, PartFinder } from './part-finder.js'
import type { DefiningChapter } from './reference.js'
import type { PartLink } from './reference-map.js'
import type { Place } from './resolution.js'

/** What the links of parts say of places. */
export interface LinkedPlaces {
  /** The English place of a Chinese node; `null` where no English part renders what is in it. */
  of(place: Place): Place | null
  /** The English chapter in which most of a Chinese one stands; `null` where none of it does. */
  home(chapter: string): string | null
}

export interface CounterpartsInput {
  readonly source: ReferenceBook<DefiningChapter>
  readonly target: ReferenceBook<DefiningChapter>
  readonly linked: LinkedPlaces
}

/** Finds the English place of a Chinese one; `null` where it has none. */
export function createCounterparts(input: CounterpartsInput): (place: Place) => Place | null {
  const counterparts = new Counterparts(input)
  return (place) => counterparts.of(place)
}

class Counterparts {
  readonly #source: ReferenceBook<DefiningChapter>
  readonly #target: ReferenceBook<DefiningChapter>
  readonly #linked: LinkedPlaces

  constructor({ source, target, linked }: CounterpartsInput) {
    this.#source = source
    this.#target = target
    this.#linked = linked
  }

  of(place: Place): Place | null {
    const chapter = this.#source.chapters.get(place.chapter)
    if (!chapter) return null
    if (place.node === null) return this.#chapterOf(place.chapter)
    return this.#linked.of(place) ?? this.#titleOf(place) ?? this.#sameLabel(chapter, place)
  }

  /** A label that no language changes names the same place in both editions. */
  #sameLabel({ definitions }: DefiningChapter, { node, part }: Place): Place | null {
    const { labels, equations } = this.#target.index
    for (const definition of definitions) {
      if (definition.kind === 'heading' || part !== undefined || definition.node !== node) continue
      const same =
        definition.kind === 'equation' ? equations.get(definition.label) : labels.get(normalizeName(definition.label))
      if (same && same.definition.kind === definition.kind) return { chapter: same.chapter, node: same.definition.node }
    }
    return null
  }

  /** The chapter of the same name, else the one in which most of the English stands. */
  #chapterOf(chapter: string): Place | null {
    if (this.#target.chapters.has(chapter)) return { chapter, node: null }
    const home = this.#linked.home(chapter)
    return home !== null && this.#target.chapters.has(home) ? { chapter: home, node: null } : null
  }

  /** A chapter's title is the chapter, wherever its heading's English stands. */
  #titleOf(place: Place): Place | null {
    const chapter = { chapter: place.chapter, node: null }
    return this.#source.keyOf(place) === this.#source.keyOf(chapter) ? this.#chapterOf(place.chapter) : null
  }
}

/** What links say of the places of chapters that were taken apart. */
export function linkPlaces(source: ParsedBook, target: ParsedBook, links: Iterable<PartLink>): LinkedPlaces {
  const byChapter = groupBy(links, (link) => link.source.chapter)
  const found = new Map<string, readonly FoundLink[]>()
  const finder = new LinkFinder(source, target)
  const linksOf = (chapter: string) => {
    const own = found.get(chapter) ?? (byChapter.get(chapter) ?? []).flatMap((link) => finder.find(link))
    found.set(chapter, own)
    return own
  }
  return {
    of: (place) => followLinks(linksOf(place.chapter), place),
    home: (chapter) => homeOf(byChapter.get(chapter) ?? []),
  }
}

/** The English place of a node of the chapter that these links are from; `null` where none leads there. */
export function followLinks(links: readonly FoundLink[], { node, part }: Place): Place | null {
  for (const { from, here, into, there, path } of links) {
    if (part !== undefined && here !== part) continue
    const climbed = climb(from, here, node ?? 0, into, there)
    if (climbed !== null) return { chapter: path, node: climbed, ...(part !== undefined && { part: there }) }
  }
  return null
}

/** The English chapter in which most of a chapter with these links stands; `null` where none of it does. */
export function homeOf(links: readonly PartLink[]): string | null {
  const [most] = [...groupBy(links, ({ target }) => target.chapter)].sort(([, a], [, b]) => b.length - a.length)
  return most?.[0] ?? null
}

/** A link by the indices of its parts. */
export interface FoundLink {
  readonly from: ParsedChapter
  readonly here: number
  readonly into: ParsedChapter
  readonly there: number
  /** Of the English chapter. */
  readonly path: string
  readonly stale: boolean
}

/** Finds the parts of links; of those that are not there, nothing. */
export class LinkFinder {
  readonly #source: ParsedBook
  readonly #target: ParsedBook
  readonly #sourceParts: PartFinder
  readonly #targetParts: PartFinder

  constructor(source: ParsedBook, target: ParsedBook) {
    this.#source = source
    this.#target = target
    this.#sourceParts = new PartFinder(source)
    this.#targetParts = new PartFinder(target)
  }

  find({ source, target, stale }: PartLink): FoundLink[] {
    const [from, into] = [this.#source.get(source.chapter)?.parsed, this.#target.get(target.chapter)?.parsed]
    const [here, there] = [this.#sourceParts.find(source), this.#targetParts.find(target)]
    if (!from || !into || here === undefined || there === undefined) return []
    return [{ from, here, into, there, path: target.chapter, stale: stale === true }]
  }
}

/** From two parts that are counterparts, as many levels up as `node` is above the first, through nodes of equal kinds. */
function climb(source: ParsedChapter, from: number, node: number, target: ParsedChapter, to: number): number | null {
  let here = source.parts[from]?.node ?? 0
  let there = target.parts[to]?.node ?? 0
  for (;;) {
    const [one, other] = [source.nodes[here], target.nodes[there]]
    if (!one || !other || one.type !== other.type || (one.type === 'directive' && one.name !== other.name)) return null
    if (here === node) return there
    if (one.parent <= 0 || other.parent <= 0) return null
    here = one.parent
    there = other.parent
  }
}
