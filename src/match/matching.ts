import { type Profile, profileOf, similarity } from '../core/similarity.js'
import { kindFamily, type LinkKind, type MatchResult, type MatchUnit } from './match-unit.js'

/** A link under construction. */
export interface OpenLink {
  readonly older: number[]
  readonly newer: number[]
  kind: LinkKind
  similarity: number
}

/** One of the two lists, with what the stages of the match need to know of it. */
export interface Side {
  readonly units: readonly MatchUnit[]
  readonly families: readonly string[]
  /** The link a unit is in. */
  readonly links: (OpenLink | undefined)[]
  profile(at: number): Profile
}

/** The two lists while they are being matched. Stages only add links and units to links; they take none away. */
export interface Matching {
  readonly older: Side
  readonly newer: Side
  /** True when the ends of the lists are the ends of a chapter, so that being first or last is a place. */
  readonly edges: boolean
}

export function openMatching(older: readonly MatchUnit[], newer: readonly MatchUnit[], edges: boolean): Matching {
  return { older: sideOf(older), newer: sideOf(newer), edges }
}

function sideOf(units: readonly MatchUnit[]): Side {
  const profiles: (Profile | undefined)[] = new Array(units.length)
  return {
    units,
    families: units.map(({ kind }) => kindFamily(kind)),
    links: new Array(units.length),
    profile(at) {
      const known = profiles[at] ?? profileOf(units[at]?.text ?? '')
      profiles[at] = known
      return known
    },
  }
}

export function addLink(matching: Matching, older: number, newer: number, kind: LinkKind, similarity: number): void {
  const link: OpenLink = { older: [older], newer: [newer], kind, similarity }
  matching.older.links[older] = link
  matching.newer.links[newer] = link
}

/** True when nothing speaks for either unit yet and they are of the same family. */
export function areFree({ older, newer }: Matching, at: number, newerAt: number): boolean {
  return !older.links[at] && !newer.links[newerAt] && older.families[at] === newer.families[newerAt]
}

export function unitSimilarity({ older, newer }: Matching, at: number, newerAt: number): number {
  const [a, b] = [older.units[at]?.text ?? '', newer.units[newerAt]?.text ?? '']
  return similarity(a, b, older.profile(at), newer.profile(newerAt))
}

export function closeMatching({ older, newer }: Matching): MatchResult {
  const links = [...new Set(older.links.filter((link) => link !== undefined))]
  return {
    links: links.map(({ older, newer, kind, similarity }) => ({ older, newer, kind, similarity })),
    gone: freeUnits(older),
    added: freeUnits(newer),
  }
}

export function freeUnits({ links, units }: Side): number[] {
  return Array.from(units.keys()).filter((at) => !links[at])
}
