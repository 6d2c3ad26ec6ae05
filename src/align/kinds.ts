import type { Features } from './features.js'
import type { UnitKind } from './unit.js'

/** Kinds that hold running text, and so may be split, merged or left in the source language. */
const PROSE = new Set<UnitKind>(['paragraph', 'item', 'quote', 'footnote', 'definition-list', 'field-list'])
/** Kinds that are copied rather than translated. */
const COPIED = new Set<UnitKind>(['fence', 'math', 'break', 'html', 'target', 'definition', 'jsx'])

/** Logarithms of how often a unit has a counterpart of the same kind, of one like it, or of one unlike it. */
const LIKELIHOODS = {
  same: Math.log(0.96),
  otherName: Math.log(0.6),
  sameLevel: Math.log(0.93),
  otherLevel: Math.log(0.03),
  prose: Math.log(0.03),
  copied: Math.log(0.004),
  other: Math.log(0.002),
  proseAndCopied: Math.log(0.001),
}
const LEAST = -9
const MOST = 4
const OTHER_DEPTH = -0.5

export function isProse(unit: Features): boolean {
  return PROSE.has(unit.kind)
}

export function isCopied(unit: Features): boolean {
  return COPIED.has(unit.kind)
}

/** Judges pairs by what they are, not by what they say: the rarer a kind, the more it says. */
export class KindScores {
  readonly #sourceSurprise: Float64Array
  readonly #targetSurprise: Float64Array
  /** Scores by ranks, for units of one name and of two names; NaN where not worked out yet. */
  readonly #scores: Float64Array
  readonly #ranks: number

  constructor(ranks: number, source: readonly Features[], target: readonly Features[]) {
    this.#ranks = ranks
    this.#sourceSurprise = surpriseOf(ranks, source)
    this.#targetSurprise = surpriseOf(ranks, target)
    this.#scores = new Float64Array(2 * ranks * ranks).fill(Number.NaN)
  }

  of(source: Features, target: Features): number {
    const depth = source.depth === target.depth ? 0 : OTHER_DEPTH
    const place = 2 * (source.rank * this.#ranks + target.rank) + (source.name === target.name ? 0 : 1)
    const known = this.#scores[place] as number
    if (!Number.isNaN(known)) return known + depth
    const surprise = ((this.#sourceSurprise[source.rank] as number) + (this.#targetSurprise[target.rank] as number)) / 2
    const score = Math.max(LEAST, Math.min(MOST, likelihoodOf(source, target) + surprise))
    this.#scores[place] = score
    return score + depth
  }
}

/** Minus the logarithm of how common each rank is. */
function surpriseOf(ranks: number, units: readonly Features[]): Float64Array {
  const counts = new Float64Array(ranks)
  for (const { rank } of units) counts[rank] = (counts[rank] as number) + 1
  return counts.map((count) => -Math.log((count + 0.5) / (units.length + 1)))
}

function likelihoodOf(source: Features, target: Features): number {
  if (source.kind === target.kind) {
    if (source.kind !== 'heading') return source.name === target.name ? LIKELIHOODS.same : LIKELIHOODS.otherName
    const levels = Math.abs((source.level ?? 1) - (target.level ?? 1))
    return levels === 0 ? LIKELIHOODS.sameLevel : LIKELIHOODS.otherLevel - levels + 1
  }
  if (isProse(source) && isProse(target)) return LIKELIHOODS.prose
  const copied = isCopied(source)
  if (copied && isCopied(target)) return LIKELIHOODS.copied
  return copied || isCopied(target) ? LIKELIHOODS.proseAndCopied : LIKELIHOODS.other
}
