import { type Band, cellOf } from './band.js'
import type { FeatureReader, Features } from './features.js'
import { isProse } from './kinds.js'
import type { PairScores } from './pair-scores.js'
import { PAIR_PRIOR, STEPS, type Step } from './priors.js'
import type { Columns, Scorer } from './score.js'

const NEVER = Number.NEGATIVE_INFINITY
/** Groups have up to three units of a side. */
const LENGTHS = [1, 2, 3] as const

/** For each of {@link STEPS}, by the cell it ends in: its prior and what speaks for it. */
export type StepScores = readonly Float32Array[]

/** A piece of both chapters that is weighed by itself. */
export interface Stretch {
  readonly source: readonly Features[]
  readonly target: readonly Features[]
  /** The column of its first target unit. */
  readonly column: number
  readonly band: Band
  readonly pairs: PairScores
}

/** The runs of one length of a stretch's target units: columns from `from` on. */
interface RunColumns {
  readonly columns: Columns
  readonly from: number
  /** For each run, how many units of the stretch lie behind its last one, itself included. */
  readonly ends: readonly number[]
}

/** Scores the steps within stretches: pairs, crossed pairs, and groups of running text. */
export class StepScorer {
  readonly #scorer: Scorer
  readonly #reader: FeatureReader
  readonly #temperature: number
  /** For each length of runs and each stretch. */
  readonly #targets: readonly (readonly RunColumns[])[]

  constructor(
    scorer: Scorer,
    reader: FeatureReader,
    columns: Columns,
    stretches: readonly Stretch[],
    temperature: number,
  ) {
    this.#scorer = scorer
    this.#reader = reader
    this.#temperature = temperature
    this.#targets = LENGTHS.map((length) => {
      if (length > 1) return this.#layOut(stretches, length)
      return stretches.map(({ column: from, target }) => ({ columns, from, ends: target.map((_, at) => at + 1) }))
    })
  }

  score(stretch: Stretch, index: number): StepScores {
    const { band, pairs, source } = stretch
    const sources = LENGTHS.map((length) => runsOf(this.#reader, source, length))
    return STEPS.map((step) => {
      if (step.crossed) return scoreCrossed(band, pairs, step.prior, this.#temperature)
      if (step.source + step.target === 2) return pairs.map((score) => (score + step.prior) / this.#temperature)
      const targets = this.#targets[step.target - 1]?.[index] as RunColumns
      return this.#scoreGroups(stretch, step, sources[step.source - 1] as readonly Run[], targets)
    })
  }

  #layOut(stretches: readonly Stretch[], length: number): RunColumns[] {
    const units: Features[] = []
    const places = stretches.map(({ target }) => {
      const from = units.length
      const runs = runsOf(this.#reader, target, length)
      for (const { unit } of runs) units.push(unit)
      return { from, ends: runs.map(({ end }) => end) }
    })
    const columns = this.#scorer.columnsOf(units)
    return places.map((place) => ({ columns, ...place }))
  }

  #scoreGroups(
    { band, source, target }: Stretch,
    step: Step,
    sources: readonly Run[],
    { columns, from: first, ends }: RunColumns,
  ): Float32Array {
    const found = new Float32Array(band.cells).fill(NEVER)
    let from = 0
    let to = -1
    for (const { end: i, unit } of sources) {
      const low = band.low[i] as number
      const high = band.high[i] as number
      while (from < ends.length && (ends[from] as number) < low) from++
      while (to + 1 < ends.length && (ends[to + 1] as number) <= high) to++
      if (to < from) continue
      this.#scorer.scoreRow(unit, columns, first + from, first + to)
      for (let at = from; at <= to; at++) {
        const j = ends[at] as number
        if (cellOf(band, i - step.source, j - step.target) < 0) continue
        if (!isProse(columns.units[first + at] as Features) || hasCopy(source, target, i, j, step)) continue
        found[cellOf(band, i, j)] = ((columns.scores[first + at] as number) + step.prior) / this.#temperature
      }
    }
    return found
  }
}

interface Run {
  readonly end: number
  readonly unit: Features
}

/** Runs of adjacent units of running text, each taken as one unit. */
function runsOf(reader: FeatureReader, units: readonly Features[], length: number): Run[] {
  const runs: Run[] = []
  let text = 0
  for (let at = 0; at < units.length; at++) {
    text = isProse(units[at] as Features) ? text + 1 : 0
    if (text >= length) runs.push({ end: at + 1, unit: reader.join(units.slice(at + 1 - length, at + 1)) })
  }
  return runs
}

/** True when a unit of one run is a copy of one of the other: such units are pairs, not parts of a group. */
function hasCopy(
  source: readonly Features[],
  target: readonly Features[],
  sourceEnd: number,
  targetEnd: number,
  step: Step,
): boolean {
  for (let a = sourceEnd - step.source; a < sourceEnd; a++) {
    for (let b = targetEnd - step.target; b < targetEnd; b++) if (source[a]?.bare === target[b]?.bare) return true
  }
  return false
}

/** Both pairs of a crossing, from the scores of the pairs alone. */
function scoreCrossed(band: Band, pairs: PairScores, prior: number, temperature: number): Float32Array {
  const scores = new Float32Array(band.cells).fill(NEVER)
  for (let i = 2; i < band.low.length; i++) {
    for (let j = Math.max(2, band.low[i] as number); j <= (band.high[i] as number); j++) {
      const first = cellOf(band, i - 1, j)
      const second = cellOf(band, i, j - 1)
      if (first < 0 || second < 0 || cellOf(band, i - 2, j - 2) < 0) continue
      const both = (pairs[first] as number) + (pairs[second] as number) + 2 * PAIR_PRIOR
      scores[cellOf(band, i, j)] = (both + prior) / temperature
    }
  }
  return scores
}
