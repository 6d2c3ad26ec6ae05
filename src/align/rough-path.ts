import type { Band, Position } from './band.js'
import type { Features } from './features.js'
import { GAP } from './priors.js'
import type { Columns, Scorer } from './score.js'

const MATCH = 0
const SKIP_SOURCE = 1
const SKIP_TARGET = 2
const NEVER = Number.NEGATIVE_INFINITY

export interface RoughPath {
  /** Corners of the best path, from the first to the last position. */
  readonly path: readonly Position[]
  /** Pairs on it, with their scores. */
  readonly pairs: readonly { readonly source: number; readonly target: number; readonly score: number }[]
}

/** The best ways to the cells of one row, by the step they end with. Cells are found by their target position. */
interface Row {
  readonly match: Float64Array
  readonly skipSource: Float64Array
  readonly skipTarget: Float64Array
}

/** For each cell and each step it is reached by, the step before. */
interface Trace {
  readonly match: Uint8Array
  readonly skipSource: Uint8Array
  readonly skipTarget: Uint8Array
  /** The score of the pair that ends in the cell. */
  readonly scores: Float32Array
}

/**
 * The best way through both chapters with pairs and gaps alone: no merged or split units yet.
 *
 * The target's units are the columns from `column` on. Time and memory are linear in the cells of the band.
 */
export function findRoughPath(
  scorer: Scorer,
  source: readonly Features[],
  columns: Columns,
  column: number,
  band: Band,
): RoughPath {
  const targets = band.high.at(-1) as number
  const steps = (): Uint8Array => new Uint8Array(band.cells)
  const trace = { match: steps(), skipSource: steps(), skipTarget: steps(), scores: new Float32Array(band.cells) }
  const scores = columns.scores.subarray(column)
  let last = createRow(targets)
  let row = createRow(targets)
  for (let i = 0; i <= source.length; i++) {
    const low = band.low[i] as number
    const high = band.high[i] as number
    if (i === 0) row.match[0] = 0
    else {
      const from = Math.max(0, low - 1)
      if (high > from) scorer.scoreRow(source[i - 1] as Features, columns, column + from, column + high - 1)
      trace.scores.set(scores.subarray(from, high), (band.start[i] as number) + from + 1 - low)
      advance(last, row, scores, trace, band.start[i] as number, low, high)
    }
    skipTargets(row, trace, band.start[i] as number, low, high)
    forget(row, low - 1)
    const done = row
    row = last
    last = done
  }
  return follow(trace, band, last, source.length, targets)
}

function createRow(targets: number): Row {
  const cells = (): Float64Array => new Float64Array(targets + 1).fill(NEVER)
  return { match: cells(), skipSource: cells(), skipTarget: cells() }
}

/** The cell before a row's first one may hold what a row before it left there. */
function forget({ match, skipSource, skipTarget }: Row, j: number): void {
  if (j < 0) return
  match[j] = NEVER
  skipSource[j] = NEVER
  skipTarget[j] = NEVER
}

/** Goes on from one row to the next, by pairs and by leaving out the source unit. */
function advance(
  last: Row,
  row: Row,
  scores: Float64Array,
  trace: Trace,
  start: number,
  low: number,
  high: number,
): void {
  for (let j = low; j <= high; j++) {
    const cell = start + j - low
    const opened = (last.match[j] as number) + GAP.open
    const extended = (last.skipSource[j] as number) + GAP.extend
    row.skipSource[j] = Math.max(opened, extended)
    trace.skipSource[cell] = extended > opened ? SKIP_SOURCE : MATCH
    if (j === 0) {
      row.match[0] = NEVER
      continue
    }
    let best = last.match[j - 1] as number
    let step = MATCH
    if ((last.skipSource[j - 1] as number) > best) {
      best = last.skipSource[j - 1] as number
      step = SKIP_SOURCE
    }
    if ((last.skipTarget[j - 1] as number) > best) {
      best = last.skipTarget[j - 1] as number
      step = SKIP_TARGET
    }
    row.match[j] = best + (scores[j - 1] as number)
    trace.match[cell] = step
  }
}

/** Goes on within a row, by leaving out target units. */
function skipTargets(row: Row, trace: Trace, start: number, low: number, high: number): void {
  row.skipTarget[low] = NEVER
  for (let j = low + 1; j <= high; j++) {
    const pair = row.match[j - 1] as number
    const skip = row.skipSource[j - 1] as number
    const fromPair = pair + GAP.open
    const fromSkip = skip + GAP.instead
    const opened = Math.max(fromPair, fromSkip)
    const extended = (row.skipTarget[j - 1] as number) + GAP.extend
    row.skipTarget[j] = Math.max(opened, extended)
    trace.skipTarget[start + j - low] = extended > opened ? SKIP_TARGET : fromSkip > fromPair ? SKIP_SOURCE : MATCH
  }
}

function follow(trace: Trace, { low, start }: Band, last: Row, sources: number, targets: number): RoughPath {
  let [i, j] = [sources, targets]
  const path: Position[] = [[i, j]]
  const pairs: RoughPath['pairs'][number][] = []
  const ends = [last.match[j] as number, last.skipSource[j] as number, last.skipTarget[j] as number]
  let step = ends.indexOf(Math.max(...ends))
  while (i > 0 || j > 0) {
    const cell = (start[i] as number) + j - (low[i] as number)
    const before = [trace.match, trace.skipSource, trace.skipTarget][step]?.[cell] as number
    if (step === MATCH) pairs.push({ source: i - 1, target: j - 1, score: trace.scores[cell] as number })
    if (step !== SKIP_TARGET) i--
    if (step !== SKIP_SOURCE) j--
    step = before
    path.push([i, j])
  }
  return { path: path.reverse(), pairs: pairs.reverse() }
}
