import { Interner, keysOf, pairBesideLinked, pairFree, WEIGHTY_FEATURES } from './exact.js'
import { matchTexts } from './match-texts.js'
import type { MatchResult, MatchUnit } from './match-unit.js'
import { addLink, closeMatching, type Matching, openMatching, type Side } from './matching.js'
import { linkStrays } from './strays.js'

/** A text that has no counterpart in its own chapter. */
export interface PooledUnit extends MatchUnit {
  readonly chapter: string
}

/** From this share on, what two chapters have in common makes the one the other, renamed, or a section of it, moved. */
const SAME_CHAPTER_SHARE = 0.4

/** Two chapters with fewer features in common, such as a heading `总结`, may well be the same by chance. */
const LEAST_CHAPTER = 8

/** Beyond it, an edited text counts as moved along only this near to a text that moved unchanged. */
const NEAR = 2

/** How often, on average, a text may be looked at again with another chapter: bounds the work on scattered moves. */
const MOST_PASSES = 20

/**
 * Follows texts from chapter to chapter, through renamed files too: `gone` and `added` hold what the chapters' own
 * matches left, chapter by chapter and in document order.
 *
 * The same text first: whole chapters, what is unmistakable, then what stands beside it, then repeated texts, best where others of their
 * chapter went; short texts move only beside others. Then edited texts inside what moved, then those alike enough
 * anywhere. Indices are those of the two lists; links are `moved`, `changed`, `split` or `merged`. Near-linear.
 */
export function matchAcross(gone: readonly PooledUnit[], added: readonly PooledUnit[]): MatchResult {
  const matching = openMatching(gone, added, false)
  linkSameTexts(matching, gone, added)
  linkInsideMoves(matching, gone, added)
  linkStrays(matching)
  return closeMatching(matching)
}

function linkSameTexts(matching: Matching, gone: readonly PooledUnit[], added: readonly PooledUnit[]): void {
  const intern = new Interner()
  const older = keysOf(matching.older, intern)
  const newer = keysOf(matching.newer, intern)
  const pair = (at: number, newerAt: number) => addLink(matching, at, newerAt, 'moved', 1)
  const isWeighty = (at: number) => matching.older.profile(at).length >= WEIGHTY_FEATURES
  const areBeside = (side: Side, at: number, beside: number) => {
    const units = side === matching.older ? gone : added
    return units[at]?.chapter === units[beside]?.chapter
  }
  const takeAlong = () => pairBesideLinked(matching, older.own, newer.own, pair, areBeside)
  linkEqualChapters(matching, older.own, newer.own, gone, added)
  pairFree(matching, older.own, newer.own, pair, isWeighty, true)
  takeAlong()
  const homes = homesOf(matching, gone, added)
  const olderHomes = older.own.map((key, at) => intern.numberOf(`h${key} ${homes.get(gone[at]?.chapter ?? '') ?? ''}`))
  const newerHomes = newer.own.map((key, at) => intern.numberOf(`h${key} ${added[at]?.chapter ?? ''}`))
  pairFree(matching, olderHomes, newerHomes, pair, isWeighty)
  pairFree(matching, older.own, newer.own, pair, isWeighty)
  takeAlong()
}

/** A chapter that is another, word for word, was renamed, unless it is next to nothing or there are several of it. */
function linkEqualChapters(
  matching: Matching,
  olderKeys: Int32Array,
  newerKeys: Int32Array,
  gone: readonly PooledUnit[],
  added: readonly PooledUnit[],
): void {
  const bySignature = (units: readonly PooledUnit[], keys: Int32Array) => {
    const chapters = new Map<string, number[][]>()
    for (const places of placesByChapter(units).values()) {
      const signature = places.map((at) => keys[at]).join(' ')
      chapters.set(signature, [...(chapters.get(signature) ?? []), places])
    }
    return chapters
  }
  const newer = bySignature(added, newerKeys)
  for (const [signature, chapters] of bySignature(gone, olderKeys)) {
    const [from = [], to = []] = [chapters[0], newer.get(signature)?.[0]]
    if (chapters.length > 1 || newer.get(signature)?.length !== 1) continue
    const features = from.reduce((sum, at) => sum + matching.older.profile(at).length, 0)
    if (features < LEAST_CHAPTER) continue
    for (const [index, at] of from.entries()) addLink(matching, at, to[index] as number, 'moved', 1)
  }
}

