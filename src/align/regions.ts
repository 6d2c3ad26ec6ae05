import { longestChain } from './chain.js'

/** Units that belong together, by index. */
export interface Group {
  readonly source: readonly number[]
  readonly target: readonly number[]
}

/** A group as it was found. */
export interface FoundGroup extends Group {
  readonly confidence: number
  /** Log-likelihood ratio of a pair. */
  readonly score?: number
}

/** The units between two anchors that stand in order, without those that are anchored themselves. */
export type Region = Group

export interface Plan {
  readonly fixed: readonly Group[]
  readonly regions: readonly Region[]
}

/**
 * Divides what is to be aligned by what is known. Anchors that share a unit become one group; anchors that cross
 * others are kept but divide nothing.
 */
export function planRegions(
  sources: number,
  targets: number,
  anchors: readonly (readonly [source: number, target: number])[],
): Plan {
  const fixed = groupAnchors(anchors)
  const takenSource = new Set(fixed.flatMap(({ source }) => source))
  const takenTarget = new Set(fixed.flatMap(({ target }) => target))
  const regions: Region[] = []
  let [i, j] = [0, 0]
  const close = (sourceEnd: number, targetEnd: number): void => {
    const source = rangeWithout(i, sourceEnd, takenSource)
    const target = rangeWithout(j, targetEnd, takenTarget)
    if (source.length + target.length > 0) regions.push({ source, target })
    ;[i, j] = [Math.max(i, sourceEnd), Math.max(j, targetEnd)]
  }
  for (const place of longestChain(fixed.map(({ target }) => target[0] as number))) {
    const group = fixed[place] as Group
    close(group.source[0] as number, group.target[0] as number)
  }
  close(sources, targets)
  return { fixed, regions }
}

/** In the order of their first source unit. */
function groupAnchors(anchors: readonly (readonly [number, number])[]): Group[] {
  const groupOf = new Map<string, { source: Set<number>; target: Set<number> }>()
  for (const [source, target] of anchors) {
    const left = groupOf.get(`s${source}`)
    const right = groupOf.get(`t${target}`)
    const group = left ?? right ?? { source: new Set<number>(), target: new Set<number>() }
    if (left && right && left !== right) {
      for (const unit of right.source) groupOf.set(`s${unit}`, left)
      for (const unit of right.target) groupOf.set(`t${unit}`, left)
      for (const unit of right.source) left.source.add(unit)
      for (const unit of right.target) left.target.add(unit)
    }
    group.source.add(source)
    group.target.add(target)
    groupOf.set(`s${source}`, group)
    groupOf.set(`t${target}`, group)
  }
  return [...new Set(groupOf.values())]
    .map(({ source, target }) => ({ source: ascending(source), target: ascending(target) }))
    .sort((a, b) => (a.source[0] as number) - (b.source[0] as number))
}

function rangeWithout(from: number, to: number, taken: ReadonlySet<number>): number[] {
  const range: number[] = []
  for (let unit = from; unit < to; unit++) if (!taken.has(unit)) range.push(unit)
  return range
}

function ascending(units: Iterable<number>): number[] {
  return [...units].sort((a, b) => a - b)
}
