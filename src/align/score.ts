import { Evidence } from './evidence.js'
import type { Features } from './features.js'
import { type LengthModel, USUAL_LENGTHS } from './lengths.js'
import type { UnitKind } from './unit.js'
import type { Vocabulary } from './vocabulary.js'

/** Kinds that hold running text, and so may be split, merged or left in the source language. */
const PROSE = new Set<UnitKind>(['paragraph', 'item', 'quote', 'footnote', 'definition-list', 'field-list'])
/** Kinds that are copied rather than translated. */
const COPIED = new Set<UnitKind>(['fence', 'math', 'break', 'html', 'target', 'definition', 'jsx'])

const WEIGHTS = { found: 0.6, missing: 0.9, floor: -14, size: 1 }

/** Kinds so unlike that words are not looked at. */
const HOPELESS = -4
/** What the memory says outweighs everything else. */
const KNOWN = 14

export function isProse(unit: Features): boolean {
  return PROSE.has(unit.kind)
}

/**
 * Log-likelihood ratio of two units (or runs of units) being translations of each other against being any two
 * units of their chapters. Positive speaks for the pair.
 */
export class Scorer {
  readonly #evidence: Evidence
  readonly #source: Side
  readonly #target: Side
  readonly #lengths: LengthModel
  readonly #sums = { found: 0, missing: 0 }
  #current: Features | undefined

  constructor(
    vocabulary: Vocabulary,
    source: readonly Features[],
    target: readonly Features[],
    lengths: LengthModel = USUAL_LENGTHS,
  ) {
    this.#evidence = new Evidence(vocabulary, source, target)
    this.#source = sideOf(source)
    this.#target = sideOf(target)
    this.#lengths = lengths
  }

  /** Chooses the source side of the pairs that {@link pair} judges next. */
  row(source: Features): void {
    this.#current = source
    this.#evidence.row(source)
  }

  pair(target: Features): number {
    const source = this.#current as Features
    const kinds = this.#kindScore(source, target)
    const known = source.known === target.body
    const copied = known || (source.bare >= 0 && source.bare === target.bare)
    if (kinds < HOPELESS && !copied) return kinds
    let score = known ? KNOWN : copied ? this.#copyScore(source, target) + Math.max(kinds, -1) : kinds
    score += WEIGHTS.size * this.#sizeScore(source, target)
    this.#evidence.pair(target, this.#sums)
    if (source.han && target.han) score += sameLanguageScore(source, target)
    if (!copied && COPIED.has(source.kind) && COPIED.has(target.kind)) score -= 2.5
    return score + Math.max(WEIGHTS.found * this.#sums.found + WEIGHTS.missing * this.#sums.missing, WEIGHTS.floor)
  }

  /** Long texts are never the same by chance; short ones, such as a break, may be. */
  #copyScore(source: Features, target: Features): number {
    const [left, right] = [this.#source.copies.get(source.bare) ?? 1, this.#target.copies.get(target.bare) ?? 1]
    return Math.min(6, 2 + target.size / 6) + Math.log((this.#target.count + 1) / Math.max(left, right))
  }

  #kindScore(source: Features, target: Features): number {
    const rarity = (surprise(this.#source, source) + surprise(this.#target, target)) / 2
    const depth = source.depth === target.depth ? 0 : -0.5
    return Math.max(-9, Math.min(4, kindLikelihood(source, target) + rarity)) + depth
  }

  #sizeScore(source: Features, target: Features): number {
    const mean = source.han === target.han ? 0 : this.#lengths.mean
    const deviation = Math.hypot(this.#lengths.deviation, 1 / Math.sqrt(Math.min(source.size, target.size)))
    const expected = normal(target.logSize - source.logSize - mean, deviation)
    const chance = (chanceOfSize(this.#source, source) + chanceOfSize(this.#target, target)) / 2
    return Math.max(-8, Math.min(3, expected - chance))
  }
}

/** What units of one chapter are like, whatever they are paired with. */
interface Side {
  readonly count: number
  /** Minus the logarithm of how common each kind is. */
  readonly surprise: ReadonlyMap<string, number>
  readonly copies: ReadonlyMap<number, number>
  readonly mean: number
  readonly deviation: number
}

function sideOf(units: readonly Features[]): Side {
  const logs = units.map((unit) => unit.logSize)
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length)
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length)
  return {
    count: units.length,
    surprise: new Map(
      [...countBy(units, (unit) => unit.rank)].map(([rank, count]) => [rank, surpriseOf(count, units.length)]),
    ),
    copies: countBy(units, (unit) => unit.bare),
    mean,
    deviation: Math.max(0.6, Math.sqrt(variance)),
  }
}

function surpriseOf(count: number, all: number): number {
  return -Math.log((count + 0.5) / (all + 1))
}

function surprise(side: Side, unit: Features): number {
  return side.surprise.get(unit.rank) ?? surpriseOf(0, side.count)
}

function chanceOfSize(side: Side, unit: Features): number {
  return normal(unit.logSize - side.mean, side.deviation)
}

/** Logarithms of how often a unit has a counterpart of the same kind, of one like it, or of one unlike it. */
const KINDS = {
  same: Math.log(0.96),
  otherName: Math.log(0.6),
  sameLevel: Math.log(0.93),
  otherLevel: Math.log(0.03),
  prose: Math.log(0.01),
  copied: Math.log(0.004),
  other: Math.log(0.002),
  proseAndCopied: Math.log(0.001),
}

function kindLikelihood(source: Features, target: Features): number {
  if (source.kind === target.kind) {
    if (source.kind !== 'heading') return source.name === target.name ? KINDS.same : KINDS.otherName
    const levels = Math.abs((source.level ?? 1) - (target.level ?? 1))
    return levels === 0 ? KINDS.sameLevel : KINDS.otherLevel - levels + 1
  }
  if (PROSE.has(source.kind) && PROSE.has(target.kind)) return KINDS.prose
  const copied = COPIED.has(source.kind)
  if (copied && COPIED.has(target.kind)) return KINDS.copied
  return copied || COPIED.has(target.kind) ? KINDS.proseAndCopied : KINDS.other
}

/** Two texts in the source language: pairs of characters they share, as a log-likelihood ratio. */
function sameLanguageScore(source: Features, target: Features): number {
  const shared = countShared(source.bigrams, target.bigrams)
  const dice = (2 * shared) / Math.max(1, source.bigrams.length + target.bigrams.length)
  if (!source.mainlyHan || !target.mainlyHan) return 3 * dice
  return 14 * dice - 4
}

function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] as number) - (b[j] as number)
    if (difference === 0) shared++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return shared
}

function normal(difference: number, deviation: number): number {
  const ratio = difference / deviation
  return -0.5 * ratio * ratio - Math.log(deviation)
}

function countBy<T, K>(values: readonly T[], key: (value: T) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const value of values) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1)
  return counts
}