/** For every chapter that lost texts, the one that got most of them. */
function homesOf({ older }: Matching, gone: readonly PooledUnit[], added: readonly PooledUnit[]): Map<string, string> {
  const homes = new Map<string, string>()
  const best = new Map<string, number>()
  for (const { from, to, older: places } of chapterPairs(older, gone, added)) {
    if (places.length <= (best.get(from) ?? 0)) continue
    best.set(from, places.length)
    homes.set(from, to)
  }
  return homes
}

interface ChapterPair {
  readonly from: string
  readonly to: string
  /** Places of the linked units. */
  readonly older: number[]
  readonly newer: number[]
}

/** Which chapters are linked by how much, most first. */
function chapterPairs({ links }: Side, gone: readonly PooledUnit[], added: readonly PooledUnit[]): ChapterPair[] {
  const pairs = new Map<string, ChapterPair>()
  for (const [at, link] of links.entries()) {
    const newerAt = link?.newer[0]
    if (newerAt === undefined) continue
    const [from, to] = [gone[at]?.chapter ?? '', added[newerAt]?.chapter ?? '']
    const key = `${from}\n${to}`
    const pair = pairs.get(key) ?? { from, to, older: [], newer: [] }
    pairs.set(key, pair)
    pair.older.push(at)
    pair.newer.push(newerAt)
  }
  return [...pairs.values()].sort((a, b) => b.older.length - a.older.length)
}

/** Matches the chapters between which texts moved as if they were one, for what was edited on the way. */
function linkInsideMoves(matching: Matching, gone: readonly PooledUnit[], added: readonly PooledUnit[]): void {
  const [from, to] = [placesByChapter(gone), placesByChapter(added)]
  let budget = MOST_PASSES * (gone.length + added.length)
  for (const pair of chapterPairs(matching.older, gone, added)) {
    const [older, newer] = [from.get(pair.from) ?? [], to.get(pair.to) ?? []]
    budget -= older.length + newer.length
    if (budget < 0) return
    const share = Math.min(pair.older.length / older.length, pair.newer.length / newer.length)
    const near = share >= SAME_CHAPTER_SHARE ? undefined : nearPlaces(pair)
    linkPair(matching, older, newer, pair, near)
  }
}

interface Nearness {
  readonly older: ReadonlySet<number>
  readonly newer: ReadonlySet<number>
}

function nearPlaces(pair: ChapterPair): Nearness {
  const around = (places: readonly number[]) =>
    new Set(places.flatMap((at) => Array.from({ length: 2 * NEAR + 1 }, (_, index) => at - NEAR + index)))
  return { older: around(pair.older), newer: around(pair.newer) }
}

function linkPair(
  { older, newer }: Matching,
  olderPlaces: readonly number[],
  newerPlaces: readonly number[],
  pair: ChapterPair,
  near: Nearness | undefined,
): void {
  const [own, theirs] = [new Set(pair.older), new Set(pair.newer)]
  const from = olderPlaces.filter((at) => !older.links[at] || own.has(at))
  const to = newerPlaces.filter((at) => !newer.links[at] || theirs.has(at))
  const unitsAt = (side: Side, places: readonly number[]) => places.map((at) => side.units[at] as MatchUnit)
  for (const link of matchTexts(unitsAt(older, from), unitsAt(newer, to), { edges: false }).links) {
    const open = {
      older: link.older.map((at) => from[at] as number),
      newer: link.newer.map((at) => to[at] as number),
      kind: link.kind === 'unchanged' ? ('moved' as const) : link.kind,
      similarity: link.similarity,
    }
    if (open.older.some((at) => older.links[at]) || open.newer.some((at) => newer.links[at])) continue
    if (near && !(open.older.some((at) => near.older.has(at)) && open.newer.some((at) => near.newer.has(at)))) continue
    for (const at of open.older) older.links[at] = open
    for (const at of open.newer) newer.links[at] = open
  }
}

function placesByChapter(units: readonly PooledUnit[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [at, { chapter }] of units.entries()) {
    const known = places.get(chapter)
    if (known) known.push(at)
    else places.set(chapter, [at])
  }
  return places
}
