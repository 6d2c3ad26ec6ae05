/**
 * Logarithms of how often editions leave a unit without a counterpart: the first of a run, each further one, and the
 * first of the other side in the same place. Where something was left out, something else often stands instead.
 */
export const GAP = {
  open: Math.log(0.02),
  extend: Math.log(0.3),
  instead: Math.log(0.5),
} as const

/** A step through both chapters: how many units of each side belong together, and the logarithm of how often. */
export interface Step {
  readonly source: number
  readonly target: number
  readonly prior: number
  /** Two pairs that changed places: the first source unit goes with the second target unit. */
  readonly crossed?: true
}

/** That units have one counterpart each. */
export const PAIR_PRIOR = Math.log(0.93)

export const STEPS: readonly Step[] = [
  { source: 1, target: 1, prior: PAIR_PRIOR },
  { source: 1, target: 2, prior: Math.log(0.022) },
  { source: 2, target: 1, prior: Math.log(0.022) },
  { source: 1, target: 3, prior: Math.log(0.002) },
  { source: 3, target: 1, prior: Math.log(0.002) },
  { source: 2, target: 2, prior: Math.log(0.0005) },
  { source: 2, target: 2, prior: Math.log(0.001), crossed: true },
]

/**
 * Logarithm of the odds that two units which both sides left over are one that moved, before looking at them:
 * the fewer places it could have come from, the likelier.
 */
export function movedPrior(units: number): number {
  return Math.min(-1, Math.log(25 / Math.max(1, units)))
}

/** Logarithm of how much rarer it is that a unit was moved and another put in its place. */
export const REPLACED = -4

/** Logarithm of how often a unit has so many counterparts that stand together. */
export function partPrior(parts: number): number {
  return parts === 1 ? PAIR_PRIOR : parts === 2 ? Math.log(0.022) : Math.log(0.002)
}
