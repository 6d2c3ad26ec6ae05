import type { ParsedChapter } from '../core/segment.js'
import type { ReferenceBook } from './book.js'
import { labelFor } from './label-for.js'
import { normalizeName } from './names.js'
import { PartFinder } from './part-finder.js'
import type { ReferringChapter, Use, UseKind } from './reference.js'
import type { Place } from './resolution.js'

/** A part of a chapter, by where it begins and what it says: a segment's text, a block's signature. */
export interface PartPlace {
  readonly chapter: string
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/** Which English part is the counterpart of which Chinese one. */
export interface PartLink {
  readonly source: PartPlace
  readonly target: PartPlace
  /** The English was made from another Chinese than today's. */
  readonly stale?: true
}

export interface ReferenceMapInput {
  readonly source: ReferenceBook
  readonly target: ReferenceBook
  readonly links: Iterable<PartLink>
}

/** A reference as it is written in a Chinese chapter. */
export interface SourceReference {
  readonly chapter: string
  readonly kind: UseKind
  readonly label: string
  /** It has a text of its own. */
  readonly explicit: boolean
  /** The English chapter in which it will stand, where that has another path. */
  readonly into?: string
}

/**
 * Why a label has no English one. `unresolved`: it leads nowhere in Chinese. `no-counterpart`: what it leads to has no
 * English yet. `no-label`: the English has no label that such a reference could use.
 */
export type Unmapped = 'unresolved' | 'no-counterpart' | 'no-label'

/** An English reference and the chapter it stands in. */
export interface LocatedUse {
  readonly chapter: string
  readonly use: Use
}

/** How references of the two editions of a book correspond. */
export interface ReferenceMap {
  /** The English place of a Chinese one; `null` where it has none. */
  counterpart(place: Place): Place | null
  /** The label to write in English for a Chinese reference. Files and addresses keep theirs. */
  mapLabel(reference: SourceReference): { readonly label: string } | { readonly unmapped: Unmapped }
  /** The English references that lead to an English place, in the order of chapters and places. */
  referencesTo(place: Place): readonly LocatedUse[]
}

/** Puts the references of two editions side by side. What it needs of a chapter is looked up when it is asked for. */
export function createReferenceMap({ source, target, links }: ReferenceMapInput): ReferenceMap {
  const counterparts = new Counterparts(source, target, links)
  let uses: ReadonlyMap<string, readonly LocatedUse[]> | null = null
  return {
    counterpart: (place) => counterparts.of(place),
    mapLabel({ chapter, kind, label, explicit, into = chapter }) {
      const found = source.resolve(chapter, { kind, label, explicit })
      if (found.leads === 'nowhere') return { unmapped: 'unresolved' }
      if (found.leads !== 'chapter') return { label }
      const place = counterparts.of(found.place)
      if (!place) return { unmapped: 'no-counterpart' }
      const request = { chapter: into, use: { kind, label, explicit }, by: found.definition }
      const english = labelFor(target, place, request)
      return english === null ? { unmapped: 'no-label' } : { label: english }
    },
    referencesTo(place) {
      uses ??= usesByPlace(target)
      return uses.get(target.keyOf(place)) ?? []
    },
  }
}

function usesByPlace(book: ReferenceBook): Map<string, LocatedUse[]> {
  const byPlace = new Map<string, LocatedUse[]>()
  for (const { path: chapter, uses } of book.chapters.values()) {
    for (const use of uses) {
      const found = book.resolve(chapter, use)
      if (found.leads !== 'chapter') continue
      const key = book.keyOf(found.place)
      const list = byPlace.get(key)
      if (list) list.push({ chapter, use })
      else byPlace.set(key, [{ chapter, use }])
    }
  }
  return byPlace
}

/** Finds the English places of Chinese ones through the links of parts. */
class Counterparts {
  readonly #source: ReferenceBook
  readonly #target: ReferenceBook
  /** By Chinese chapter. */
  readonly #links = new Map<string, PartLink[]>()
  readonly #sourceParts: PartFinder
  readonly #targetParts: PartFinder

  constructor(source: ReferenceBook, target: ReferenceBook, links: Iterable<PartLink>) {
    this.#source = source
    this.#target = target
    this.#sourceParts = new PartFinder(source)
    this.#targetParts = new PartFinder(target)
    for (const link of links) {
      const list = this.#links.get(link.source.chapter)
      if (list) list.push(link)
      else this.#links.set(link.source.chapter, [link])
    }
  }

  of(place: Place): Place | null {
    const chapter = this.#source.chapters.get(place.chapter)
    if (!chapter) return null
    if (place.node === null) return this.#chapterOf(place.chapter)
    return this.#nodeOf(chapter, place) ?? this.#titleOf(place) ?? this.#sameLabel(chapter, place)
  }

  /** A label that no language changes names the same place in both editions. */
  #sameLabel({ definitions }: ReferringChapter, { node, part }: Place): Place | null {
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
    const counts = new Map<string, number>()
    for (const { target } of this.#links.get(chapter) ?? []) {
      counts.set(target.chapter, (counts.get(target.chapter) ?? 0) + 1)
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a)
    return most && this.#target.chapters.has(most[0]) ? { chapter: most[0], node: null } : null
  }

  /** A chapter's title is the chapter, wherever its heading's English stands. */
  #titleOf(place: Place): Place | null {
    const chapter = { chapter: place.chapter, node: null }
    return this.#source.keyOf(place) === this.#source.keyOf(chapter) ? this.#chapterOf(place.chapter) : null
  }

  #nodeOf({ path, parsed }: ReferringChapter, { node, part }: Place): Place | null {
    for (const link of this.#links.get(path) ?? []) {
      const from = this.#sourceParts.find(link.source)
      if (from === undefined || (part !== undefined && from !== part)) continue
      const there = this.#target.chapters.get(link.target.chapter)
      const to = this.#targetParts.find(link.target)
      if (!there || to === undefined) continue
      const found = climb(parsed, from, node ?? 0, there.parsed, to)
      if (found === null) continue
      return part === undefined ? { chapter: there.path, node: found } : { chapter: there.path, node: found, part: to }
    }
    return null
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
