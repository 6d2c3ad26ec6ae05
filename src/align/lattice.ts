import { type Band, cellOf } from './band.js'
import type { Marginals } from './decode.js'
import { type Features, joinFeatures } from './features.js'
import { GAP, STEPS, type Step } from './priors.js'
import { isProse, type Scorer } from './score.js'

const NEVER = Number.NEGATIVE_INFINITY
/** Less likely than this is not worth adding up. */
const LEAST_LOG = -16

/** Log-probabilities of reaching a cell by a pair (or group), by leaving out a source unit, or a target unit. */
interface Table {
  readonly match: Float64Array
  readonly skipSource: Float64Array
  readonly skipTarget: Float64Array
}

/**
 * Weighs all ways through both chapters within a band, groups included (the forward–backward algorithm).
 *
 * `temperature` above 1 makes probabilities more cautious: words of a text are not independent witnesses.
 */
export class Lattice {
  readonly #source: readonly Features[]
  readonly #target: readonly Features[]
  readonly #band: Band
  readonly #steps: readonly Float32Array[]
  readonly #open: number
  readonly #extend: number

  constructor(
    scorer: Scorer,
    source: readonly Features[],
    target: readonly Features[],
    band: Band,
    temperature: number,
  ) {
    this.#source = source
    this.#target = target
    this.#band = band
    this.#open = GAP.open / temperature
    this.#extend = GAP.extend / temperature
    this.#steps = this.#scoreSteps(scorer, temperature)
  }

  marginals(): Marginals {
    const forward = this.#forward()
    const backward = this.#backward()
    return this.#marginals(forward, backward)
  }

  #cell(i: number, j: number): number {
    return cellOf(this.#band, i, j)
  }

