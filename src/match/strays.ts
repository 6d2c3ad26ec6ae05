import { type Profile, profileContainment } from '../core/similarity.js'
import { candidatePairs } from './candidates.js'
import { addLink, areFree, freeUnits, type Matching, unitSimilarity } from './matching.js'

/**
 * How alike texts must be that stand in different places. Higher than in place, since nothing but the words speaks for
 * it; lists of settings and steps hold many texts that are half alike.
 */
const STRAY_SIMILARITY = 0.7

/** A text that is nearly all inside a lost one, or holds nearly all of it, was cut or extended on the way. */
const STRAY_CONTAINED = 0.9
const STRAY_CONTAINED_FEATURES = 24

/** Fewer features are no sign that two texts are one. */
const STRAY_FEATURES = 12

/** Links what was moved and changed, the most alike first. */
export function linkStrays(matching: Matching): void {
  const { older, newer } = matching
  const isLong = (side: typeof older) => (at: number) => side.profile(at).length >= STRAY_FEATURES
  const olderFree = freeUnits(older).filter(isLong(older))
  const newerFree = freeUnits(newer).filter(isLong(newer))
  const scored = candidatePairs(olderFree, newerFree, older.profile, newer.profile).flatMap(([at, newerAt]) => {
    if (!areFree(matching, at, newerAt)) return []
    const similarity = unitSimilarity(matching, at, newerAt)
    const isAlike = similarity >= STRAY_SIMILARITY || isContained(older.profile(at), newer.profile(newerAt))
    return isAlike ? [{ at, newerAt, similarity }] : []
  })
  scored.sort((a, b) => b.similarity - a.similarity || a.at - b.at || a.newerAt - b.newerAt)
  for (const { at, newerAt, similarity } of scored) {
    if (areFree(matching, at, newerAt)) addLink(matching, at, newerAt, 'changed', similarity)
  }
}

function isContained(a: Profile, b: Profile): boolean {
  return Math.min(a.length, b.length) >= STRAY_CONTAINED_FEATURES && profileContainment(a, b) >= STRAY_CONTAINED
}
