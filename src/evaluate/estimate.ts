import { type Counts, type Metric, scoreOf } from './metric.js'
import { createRandom } from './random.js'

/** A score, and between what it would lie nineteen times in twenty had other segments of the book been held out. */
export interface Estimate {
  readonly score: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1000

/**
 * The score over all segments with its confidence interval; `null` for none.
 *
 * Source: percentile bootstrap over segments as in P. Koehn, "Statistical significance tests for machine translation
 * evaluation", 2004.
 */
export function estimate(metric: Metric, counts: readonly Counts[], seed: number): Estimate | null {
  if (counts.length === 0) return null
  const random = createRandom(seed)
  const scores = Array.from({ length: RESAMPLES }, () => {
    const sample = counts.map(() => counts[Math.floor(random() * counts.length)] as Counts)
    return scoreOf(metric, sample)
  })
  scores.sort((a, b) => a - b)
  const at = (share: number) => scores[Math.round(share * (RESAMPLES - 1))] as number
  return { score: scoreOf(metric, counts), low: at(0.025), high: at(0.975) }
}
