import { type Band, cellOf } from './band.js'
import type { Marginals } from './decode.js'
import { GAP, STEPS, type Step } from './priors.js'
import type { StepScores } from './step-scores.js'

const NEVER = Number.NEGATIVE_INFINITY
/** Less likely than this is not worth adding up. */
const LEAST_LOG = -16

/** Log-probabilities of reaching a cell by a pair (or group), by leaving out a source unit, or a target unit. */
interface Table {
  readonly match: Float64Array
  readonly skipSource: Float64Array
  readonly skipTarget: Float64Array
}

/** Log-probabilities of reaching a cell in any way, besides. */
interface ForwardTable extends Table {
  readonly any: Float64Array
}

/**
 * Weighs all ways through a stretch of both chapters within a band, groups included (the forward–backward algorithm).
 *
 * `temperature` above 1 makes probabilities more cautious: words of a text are not independent witnesses.
 */
export class Lattice {
  readonly #band: Band
  readonly #steps: StepScores
  readonly #open: number
  readonly #extend: number
  readonly #instead: number

  constructor(band: Band, steps: StepScores, temperature: number) {
    this.#band = band
    this.#steps = steps
    this.#open = GAP.open / temperature
    this.#extend = GAP.extend / temperature
    this.#instead = GAP.instead / temperature
  }

  marginals(): Marginals {
    return this.#marginals(this.#forward(), this.#backward())
  }

  #cell(i: number, j: number): number {
    return cellOf(this.#band, i, j)
  }

  #forward(): ForwardTable {
    const table = { ...createTable(this.#band.cells), any: new Float64Array(this.#band.cells) }
    const { match, skipSource, skipTarget, any } = table
    const { low, high } = this.#band
    for (let i = 0; i < low.length; i++) {
      for (let j = low[i] as number; j <= (high[i] as number); j++) {
        const cell = this.#cell(i, j)
        match[cell] = i === 0 && j === 0 ? 0 : this.#sumBefore(any, i, j, cell)
        const above = this.#cell(i - 1, j)
        if (above >= 0) {
          const opened = (match[above] as number) + this.#open
          skipSource[cell] = logAdd(opened, (skipSource[above] as number) + this.#extend)
        }
        const before = this.#cell(i, j - 1)
        if (before >= 0) {
          const opened = logAdd((match[before] as number) + this.#open, (skipSource[before] as number) + this.#instead)
          skipTarget[cell] = logAdd(opened, (skipTarget[before] as number) + this.#extend)
        }
        any[cell] = logAdd(logAdd(match[cell] as number, skipSource[cell] as number), skipTarget[cell] as number)
      }
    }
    return table
  }

  /** Log-probability of reaching a cell by any of the steps. */
  #sumBefore(any: Float64Array, i: number, j: number, cell: number): number {
    let sum = NEVER
    for (let index = 0; index < STEPS.length; index++) {
      const score = (this.#steps[index] as Float32Array)[cell] as number
      if (score === NEVER) continue
      const { source, target } = STEPS[index] as Step
      const previous = this.#cell(i - source, j - target)
      if (previous >= 0) sum = logAdd(sum, (any[previous] as number) + score)
    }
    return sum
  }

  /** Log-probability of everything behind a cell, by the state in which it was reached. */
  #backward(): Table {
    const table = createTable(this.#band.cells)
    const { match, skipSource, skipTarget } = table
    const { low, high } = this.#band
    for (let i = low.length - 1; i >= 0; i--) {
      for (let j = high[i] as number; j >= (low[i] as number); j--) {
        const cell = this.#cell(i, j)
        const pairs = cell === this.#band.cells - 1 ? 0 : this.#sumBehind(match, i, j)
        const below = this.#cell(i + 1, j)
        const after = this.#cell(i, j + 1)
        const source = below < 0 ? NEVER : (skipSource[below] as number)
        const target = after < 0 ? NEVER : (skipTarget[after] as number)
        match[cell] = logAdd(pairs, logAdd(source + this.#open, target + this.#open))
        skipSource[cell] = logAdd(pairs, logAdd(source + this.#extend, target + this.#instead))
        skipTarget[cell] = logAdd(pairs, target + this.#extend)
      }
    }
    return table
  }

  #sumBehind(match: Float64Array, i: number, j: number): number {
    let sum = NEVER
    for (let index = 0; index < STEPS.length; index++) {
      const { source, target } = STEPS[index] as Step
      const next = this.#cell(i + source, j + target)
      if (next < 0) continue
      const score = (this.#steps[index] as Float32Array)[next] as number
      if (score !== NEVER) sum = logAdd(sum, score + (match[next] as number))
    }
    return sum
  }

  #marginals(forward: ForwardTable, backward: Table): Marginals {
    const { low, high, cells: count } = this.#band
    const whole = forward.any[count - 1] as number
    const cells = (): Float32Array => new Float32Array(count)
    const marginals = {
      alone: { ofSource: cells(), ofTarget: cells() },
      groups: STEPS.map(cells),
      leftSource: new Float32Array(low.length - 1),
      leftTarget: new Float32Array(high.at(-1) as number),
    }
    for (let i = 0; i < low.length; i++) {
      for (let j = low[i] as number; j <= (high[i] as number); j++) {
        const cell = this.#cell(i, j)
        const behind = (backward.match[cell] as number) - whole
        for (let index = 0; index < STEPS.length; index++) {
          const score = (this.#steps[index] as Float32Array)[cell] as number
          if (score === NEVER) continue
          const { source, target } = STEPS[index] as Step
          const previous = this.#cell(i - source, j - target)
          if (previous < 0) continue
          const log = (forward.any[previous] as number) + score + behind
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

/** Adds to a place that exists. */
function add(sums: Float32Array, place: number, probability: number): void {
  if (place >= 0) sums[place] = (sums[place] as number) + probability
}

function createTable(cells: number): Table {
  const table = (): Float64Array => new Float64Array(cells).fill(NEVER)
  return { match: table(), skipSource: table(), skipTarget: table() }
}

function logAdd(a: number, b: number): number {
  const high = Math.max(a, b)
  const difference = Math.abs(a - b)
  return difference < 30 ? high + Math.log1p(Math.exp(-difference)) : high
}
