import { type Band, cellOf } from './band.js'
import { STEPS, type Step } from './priors.js'

const STEPS_AND_GAPS: readonly Omit<Step, 'prior'>[] = [...STEPS, { source: 1, target: 0 }, { source: 0, target: 1 }]

/** A step taken: the units it takes from either side, and the probability that it is right. */
export interface Choice {
  readonly source: number
  readonly sources: number
  readonly target: number
  readonly targets: number
  readonly probability: number
}

/** Probabilities, by the cell behind the units they are about. */
export interface Marginals {
  /** That a source unit has just this target unit, and that a target unit has just this source unit. */
  readonly alone: { readonly ofSource: Float32Array; readonly ofTarget: Float32Array }
  /** That a step is taken. */
  readonly groups: readonly Float32Array[]
  /** That a unit has no counterpart. */
  readonly leftSource: Float32Array
  readonly leftTarget: Float32Array
}

/** The steps from the first to the last unit that give the most units their likeliest counterparts. */
export function chooseSteps(band: Band, marginals: Marginals): Choice[] {
  return new Decoder(band, marginals).choose()
}

class Decoder {
  readonly #band: Band
  readonly #marginals: Marginals

  constructor(band: Band, marginals: Marginals) {
    this.#band = band
    this.#marginals = marginals
  }

  /** The way on which the expected number of units that are linked rightly, or rightly left alone, is highest. */
  choose(): Choice[] {
    const { low, high } = this.#band
    const best = new Float64Array(this.#band.cells).fill(Number.NEGATIVE_INFINITY)
    const taken = new Uint8Array(this.#band.cells)
    best[0] = 0
    for (let i = 0; i < low.length; i++) {
      for (let j = low[i] as number; j <= (high[i] as number); j++) {
        const cell = cellOf(this.#band, i, j)
        for (let index = 0; index < STEPS_AND_GAPS.length; index++) {
          const step = STEPS_AND_GAPS[index] as Omit<Step, 'prior'>
          const previous = cellOf(this.#band, i - step.source, j - step.target)
          if (previous < 0) continue
          const gain = this.#confidence(index, i, j) * (step.source + step.target)
          if ((best[previous] as number) + gain <= (best[cell] as number)) continue
          best[cell] = (best[previous] as number) + gain
          taken[cell] = index
        }
      }
    }
    return this.#trace(taken)
  }

  #trace(taken: Uint8Array): Choice[] {
    const choices: Choice[] = []
    const { leftSource, leftTarget } = this.#marginals
    for (let i = leftSource.length, j = leftTarget.length; i > 0 || j > 0; ) {
      const index = taken[cellOf(this.#band, i, j)] as number
      const step = STEPS_AND_GAPS[index] as Step
      const probability = Math.min(1, this.#confidence(index, i, j))
      i -= step.source
      j -= step.target
      if (step.crossed) {
        choices.push({ source: i + 1, sources: 1, target: j, targets: 1, probability })
        choices.push({ source: i, sources: 1, target: j + 1, targets: 1, probability })
      } else choices.push({ source: i, sources: step.source, target: j, targets: step.target, probability })
    }
    return choices.reverse()
  }

  /** Mean probability that the units of a step to (i, j) have just the counterparts it gives them. */
  #confidence(step: number, i: number, j: number): number {
    const { alone, groups, leftSource, leftTarget } = this.#marginals
    const { source, target, crossed } = STEPS_AND_GAPS[step] as Step
    if (target === 0) return leftSource[i - 1] as number
    if (source === 0) return leftTarget[j - 1] as number
    if (crossed) return (this.#pairAt(alone, i - 1, j) + this.#pairAt(alone, i, j - 1)) / 2
    if (source + target === 2) return this.#pairAt(alone, i, j)
    const whole = (groups[step] as Float32Array)[cellOf(this.#band, i, j)] as number
    if (source > 1 && target > 1) return whole
    let sum = whole
    for (let a = 0; a < source; a++) {
      for (let b = 0; b < target; b++) {
        const cell = cellOf(this.#band, i - a, j - b)
        if (cell >= 0) sum += (source > 1 ? alone.ofSource : alone.ofTarget)[cell] as number
      }
    }
    return sum / (source + target)
  }

  #pairAt({ ofSource, ofTarget }: Marginals['alone'], i: number, j: number): number {
    const cell = cellOf(this.#band, i, j)
    return cell < 0 ? 0 : ((ofSource[cell] as number) + (ofTarget[cell] as number)) / 2
  }
}
