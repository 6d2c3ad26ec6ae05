import { MovedFinder, type ScoredPair } from './moved.js'
import type { Page } from './page.js'
import type { FoundGroup } from './regions.js'
import type { Scorer } from './score.js'

/** Links what aligning in order left over, wherever it stands, and says so in the groups. */
export function placeLeftovers(
  scorer: Scorer,
  page: Page,
  groups: readonly FoundGroup[],
  temperature: number,
): FoundGroup[] {
  const leftSource = groups.flatMap(({ source, target }) => (target.length === 0 ? source : []))
  const leftTarget = groups.flatMap(({ source, target }) => (source.length === 0 ? target : []))
  const linked = groups.flatMap(({ source, target, score }): ScoredPair[] =>
    score === undefined ? [] : [{ source: source[0] as number, target: target[0] as number, score }],
  )
  const finder = new MovedFinder(leftSource, leftTarget, linked, temperature)
  const { moved, broken } = finder.find(scorer, page.source, page.target)
  return moved.length === 0 ? [...groups] : replaceGroups(groups, moved, broken)
}

function replaceGroups(
  groups: readonly FoundGroup[],
  moved: readonly ScoredPair[],
  broken: readonly ScoredPair[],
): FoundGroup[] {
  const gone = new Set(broken.map(({ source }) => source))
  const movedSource = new Set(moved.map(({ source }) => source))
  const movedTarget = new Set(moved.map(({ target }) => target))
  const apart = groups.flatMap((group): FoundGroup[] => {
    const pair = group.source.length === 1 && group.target.length === 1
    if (!pair || !gone.has(group.source[0] as number)) return [group]
    const { source, target, confidence } = group
    return [
      { source, target: [], confidence },
      { source: [], target, confidence },
    ]
  })
  const stay = apart.filter(({ source, target }) => {
    if (target.length === 0) return !movedSource.has(source[0] as number)
    return source.length > 0 || !movedTarget.has(target[0] as number)
  })
  return [
    ...stay,
    ...moved.map(({ source, target, score }) => ({ source: [source], target: [target], confidence: score })),
  ]
}
