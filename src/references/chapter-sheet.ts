import { groupBy } from '../core/group-by.js'
import { type FoundLink, followLinks, homeOf, type LinkedPlaces, LinkFinder } from './counterparts.js'
import type { DefiningChapter, Definition, ReferringChapter, Use } from './reference.js'
import type { PartLink } from './reference-map.js'
import type { Place } from './resolution.js'

/**
 * What of a chapter, in both editions, can be referred to, and where its Chinese places are in English.
 *
 * Plain data, to be kept. Nodes and parts go by their turn among those that are defined, so that a paragraph more changes
 * nothing: equal landmarks mean that references of other chapters lead where they led.
 */
export interface Landmarks {
  /** `null` where there is no such chapter. */
  readonly source: DefiningChapter | null
  readonly target: DefiningChapter | null
  /** Of the Chinese places that have an English one. */
  readonly counterparts: readonly Counterpart[]
  /** The English chapter in which most of it stands; `null` where none of it does. */
  readonly home: string | null
}

export interface Counterpart {
  readonly node: number
  /** Only of a term. */
  readonly part?: number
  readonly there: Place
}

/** What a chapter refers to in both editions. Plain data, to be kept; parts go by their indices. */
export interface ChapterUses {
  readonly source: readonly Use[]
  readonly target: readonly Use[]
  /** The English parts that render Chinese ones with references. */
  readonly renderings: readonly Rendering[]
}

export interface Rendering {
  /** Index of the Chinese part. */
  readonly from: number
  /** The English chapter, and the index of its part. */
  readonly chapter: string
  readonly part: number
  /** The English was made from another Chinese than today's. */
  readonly stale?: true
}

export interface SheetInput {
  readonly path: string
  /** `null` where there is no such chapter. */
  readonly source: ReferringChapter | null
  /** English chapters: the one of this path, and those in which its English stands. */
  readonly targets: ReadonlyMap<string, ReferringChapter>
  /** Those of the Chinese chapter. */
  readonly links: readonly PartLink[]
}

/** What a chapter defines and refers to, as far as others have to know it. */
export function readSheet(input: SheetInput): { readonly landmarks: Landmarks; readonly uses: ChapterUses } {
  const { path, source, targets, links } = input
  const target = targets.get(path) ?? null
  const finder = new LinkFinder(new Map(source && [[path, source]]), targets)
  const found = links.flatMap((link) => finder.find(link))
  const landmarks = {
    source: source && numbered(source),
    target: target && numbered(target),
    counterparts: source ? counterpartsOf(source, targets, found) : [],
    home: homeOf(links),
  }
  const uses = {
    source: source?.uses ?? [],
    target: target?.uses ?? [],
    renderings: source ? renderingsOf(source, found) : [],
  }
  return { landmarks, uses }
}

/** No definition stands at this node, and none leads to it. */
const UNNAMED = -2

/** Numbers for the nodes and parts of a chapter's definitions, by their first turn. */
class Numbering {
  readonly #nodes = new Map<number, number>()
  readonly #parts = new Map<number, number>()

  constructor(definitions: readonly Definition[]) {
    for (const [turn, { node, part }] of definitions.entries()) {
      if (!this.#nodes.has(node)) this.#nodes.set(node, node < 0 ? node : turn)
      if (!this.#parts.has(part)) this.#parts.set(part, turn)
    }
  }

  node(node: number): number {
    return this.#nodes.get(node) ?? UNNAMED
  }

  part(part: number): number {
    return this.#parts.get(part) ?? UNNAMED
  }
}

function numbered({ path, definitions, lostLabels }: ReferringChapter): DefiningChapter {
  const numbering = new Numbering(definitions)
  const renumbered = definitions.map(({ start: _, end: __, line: ___, ...definition }) => {
    return { ...definition, node: numbering.node(definition.node), part: numbering.part(definition.part) }
  })
  return { path, definitions: renumbered, lostLabels }
}

function counterpartsOf(
  { path, definitions }: ReferringChapter,
  targets: SheetInput['targets'],
  links: readonly FoundLink[],
): Counterpart[] {
  const here = new Numbering(definitions)
  const there = new Map([...targets].map(([chapter, target]) => [chapter, new Numbering(target.definitions)]))
  const places = new Map<string, Pick<Place, 'part'> & { readonly node: number }>()
  for (const { kind, node, part } of definitions) {
    if (kind === 'term') places.set(`${node}.${part}`, { node, part })
    else places.set(`${node}`, { node })
  }
  return [...places.values()].flatMap(({ node, part }): Counterpart[] => {
    const found = followLinks(links, { chapter: path, node, ...(part !== undefined && { part }) })
    const numbering = found && there.get(found.chapter)
    if (!found || !numbering) return []
    const place = {
      chapter: found.chapter,
      node: numbering.node(found.node ?? UNNAMED),
      ...(found.part !== undefined && { part: numbering.part(found.part) }),
    }
    return [{ node: here.node(node), ...(part !== undefined && { part: here.part(part) }), there: place }]
  })
}

function renderingsOf({ uses }: ReferringChapter, links: readonly FoundLink[]): Rendering[] {
  const referring = new Set(uses.map(({ part }) => part))
  return links.flatMap(({ here, path, there, stale }): Rendering[] =>
    referring.has(here) ? [{ from: here, chapter: path, part: there, ...(stale && { stale }) }] : [],
  )
}

/** What the landmarks of a book say of its places. */
export function keptPlaces(landmarks: ReadonlyMap<string, Landmarks>): LinkedPlaces {
  const known = new Map<string, ReadonlyMap<string, Place>>()
  const placesOf = (chapter: string) => {
    const places = known.get(chapter) ?? byPlace(landmarks.get(chapter)?.counterparts ?? [])
    known.set(chapter, places)
    return places
  }
  return {
    of: ({ chapter, node, part }) => placesOf(chapter).get(keyOf(node, part)) ?? null,
    home: (chapter) => landmarks.get(chapter)?.home ?? null,
  }
}

function byPlace(counterparts: readonly Counterpart[]): Map<string, Place> {
  return new Map(counterparts.map(({ node, part, there }) => [keyOf(node, part), there]))
}

function keyOf(node: number | null, part: number | undefined): string {
  return `${node}.${part ?? ''}`
}

/** Chinese references by the index of the English part that renders theirs, of the chapters whose English stands there. */
export function renderedIn(
  chapter: string,
  uses: ReadonlyMap<string, ChapterUses>,
): Map<number, { readonly chapter: string; readonly use: Use; readonly stale: boolean }[]> {
  const rendered = [...uses].flatMap(([path, { source, renderings }]) => {
    const own = renderings.filter((rendering) => rendering.chapter === chapter)
    const byPart = own.length > 0 ? groupBy(source, ({ part }) => part) : new Map<number, Use[]>()
    return own.flatMap(({ from, part, stale = false }) =>
      (byPart.get(from) ?? []).map((use) => ({ part, chapter: path, use, stale })),
    )
  })
  return groupBy(rendered, ({ part }) => part)
}
