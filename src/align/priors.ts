/** Logarithms of how often editions leave a unit without a counterpart: the first of a run, and each further one. */
export const GAP = { open: Math.log(0.02), extend: Math.log(0.3) } as const

/** A step through both chapters: how many units of each side belong together, and the logarithm of how often. */
export interface Step {
  readonly source: number
  readonly target: number
  readonly prior: number
}

export const STEPS: readonly Step[] = [
  { source: 1, target: 1, prior: Math.log(0.93) },
  { source: 1, target: 2, prior: Math.log(0.008) },
  { source: 2, target: 1, prior: Math.log(0.008) },
  { source: 1, target: 3, prior: Math.log(0.0015) },
  { source: 3, target: 1, prior: Math.log(0.0015) },
  { source: 2, target: 2, prior: Math.log(0.0005) },
]

/** Logarithm of how often a unit stands somewhere else than its neighbours' counterparts do. */
export const MOVED = Math.log(0.01)
