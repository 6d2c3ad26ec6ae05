import { type Band, cellOf, type Position } from './band.js'
import type { PairScores } from './pair-scores.js'
import type { RoughPath } from './rough-path.js'

/** A pair has to be this likely by itself, */
const SURE = 7
/** its neighbours on the way this likely, */
const FAIR = 2
/** and no other pair of either unit within this of it, on a logarithmic scale, to be beyond doubt. */
const MARGIN = 6

/** A pair beyond doubt: positions of its units. */
export interface CertainPair {
  readonly source: number
  readonly target: number
  readonly score: number
  /** By how much it is better than anything else for its units. */
  readonly margin: number
}

/** A piece of the way between pairs beyond doubt. */
export interface Window {
  readonly path: readonly Position[]
}

/**
 * Cuts the way through two chapters at the pairs beyond doubt. Those stand within a run of pairs: whether a paragraph
 * was split, merged, left out or added shows only where the run breaks. Pairs that are `repeated` are beyond doubt
 * anywhere.
 */
export function cutAtCertain(
  rough: RoughPath,
  band: Band,
  scores: PairScores,
  repeated: ReadonlyMap<number, number>,
): { readonly certain: readonly CertainPair[]; readonly windows: readonly Window[] } {
  const { path } = rough
  const rivals = rivalsOf(rough, band, scores)
  const steps = scoresAlong(path, band, scores)
  const certain: CertainPair[] = []
  const windows: Window[] = []
  let from = 0
  for (let corner = 1; corner < path.length; corner++) {
    const score = steps[corner] as number
    const [i, j] = path[corner] as Position
    const known = score === Number.NEGATIVE_INFINITY ? undefined : repeated.get(i - 1)
    const isSure = score >= SURE && (steps[corner - 1] as number) >= FAIR && (steps[corner + 1] as number) >= FAIR
    if (known === undefined && !isSure) continue
    const rival = Math.max(0, rivals.ofSource[i - 1] as number, rivals.ofTarget[j - 1] as number)
    const margin = known ?? score - rival
    if (known === undefined && margin < MARGIN) continue
    certain.push({ source: i - 1, target: j - 1, score, margin })
    if (corner - 1 > from) windows.push({ path: path.slice(from, corner) })
    from = corner
  }
  if (path.length - 1 > from) windows.push({ path: path.slice(from) })
  return { certain, windows }
}

/** The score of the pair that ends in each corner of the way; beyond its ends there is nothing to doubt. */
function scoresAlong(path: readonly Position[], band: Band, scores: PairScores): Float64Array {
  const along = new Float64Array(path.length + 1).fill(Number.NEGATIVE_INFINITY)
  along[0] = SURE
  along[path.length] = SURE
  for (let corner = 1; corner < path.length; corner++) {
    const before = path[corner - 1] as Position
    const here = path[corner] as Position
    const isPair = here[0] > before[0] && here[1] > before[1]
    if (isPair) along[corner] = scores[cellOf(band, here[0], here[1])] as number
  }
  return along
}

/** The best score that each unit has with another than the one it has on the way. */
function rivalsOf({ path, pairs }: RoughPath, band: Band, scores: PairScores) {
  const [sources, targets] = path.at(-1) as Position
  const chosen = new Int32Array(sources).fill(-1)
  for (const { source, target } of pairs) chosen[source] = target
  const ofSource = new Float64Array(sources).fill(Number.NEGATIVE_INFINITY)
  const ofTarget = new Float64Array(targets).fill(Number.NEGATIVE_INFINITY)
  for (let i = 1; i <= sources; i++) {
    const low = Math.max(1, band.low[i] as number)
    const high = band.high[i] as number
    const offset = (band.start[i] as number) - (band.low[i] as number)
    for (let j = low; j <= high; j++) {
      const score = scores[offset + j] as number
      if (chosen[i - 1] === j - 1) continue
      if (score > (ofSource[i - 1] as number)) ofSource[i - 1] = score
      if (score > (ofTarget[j - 1] as number)) ofTarget[j - 1] = score
    }
  }
  return { ofSource, ofTarget }
}
