import { diffArrays } from 'diff'
import { heaviestChain } from './chains.js'

/** Sub-ranges nest by what is unique in them; deeper than this nothing is unique but by contrivance. */
const DEEPEST = 24

/** Runs without unique texts are compared exactly up to this many differences, then by order of occurrence. */
const MOST_DIFFERENCES = 200

type Range = readonly [olderStart: number, olderEnd: number, newerStart: number, newerEnd: number, depth: number]

/**
 * Pairs equal entries of two lists in order: patience difference, so that what is unique decides before what is common.
 *
 * Contexts are keys narrower than the keys proper (same text in the same section): what is unique by context decides
 * first. Where order makes a choice necessary, as many as possible are paired, by the weights of the older ones.
 * Returns, for every older entry, the index of its newer one or -1; the indices ascend. Near-linear.
 */
export function pairInOrder(
  older: Int32Array,
  newer: Int32Array,
  olderContexts: Int32Array = older,
  newerContexts: Int32Array = newer,
  weights: Float64Array = new Float64Array(older.length).fill(1),
): Int32Array {
  const pairs = new Int32Array(older.length).fill(-1)
  const stack: Range[] = [[0, older.length, 0, newer.length, 0]]
  for (let range = stack.pop(); range; range = stack.pop()) {
    const inner = trimEqualEnds(range, older, newer, pairs)
    if (inner[0] === inner[1] || inner[2] === inner[3]) continue
    let anchors = inner[4] < DEEPEST ? uniquePairs(inner, olderContexts, newerContexts, weights) : []
    if (anchors.length === 0 && inner[4] < DEEPEST && older !== olderContexts)
      anchors = uniquePairs(inner, older, newer, weights)
    if (anchors.length === 0) pairRepeats(inner, older, newer, pairs, weights)
    else stack.push(...between(inner, anchors, pairs))
  }
  return slideUp(pairs, olderContexts, newerContexts)
}

/**
 * Of equal neighbours takes the first: which of them is paired must not depend on what stands at the other end of the
 * list.
 */
function slideUp(pairs: Int32Array, older: Int32Array, newer: Int32Array): Int32Array {
  let [last, newerLast] = [-1, -1]
  for (let from = 0; from < pairs.length; from++) {
    let newerAt = pairs[from] as number
    if (newerAt < 0) continue
    let at = from
    while (newerAt - 1 > newerLast && newer[newerAt - 1] === newer[newerAt]) newerAt--
    while (at - 1 > last && older[at - 1] === older[at]) at--
    pairs[from] = -1
    pairs[at] = newerAt
    last = at
    newerLast = newerAt
  }
  return pairs
}

function trimEqualEnds(range: Range, older: Int32Array, newer: Int32Array, pairs: Int32Array): Range {
  let [start, end, newerStart, newerEnd] = range
  while (start < end && newerStart < newerEnd && older[start] === newer[newerStart]) pairs[start++] = newerStart++
  while (start < end && newerStart < newerEnd && older[end - 1] === newer[newerEnd - 1]) pairs[--end] = --newerEnd
  return [start, end, newerStart, newerEnd, range[4]]
}

/** Pairs of entries that stand once on each side, thinned to those that are in order on both. */
function uniquePairs(
  [start, end, newerStart, newerEnd]: Range,
  older: Int32Array,
  newer: Int32Array,
  weights: Float64Array,
): [number, number][] {
  const places = new Map<number, { at: number; count: number; newerAt: number; newerCount: number }>()
  for (let at = start; at < end; at++) {
    const place = places.get(older[at] as number)
    if (place) place.count++
    else places.set(older[at] as number, { at, count: 1, newerAt: -1, newerCount: 0 })
  }
  for (let at = newerStart; at < newerEnd; at++) {
    const place = places.get(newer[at] as number)
    if (!place) continue
    place.newerAt = at
    place.newerCount++
  }
  const pairs: [number, number][] = []
  for (const place of places.values()) {
    if (place.count === 1 && place.newerCount === 1) pairs.push([place.at, place.newerAt])
  }
  return inOrder(pairs, weights)
}

function inOrder(pairs: readonly [number, number][], weights: Float64Array, offset = 0): [number, number][] {
  const weighted = pairs.map(([at, newerAt]) => ({ at, newerAt, weight: weights[offset + at] as number }))
  return heaviestChain(weighted).map(({ at, newerAt }) => [at, newerAt])
}

function between(range: Range, anchors: readonly [number, number][], pairs: Int32Array): Range[] {
  const ranges: Range[] = []
  let [start, , newerStart] = range
  for (const [at, newerAt] of anchors) {
    pairs[at] = newerAt
    ranges.push([start, at, newerStart, newerAt, range[4] + 1])
    start = at + 1
    newerStart = newerAt + 1
  }
  ranges.push([start, range[1], newerStart, range[3], range[4] + 1])
  return ranges
}

/** Nothing here is unique: the longest common run if it is cheap to find, else the n-th with the n-th. */
function pairRepeats(
  [start, end, newerStart, newerEnd]: Range,
  older: Int32Array,
  newer: Int32Array,
  pairs: Int32Array,
  weights: Float64Array,
) {
  const olderPart = Array.from(older.subarray(start, end))
  const newerPart = Array.from(newer.subarray(newerStart, newerEnd))
  const changes = diffArrays(olderPart, newerPart, { maxEditLength: MOST_DIFFERENCES })
  if (!changes) {
    for (const [at, newerAt] of inOrder(nthWithNth(olderPart, newerPart), weights, start)) {
      pairs[start + at] = newerStart + newerAt
    }
    return
  }
  let at = start
  let newerAt = newerStart
  for (const { added, removed, count } of changes) {
    if (added) newerAt += count
    else if (removed) at += count
    else for (let step = 0; step < count; step++) pairs[at++] = newerAt++
  }
}

function nthWithNth(older: readonly number[], newer: readonly number[]): [number, number][] {
  const queues = new Map<number, { places: number[]; next: number }>()
  for (const [at, key] of newer.entries()) {
    const queue = queues.get(key)
    if (queue) queue.places.push(at)
    else queues.set(key, { places: [at], next: 0 })
  }
  const pairs: [number, number][] = []
  for (const [at, key] of older.entries()) {
    const queue = queues.get(key)
    const newerAt = queue?.places[queue.next]
    if (!queue || newerAt === undefined) continue
    queue.next++
    pairs.push([at, newerAt])
  }
  return pairs
}