  /** For each step and each cell it ends in: prior and evidence. */
  #scoreSteps(scorer: Scorer, temperature: number): Float32Array[] {
    const { low, high } = this.#band
    const runs = new Map<number, Features | undefined>()
    const targetRun = (end: number, length: number) => {
      const key = end * 4 + length
      if (!runs.has(key)) runs.set(key, joinRun(this.#target, end - length, length))
      return runs.get(key)
    }
    const pairs = new Float32Array(this.#band.cells).fill(NEVER)
    return STEPS.map((step) => {
      if (step.crossed) return this.#scoreCrossed(pairs, step.prior / temperature)
      const scores = new Float32Array(this.#band.cells).fill(NEVER)
      for (let i = step.source; i < low.length; i++) {
        const joined = joinRun(this.#source, i - step.source, step.source)
        if (!joined || (step.target > 1 && !isProse(joined))) continue
        scorer.row(joined)
        for (let j = Math.max(step.target, low[i] as number); j <= (high[i] as number); j++) {
          if (this.#cell(i - step.source, j - step.target) < 0) continue
          const group = targetRun(j, step.target)
          if (!group || (step.source > 1 && !isProse(group))) continue
          if (step.source + step.target > 2 && this.#hasCopy(i, step.source, j, step.target)) continue
          scores[this.#cell(i, j)] = (scorer.pair(group) + step.prior) / temperature
        }
      }
      if (step.source + step.target === 2) pairs.set(scores)
      return scores
    })
  }

  /** Both pairs of a crossing, from the scores of the pairs alone. */
  #scoreCrossed(pairs: Float32Array, prior: number): Float32Array {
    const { low, high } = this.#band
    const scores = new Float32Array(this.#band.cells).fill(NEVER)
    for (let i = 2; i < low.length; i++) {
      for (let j = Math.max(2, low[i] as number); j <= (high[i] as number); j++) {
        const [first, second] = [this.#cell(i - 1, j), this.#cell(i, j - 1)]
        if (first < 0 || second < 0 || this.#cell(i - 2, j - 2) < 0) continue
        scores[this.#cell(i, j)] = (pairs[first] as number) + (pairs[second] as number) + prior
      }
    }
    return scores
  }

  /** True when a unit of one run is a copy of one of the other: such units are pairs, not parts of a group. */
  #hasCopy(i: number, sources: number, j: number, targets: number): boolean {
    for (let a = i - sources; a < i; a++) {
      for (let b = j - targets; b < j; b++) if (this.#source[a]?.bare === this.#target[b]?.bare) return true
    }
    return false
  }

  #forward(): Table {
    const table = createTable(this.#band.cells)
    const { low, high } = this.#band
    for (let i = 0; i < low.length; i++) {
      for (let j = low[i] as number; j <= (high[i] as number); j++) {
        const cell = this.#cell(i, j)
        if (i === 0 && j === 0) table.match[cell] = 0
        for (const [index, step] of STEPS.entries()) {
          const previous = this.#cell(i - step.source, j - step.target)
          const score = (this.#steps[index] as Float32Array)[cell] as number
          if (previous < 0 || score === NEVER) continue
          table.match[cell] = logAdd(table.match[cell] as number, total(table, previous) + score)
        }
        const above = this.#cell(i - 1, j)
        if (above >= 0) {
          const opened = (table.match[above] as number) + this.#open
          table.skipSource[cell] = logAdd(opened, (table.skipSource[above] as number) + this.#extend)
        }
        const before = this.#cell(i, j - 1)
        if (before >= 0) {
          const opened = logAdd(table.match[before] as number, table.skipSource[before] as number) + this.#open
          table.skipTarget[cell] = logAdd(opened, (table.skipTarget[before] as number) + this.#extend)
        }
      }
    }
    return table
  }

  /** Log-probability of everything behind a cell, by the state in which it was reached. */
  #backward(): Table {
    const table = createTable(this.#band.cells)
    const { low, high } = this.#band
    for (let i = low.length - 1; i >= 0; i--) {
      for (let j = high[i] as number; j >= (low[i] as number); j--) {
        const cell = this.#cell(i, j)
        let pairs = i === low.length - 1 && j === this.#target.length ? 0 : NEVER
        for (const [index, step] of STEPS.entries()) {
          const next = this.#cell(i + step.source, j + step.target)
          if (next < 0) continue
          const score = (this.#steps[index] as Float32Array)[next] as number
          if (score !== NEVER) pairs = logAdd(pairs, score + (table.match[next] as number))
        }
        const below = this.#cell(i + 1, j)
        const after = this.#cell(i, j + 1)
        const source = below < 0 ? NEVER : (table.skipSource[below] as number)
        const target = after < 0 ? NEVER : (table.skipTarget[after] as number)
        table.match[cell] = logAdd(pairs, logAdd(source + this.#open, target + this.#open))
        table.skipSource[cell] = logAdd(pairs, logAdd(source + this.#extend, target + this.#open))
        table.skipTarget[cell] = logAdd(pairs, target + this.#extend)
      }
    }
    return table
  }

  #marginals(forward: Table, backward: Table): Marginals {
    const whole = total(forward, this.#cell(this.#source.length, this.#target.length))
    const cells = (): Float32Array => new Float32Array(this.#band.cells)
    const marginals = {
      alone: { ofSource: cells(), ofTarget: cells() },
      groups: STEPS.map(cells),
      leftSource: new Float32Array(this.#source.length),
      leftTarget: new Float32Array(this.#target.length),
    }
    const { low, high } = this.#band
    for (let i = 0; i < low.length; i++) {
      for (let j = low[i] as number; j <= (high[i] as number); j++) {
        const cell = this.#cell(i, j)
        for (const [index, step] of STEPS.entries()) {
          const previous = this.#cell(i - step.source, j - step.target)
          const score = (this.#steps[index] as Float32Array)[cell] as number
          if (previous < 0 || score === NEVER) continue
          const log = total(forward, previous) + score + (backward.match[cell] as number) - whole
          if (log > LEAST_LOG) this.#addStep(marginals, index, i, j, Math.exp(log))
        }
        const source = (forward.skipSource[cell] as number) + (backward.skipSource[cell] as number) - whole
        const target = (forward.skipTarget[cell] as number) + (backward.skipTarget[cell] as number) - whole
        if (source > LEAST_LOG) add(marginals.leftSource, i - 1, Math.exp(source))
        if (target > LEAST_LOG) add(marginals.leftTarget, j - 1, Math.exp(target))
      }
    }
    return marginals
  }

  #addStep({ alone, groups }: Marginals, index: number, i: number, j: number, probability: number): void {
    const { source, target, crossed } = STEPS[index] as Step
    if (crossed) {
      for (const cell of [this.#cell(i - 1, j), this.#cell(i, j - 1)]) {
        add(alone.ofSource, cell, probability)
        add(alone.ofTarget, cell, probability)
      }
      return
    }
    add(groups[index] as Float32Array, this.#cell(i, j), probability)
    if (target === 1) for (let a = 0; a < source; a++) add(alone.ofSource, this.#cell(i - a, j), probability)
    if (source === 1) for (let b = 0; b < target; b++) add(alone.ofTarget, this.#cell(i, j - b), probability)
  }
}

function joinRun(units: readonly Features[], from: number, length: number): Features | undefined {
  if (from < 0) return undefined
  if (length === 1) return units[from]
  const run = units.slice(from, from + length)
  return run.every(isProse) ? joinFeatures(run) : undefined
}

/** Adds to a place that exists. */
function add(sums: Float32Array, place: number, probability: number): void {
  if (place >= 0) sums[place] = (sums[place] as number) + probability
}

function createTable(cells: number): Table {
  const table = (): Float64Array => new Float64Array(cells).fill(NEVER)
  return { match: table(), skipSource: table(), skipTarget: table() }
}

function total(table: Table, cell: number): number {
  const pairs = logAdd(table.match[cell] as number, table.skipSource[cell] as number)
  return logAdd(pairs, table.skipTarget[cell] as number)
}

function logAdd(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a]
  return low - high < -30 || low === NEVER ? high : high + Math.log1p(Math.exp(low - high))
}
