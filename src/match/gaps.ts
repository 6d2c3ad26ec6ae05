import { profileContainment } from '../core/similarity.js'
import { candidatePairs } from './candidates.js'
import { heaviestChain } from './chains.js'
import { isNameKind } from './match-unit.js'
import { addLink, areFree, freeUnits, type Matching, unitSimilarity } from './matching.js'

/**
 * How alike two texts between the same anchors must be to be one text, edited. In the book 98 of 100 pairs of unrelated
 * neighbours are below 0.57 and 95 below 0.32, real edits mostly above 0.4; order and better rivals do the rest.
 */
const EDITED_SIMILARITY = 0.4

/** Names have few characters, so that chance makes them alike more easily. */
const EDITED_NAME_SIMILARITY = 0.5

/** A text that is nearly all inside the other was cut, extended, split or merged, however long the other is. */
const CONTAINED = 0.85
const CONTAINED_FEATURES = 12

/** Between unchanged neighbours: links what was edited in place, best resemblance first as far as order allows. */
export function linkEdited(matching: Matching): void {
  for (const [older, newer] of gapsOf(matching)) {
    const pairs = candidatePairs(older, newer, matching.older.profile, matching.newer.profile)
    const scored = pairs.flatMap(([at, newerAt]) => {
      const score = areFree(matching, at, newerAt) ? resemblance(matching, at, newerAt) : 0
      // Squared, so that one sure pair is not given up for two doubtful ones.
      return score > 0 ? [{ at, newerAt, weight: score * score }] : []
    })
    for (const { at, newerAt } of heaviestChain(scored)) {
      addLink(matching, at, newerAt, 'changed', unitSimilarity(matching, at, newerAt))
    }
  }
}

/** The free units between each two neighbouring unchanged links. */
function gapsOf({ older, newer }: Matching): [number[], number[]][] {
  const gaps: [number[], number[]][] = []
  const newerFree = freeUnits(newer)
  let next = 0
  let open: number[] = []
  const close = (bound: number) => {
    const start = next
    while (next < newerFree.length && (newerFree[next] as number) < bound) next++
    if (open.length > 0 && next > start) gaps.push([open, newerFree.slice(start, next)])
    open = []
  }
  for (const [at, link] of older.links.entries()) {
    if (!link) open.push(at)
    else if (link.kind === 'unchanged') close(link.newer[0] as number)
  }
  close(newer.units.length)
  return gaps
}

/** How sure it is that one text became the other, 0 when it may well be another text. */
function resemblance(matching: Matching, at: number, newerAt: number): number {
  const similarity = unitSimilarity(matching, at, newerAt)
  const isName = isNameKind(matching.older.units[at]?.kind ?? '')
  if (similarity >= (isName ? EDITED_NAME_SIMILARITY : EDITED_SIMILARITY)) return similarity
  const [a, b] = [matching.older.profile(at), matching.newer.profile(newerAt)]
  if (Math.min(a.length, b.length) < CONTAINED_FEATURES || isName) return 0
  return profileContainment(a, b) >= CONTAINED ? EDITED_SIMILARITY : 0
}
