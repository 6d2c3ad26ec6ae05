import type { Band } from './band.js'
import type { Features } from './features.js'
import type { Columns, Scorer } from './score.js'

/** Scores of pairs, by the cell of a band that lies behind both units. */
export type PairScores = Float32Array

const NEVER = Number.NEGATIVE_INFINITY

/** Scores all pairs within a band. The target's units are the columns from `column` on. */
export function scorePairs(
  scorer: Scorer,
  source: readonly Features[],
  columns: Columns,
  column: number,
  band: Band,
): PairScores {
  const { low, high, start } = band
  const pairs = new Float32Array(band.cells).fill(NEVER)
  const scores = columns.scores.subarray(column)
  for (let at = 0; at < source.length; at++) {
    const first = low[at + 1] as number
    const from = Math.max(0, first - 1)
    const to = (high[at + 1] as number) - 1
    if (to < from) continue
    scorer.scoreRow(source[at] as Features, columns, column + from, column + to)
    pairs.set(scores.subarray(from, to + 1), (start[at + 1] as number) + from + 1 - first)
  }
  return pairs
}

/** The scores of the cells of `inner`, which lies within `outer` from `(source, target)` on. */
export function cutScores(scores: PairScores, outer: Band, inner: Band, source: number, target: number): PairScores {
  const cut = new Float32Array(inner.cells)
  for (let i = 0; i < inner.low.length; i++) {
    const from = (outer.start[source + i] as number) + target - (outer.low[source + i] as number)
    const low = inner.low[i] as number
    const high = inner.high[i] as number
    cut.set(scores.subarray(from + low, from + high + 1), inner.start[i] as number)
    // A pair that ends on the edge of what is cut out begins outside.
    if (i === 0) cut.fill(NEVER, inner.start[0], high - low + 1)
    else if (low === 0) cut[inner.start[i] as number] = NEVER
  }
  return cut
}
