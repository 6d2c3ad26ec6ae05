import type { ReferenceBook } from './book.js'
import { createCounterparts, linkPlaces } from './counterparts.js'
import { labelFor } from './label-for.js'
import type { Use, UseKind } from './reference.js'
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
  const counterpart = createCounterparts({
    source,
    target,
    linked: linkPlaces(source.chapters, target.chapters, links),
  })
  let uses: ReadonlyMap<string, readonly LocatedUse[]> | null = null
  return {
    counterpart,
    mapLabel({ chapter, kind, label, explicit, into = chapter }) {
      const found = source.resolve(chapter, { kind, label, explicit })
      if (found.leads === 'nowhere') return { unmapped: 'unresolved' }
      if (found.leads !== 'chapter') return { label }
      const place = counterpart(found.place)
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
