import type { Band, Position } from './band.js'
import type { Features } from './features.js'
import { GAP } from './priors.js'
import type { Scorer } from './score.js'

const MATCH = 0
const SKIP_SOURCE = 1
const SKIP_TARGET = 2

export interface RoughPath {
  /** Corners of the best path, from the first to the last position. */
  readonly path: readonly Position[]
  /** Pairs on it, with their scores. */
  readonly pairs: readonly { readonly source: number; readonly target: number; readonly score: number }[]
}

/**
 * The best way through both chapters with pairs and gaps alone: no merged or split units yet.
 *
 * Time and memory are linear in the cells of the band.
 */
export function findRoughPath(
  scorer: Scorer,
  source: readonly Features[],
  target: readonly Features[],
  band: Band,
): RoughPath {
  const { low, high, start, cells } = band
  const best = [0, 1, 2].map(() => new Float32Array(cells).fill(Number.NEGATIVE_INFINITY)) as Float32Array[]
  const from = [0, 1, 2].map(() => new Uint8Array(cells)) as Uint8Array[]
  const scores = new Float32Array(cells)
  const at = (i: number, j: number): number => {
    if (i < 0 || j < (low[i] as number) || j > (high[i] as number)) return -1
    return (start[i] as number) + j - (low[i] as number)
  }
  const value = (state: number, cell: number): number =>
    cell < 0 ? Number.NEGATIVE_INFINITY : ((best[state] as Float32Array)[cell] as number)
  const take = (state: number, cell: number, previous: number, other: number, cost: number): void => {
    const total = value(other, previous) + cost
    if (total > value(state, cell)) {
      ;(best[state] as Float32Array)[cell] = total
      ;(from[state] as Uint8Array)[cell] = other
    }
  }
  ;(best[MATCH] as Float32Array)[0] = 0
  for (let i = 0; i <= source.length; i++) {
    if (i > 0) scorer.row(source[i - 1] as Features)
    for (let j = low[i] as number; j <= (high[i] as number); j++) {
      const cell = at(i, j)
      const diagonal = i > 0 && j > 0 ? at(i - 1, j - 1) : -1
      if (diagonal >= 0) {
        const score = scorer.pair(target[j - 1] as Features)
        scores[cell] = score
        for (let state = MATCH; state <= SKIP_TARGET; state++) take(MATCH, cell, diagonal, state, score)
      }
      const above = i > 0 ? at(i - 1, j) : -1
      take(SKIP_SOURCE, cell, above, MATCH, GAP.open)
      take(SKIP_SOURCE, cell, above, SKIP_SOURCE, GAP.extend)
      const before = j > 0 ? at(i, j - 1) : -1
      take(SKIP_TARGET, cell, before, MATCH, GAP.open)
      take(SKIP_TARGET, cell, before, SKIP_SOURCE, GAP.open)
      take(SKIP_TARGET, cell, before, SKIP_TARGET, GAP.extend)
    }
  }
  return trace()

  function trace(): RoughPath {
    let [i, j] = [source.length, target.length]
    const path: Position[] = [[i, j]]
    const pairs: RoughPath['pairs'][number][] = []
    const last = at(i, j)
    let state = [0, 1, 2].reduce((a, b) => (value(b, last) > value(a, last) ? b : a))
    while (i > 0 || j > 0) {
      const cell = at(i, j)
      const previous = (from[state] as Uint8Array)[cell] as number
      if (state === MATCH) pairs.push({ source: i - 1, target: j - 1, score: scores[cell] as number })
      if (state !== SKIP_TARGET) i--
      if (state !== SKIP_SOURCE) j--
      state = previous
      path.push([i, j])
    }
    return { path: path.reverse(), pairs: pairs.reverse() }
  }
}
