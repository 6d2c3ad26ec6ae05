import type { Profile } from '../core/similarity.js'
import { FeatureIndex } from './feature-index.js'

/** Up to so many comparisons are made without looking for candidates first. */
const ALL_PAIRS = 4_096

/** How many texts are compared in full for each text. */
const MOST_CANDIDATES = 4

export type ProfileOf = (at: number) => Profile

/**
 * Pairs of places (both lists ascending) worth comparing: all of them when they are few, else those that share the most
 * rare features, seen from either side. Near-linear; a true counterpart that shares nothing rare is missed.
 */
export function candidatePairs(
  older: readonly number[],
  newer: readonly number[],
  olderProfile: ProfileOf,
  newerProfile: ProfileOf,
): [number, number][] {
  if (older.length * newer.length <= ALL_PAIRS) return older.flatMap((a) => newer.map((b): [number, number] => [a, b]))
  const [olderProfiles, newerProfiles] = [older.map(olderProfile), newer.map(newerProfile)]
  const [olderIndex, newerIndex] = [new FeatureIndex(olderProfiles), new FeatureIndex(newerProfiles)]
  const pairs = new Set<number>()
  for (const [at, profile] of olderProfiles.entries()) {
    for (const found of newerIndex.nearest(profile, MOST_CANDIDATES)) pairs.add(at * newer.length + found)
  }
  for (const [at, profile] of newerProfiles.entries()) {
    for (const found of olderIndex.nearest(profile, MOST_CANDIDATES)) pairs.add(found * newer.length + at)
  }
  return [...pairs]
    .sort((a, b) => a - b)
    .map((pair) => [older[Math.floor(pair / newer.length)] as number, newer[pair % newer.length] as number])
}
