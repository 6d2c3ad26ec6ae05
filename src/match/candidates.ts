import type { Profile } from '../core/similarity.js'

/** Up to so many comparisons are made without looking for candidates first. */
const ALL_PAIRS = 4_096

/** A feature in more texts than this tells nothing apart. */
const MOST_POSTINGS = 48

/** How many of a text's rarest features are looked up. */
const FEATURES_ASKED = 24

/** How many texts are compared in full for each text. */
const MOST_CANDIDATES = 6

export type ProfileOf = (at: number) => Profile

/**
 * Pairs of places (both lists ascending) worth comparing: all of them when they are few, else those that share the most rare features,
 * seen from either side. Near-linear; a true counterpart that shares nothing rare is missed.
 */
export function candidatePairs(
  older: readonly number[],
  newer: readonly number[],
  olderProfile: ProfileOf,
  newerProfile: ProfileOf,
): [number, number][] {
  if (older.length * newer.length <= ALL_PAIRS) return older.flatMap((a) => newer.map((b): [number, number] => [a, b]))
  const forward = candidatesOf(older, newer, olderProfile, newerProfile)
  const backward = candidatesOf(newer, older, newerProfile, olderProfile)
  const width = (newer.at(-1) ?? 0) + 1
  const seen = new Set(forward.map(([a, b]) => a * width + b))
  for (const [b, a] of backward) {
    if (!seen.has(a * width + b)) forward.push([a, b])
  }
  return forward.sort((x, y) => x[0] - y[0] || x[1] - y[1])
}

function candidatesOf(
  from: readonly number[],
  into: readonly number[],
  fromProfile: ProfileOf,
  intoProfile: ProfileOf,
): [number, number][] {
  const postings = postingsOf(into, intoProfile)
  const pairs: [number, number][] = []
  for (const at of from) {
    const lists = rareLists(fromProfile(at), postings)
    const votes = new Map<number, number>()
    for (const list of lists) for (const found of list) votes.set(found, (votes.get(found) ?? 0) + 1 / list.length)
    const best = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_CANDIDATES)
    for (const [found] of best) pairs.push([at, found])
  }
  return pairs
}

/** Places by feature; features of too many places are left out. */
function postingsOf(places: readonly number[], profile: ProfileOf): Map<number, number[]> {
  const postings = new Map<number, number[]>()
  for (const at of places) {
    let previous: number | undefined
    for (const feature of profile(at)) {
      if (feature === previous) continue
      previous = feature
      const list = postings.get(feature)
      if (!list) postings.set(feature, [at])
      else if (list.length <= MOST_POSTINGS) list.push(at)
    }
  }
  return postings
}

function rareLists(profile: Profile, postings: ReadonlyMap<number, number[]>): number[][] {
  const lists: number[][] = []
  let previous: number | undefined
  for (const feature of profile) {
    const list = feature === previous ? undefined : postings.get(feature)
    previous = feature
    if (list && list.length <= MOST_POSTINGS) lists.push(list)
  }
  return lists.sort((a, b) => a.length - b.length).slice(0, FEATURES_ASKED)
}
