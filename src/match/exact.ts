import { normalizeText } from '../core/text.js'
import { pairInOrder } from './anchors.js'
import { heaviestChain } from './chains.js'
import { addLink, type Matching, type Side } from './matching.js'

/**
 * From this many features on a text is recognised wherever it stands. Below it are `总结`, `注意` and table cells,
 * which recur: they are followed out of order only beside a neighbour that moved with them, or when nothing else is left.
 */
export const WEIGHTY_FEATURES = 12

/** Where only some of several texts can keep their place, all from this length on count the same, shorter ones less. */
const FULL_LENGTH = 40

/** Keys by which texts are compared: equal numbers, equal texts. */
export interface Keys {
  /** Text and family. */
  readonly own: Int32Array
  /** Text, family and section. */
  readonly inSection: Int32Array
  /** Text alone. */
  readonly text: Int32Array
}

/** Links texts that are the same: first those in order, then those that moved. Short texts that moved alone are left. */
export function linkExact(matching: Matching): void {
  const intern = new Interner()
  const older = keysOf(matching.older, intern)
  const newer = keysOf(matching.newer, intern)
  const weights = Float64Array.from(
    matching.older.units,
    ({ text }) => 0.25 + Math.min(text.length / FULL_LENGTH, 0.75),
  )
  const inOrder = pairInOrder(older.own, newer.own, older.inSection, newer.inSection, weights)
  for (const [at, newerAt] of inOrder.entries()) if (newerAt >= 0) addLink(matching, at, newerAt, 'unchanged', 1)
  const brackets = bracketsOf(inOrder, newer.own.length)
  const pairs: [number, number][] = []
  const pair = (at: number, newerAt: number) => {
    addLink(matching, at, newerAt, 'moved', 1)
    pairs.push([at, newerAt])
  }
  const isWeighty = (at: number) => matching.older.profile(at).length >= WEIGHTY_FEATURES
  pairFree(matching, older.own, newer.own, pair, isWeighty, true)
  pairBesideLinked(matching, older.own, newer.own, pair)
  pairFree(matching, older.inSection, newer.inSection, pair, isWeighty)
  pairFree(matching, older.own, newer.own, pair, isWeighty)
  pairFree(matching, older.text, newer.text, pair, isWeighty)
  markInPlace(matching, pairs, brackets)
}

/** Links what is the same and still free, however short: within its section, then anywhere, the n-th with the n-th. */
export function linkExactRemains(matching: Matching): void {
  const intern = new Interner()
  const [older, newer] = [keysOf(matching.older, intern), keysOf(matching.newer, intern)]
  const pair = (at: number, newerAt: number) => addLink(matching, at, newerAt, 'moved', 1)
  pairFree(matching, older.inSection, newer.inSection, pair)
  pairFree(matching, older.own, newer.own, pair)
}

export class Interner {
  readonly #numbers = new Map<string, number>()

  numberOf(key: string): number {
    const known = this.#numbers.get(key) ?? this.#numbers.size
    if (known === this.#numbers.size) this.#numbers.set(key, known)
    return known
  }
}

export function keysOf({ units, families }: Side, intern: Interner): Keys {
  const text = Int32Array.from(units, (unit) => intern.numberOf(`t${normalizeText(unit.text)}`))
  const own = text.map((key, at) => intern.numberOf(`o${key} ${families[at]}`))
  const sections = units.map(({ section }) => intern.numberOf(`s${section?.join('\n') ?? ''}`))
  return { text, own, inSection: own.map((key, at) => intern.numberOf(`i${key} ${sections[at]}`)) }
}

export type Pair = (at: number, newerAt: number) => void

/** Pairs free units of equal key, the n-th with the n-th; with `onlyUnique`, those of which each side has one left. */
export function pairFree(
  { older, newer }: Matching,
  olderKeys: Int32Array,
  newerKeys: Int32Array,
  pair: Pair,
  accepts: (at: number) => boolean = () => true,
  onlyUnique = false,
): void {
  const queues = queuesOf(newer, newerKeys)
  const counts = onlyUnique ? queuesOf(older, olderKeys) : undefined
  for (const [at, key] of olderKeys.entries()) {
    if (older.links[at]) continue
    const queue = queues.get(key)
    const newerAt = queue?.places[queue.next]
    if (!queue || newerAt === undefined || !accepts(at)) continue
    if (counts && (queue.places.length > 1 || (counts.get(key)?.places.length ?? 0) > 1)) continue
    queue.next++
    pair(at, newerAt)
  }
}

function queuesOf({ links }: Side, keys: Int32Array): Map<number, { places: number[]; next: number }> {
  const queues = new Map<number, { places: number[]; next: number }>()
  for (const [at, key] of keys.entries()) {
    if (links[at]) continue
    const queue = queues.get(key)
    if (queue) queue.places.push(at)
    else queues.set(key, { places: [at], next: 0 })
  }
  return queues
}

/** A moved text takes the equal texts around it along: down the list, then up. */
export function pairBesideLinked(
  { older, newer }: Matching,
  olderKeys: Int32Array,
  newerKeys: Int32Array,
  pair: Pair,
  areBeside: (side: Side, at: number, beside: number) => boolean = () => true,
): void {
  const follow = (at: number, step: 1 | -1) => {
    const beside = older.links[at - step]?.newer[0]
    if (older.links[at] || beside === undefined || !areBeside(older, at, at - step)) return
    const newerAt = beside + step
    if (newer.links[newerAt] || olderKeys[at] !== newerKeys[newerAt] || !areBeside(newer, newerAt, beside)) return
    pair(at, newerAt)
  }
  for (let at = 1; at < olderKeys.length; at++) follow(at, 1)
  for (let at = olderKeys.length - 2; at >= 0; at--) follow(at, -1)
}

/** For every older place, between which newer places the anchors around it stand. */
function bracketsOf(inOrder: Int32Array, newerLength: number): { after: Int32Array; before: Int32Array } {
  const after = new Int32Array(inOrder.length)
  const before = new Int32Array(inOrder.length)
  let last = -1
  for (let at = 0; at < inOrder.length; at++) {
    after[at] = last
    if ((inOrder[at] as number) >= 0) last = inOrder[at] as number
  }
  let next = newerLength
  for (let at = inOrder.length - 1; at >= 0; at--) {
    before[at] = next
    if ((inOrder[at] as number) >= 0) next = inOrder[at] as number
  }
  return { after, before }
}

/** What stayed between its anchors did not move: a list item that became a paragraph, say. */
function markInPlace(
  { older }: Matching,
  pairs: readonly [number, number][],
  { after, before }: ReturnType<typeof bracketsOf>,
): void {
  const inPlace = pairs.filter(([at, newerAt]) => newerAt > (after[at] as number) && newerAt < (before[at] as number))
  for (const { at } of heaviestChain(inPlace.map(([at, newerAt]) => ({ at, newerAt, weight: 1 })))) {
    const link = older.links[at]
    if (link) link.kind = 'unchanged'
  }
}
