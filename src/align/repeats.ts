import type { Features } from './features.js'
import { GAP } from './priors.js'
import type { RoughPath } from './rough-path.js'

/** A text that stands so often on both sides is one that its chapter repeats. */
const OFTEN = 5

/**
 * Pairs of units that stand many times on both sides, by source unit, with what speaks for them.
 *
 * Which copy belongs to which no word can tell, so that each pair by itself is in doubt. But where all copies of one
 * text go with copies of one other on the way through the chapters, they belong together as often as they stand
 * there, in their order; what speaks for one of them speaks for all, against leaving all of them out.
 */
export function repeatedPairs(
  { pairs }: RoughPath,
  source: readonly Features[],
  target: readonly Features[],
): ReadonlyMap<number, number> {
  const ofSource = new Map<number, Partner>()
  const ofTarget = new Map<number, Partner>()
  for (const { source: i, target: j, score } of pairs) {
    const [own, other] = [source[i]?.bare ?? 0, target[j]?.bare ?? 0]
    meet(ofSource, own, other, score)
    meet(ofTarget, other, own, score)
  }
  const repeated = new Map<number, number>()
  for (const { source: i, target: j } of pairs) {
    const [own, other] = [source[i]?.bare ?? 0, target[j]?.bare ?? 0]
    const [forward, backward] = [ofSource.get(own), ofTarget.get(other)]
    if (!forward || forward.pairs < OFTEN || forward.only !== other || backward?.only !== own) continue
    const margin = forward.scores - 2 * forward.pairs * GAP.extend
    if (margin > 0) repeated.set(i, margin)
  }
  return repeated
}

/** What copies of one text are paired with. */
interface Partner {
  /** The one text, or `null` where there are several. */
  only: number | null
  pairs: number
  scores: number
}

function meet(partners: Map<number, Partner>, text: number, other: number, score: number): void {
  const partner = partners.get(text)
  if (!partner) partners.set(text, { only: other, pairs: 1, scores: score })
  else {
    if (partner.only !== other) partner.only = null
    partner.pairs++
    partner.scores += score
  }
}
