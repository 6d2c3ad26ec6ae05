import type { Features } from './features.js'

/** How the length of a unit predicts that of its counterpart: logarithm of the ratio, normally distributed. */
export interface LengthModel {
  readonly mean: number
  readonly deviation: number
}

/** What is assumed before a chapter has shown its own; it weighs as much as this many pairs. */
export const USUAL_LENGTHS: LengthModel = { mean: 0, deviation: 0.33 }
const WEIGHT = 6
const LEAST_SIZE = 15
const LEAST_DEVIATION = 0.15

/** Learns the length model from pairs of which most are right: medians, so that the wrong ones hardly count. */
export function fitLengths(pairs: readonly (readonly [source: Features, target: Features])[]): LengthModel {
  const logs = pairs
    .filter(([source]) => source.size > LEAST_SIZE)
    .map(([source, target]) => target.logSize - source.logSize)
  const middle = median(logs)
  const spread = 1.48 * median(logs.map((log) => Math.abs(log - middle)))
  const blend = (found: number, usual: number): number =>
    (found * logs.length + usual * WEIGHT) / (logs.length + WEIGHT)
  return {
    mean: blend(middle, USUAL_LENGTHS.mean),
    deviation: Math.max(LEAST_DEVIATION, blend(spread, USUAL_LENGTHS.deviation)),
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
