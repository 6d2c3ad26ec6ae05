/** Which cells of the table of source by target positions are looked at: for each row, `low[row]..high[row]`. */
export interface Band {
  readonly low: Int32Array
  readonly high: Int32Array
  /** Where each row's first cell is stored. */
  readonly start: Int32Array
  readonly cells: number
}

/** A position before, between or after units: how many of the source and of the target lie behind it. */
export type Position = readonly [source: number, target: number]

/** Up to this many cells all are looked at, and up to the second number where there are no knots. */
const FEW_CELLS = 200_000
const MOST_CELLS = 2_500_000
/** How far from a path through knots the rest may lie. */
const KNOT_WIDTH = 120

export function areFew(sources: number, targets: number): boolean {
  return (sources + 1) * (targets + 1) <= FEW_CELLS
}

/** All cells where there are few of them, else those near the straight lines between `knots`. */
export function bandOf(sources: number, targets: number, knots: readonly Position[]): Band {
  const most = Math.ceil(MOST_CELLS / (2 * (sources + 1)))
  const all = areFew(sources, targets) || (knots.length === 0 && (sources + 1) * (targets + 1) <= MOST_CELLS)
  const width = all ? targets : Math.min(most, knots.length > 0 ? KNOT_WIDTH : most)
  return bandAround([[0, 0], ...knots, [sources, targets]], width)
}

/** The cells no further than `width` from the way that pairs all units in order. */
export function straightBand(units: number, width: number): Band {
  return bandAround(
    [
      [0, 0],
      [units, units],
    ],
    width,
  )
}

/** The cells no further than `width` from a path given by its corners, which must not go back. */
export function bandAround(path: readonly Position[], width: number): Band {
  const [sources, targets] = path.at(-1) as Position
  const low = new Int32Array(sources + 1).fill(targets)
  const high = new Int32Array(sources + 1).fill(0)
  for (let corner = 1; corner < path.length; corner++) {
    const [i0, j0] = path[corner - 1] as Position
    const [i1, j1] = path[corner] as Position
    for (let i = i0; i <= i1; i++) {
      const share = i1 === i0 ? 0 : (i - i0) / (i1 - i0)
      const j = Math.round(j0 + share * (j1 - j0))
      low[i] = Math.min(low[i] as number, i1 === i0 ? j0 : j)
      high[i] = Math.max(high[i] as number, i1 === i0 ? j1 : j)
    }
  }
  return store(spread(low, width, targets, 'low'), spread(high, width, targets, 'high'))
}

/** Widens a row's bound by `width` in both directions, so that a jump of the path has room on all sides. */
function spread(bound: Int32Array, width: number, targets: number, side: 'low' | 'high'): Int32Array {
  const rows = bound.length
  const wide = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    const near = bound[side === 'low' ? Math.max(0, i - width) : Math.min(rows - 1, i + width)] as number
    const own = bound[i] as number
    wide[i] = side === 'low' ? Math.max(0, Math.min(near, own - width)) : Math.min(targets, Math.max(near, own + width))
  }
  return wide
}

function store(low: Int32Array, high: Int32Array): Band {
  const start = new Int32Array(low.length)
  let cells = 0
  for (let i = 0; i < low.length; i++) {
    start[i] = cells
    cells += (high[i] as number) - (low[i] as number) + 1
  }
  return { low, high, start, cells }
}

/** Where a band keeps the cell behind `i` source and `j` target units, or -1 when it lies outside. */
export function cellOf({ low, high, start }: Band, i: number, j: number): number {
  if (i < 0 || i >= low.length || j < (low[i] as number) || j > (high[i] as number)) return -1
  return (start[i] as number) + j - (low[i] as number)
}
