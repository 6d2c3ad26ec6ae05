import { joinProfiles, type Profile, profileSimilarity, sharedFeatures } from '../core/similarity.js'
import type { Matching, OpenLink, Side } from './matching.js'

/** How much of a piece must be found in the text it is said to be a piece of. */
const PIECE_CONTAINED = 0.6

/** The same for a piece that new text parts from its fellows. */
const DISTANT_PIECE_CONTAINED = 0.85

/** How many free units may stand between the pieces of one text. */
const REACH = 2

/** Fewer features prove nothing: `如下：` is contained in many a paragraph. */
const PIECE_FEATURES = 5

/** A piece belongs when the joined texts are more alike than the texts were without it, by more than chance. */
const GAIN = 0.02

/**
 * Finds splits and merges: gives free units to the changed link beside them when its other side holds their text.
 *
 * Only changed links grow, one unit after another, so that one text becomes several, several one, or three two.
 */
export function joinPieces(matching: Matching): void {
  for (const direction of [1, -1] as const) {
    growSide(matching.newer, matching.older, 'newer', direction)
    growSide(matching.older, matching.newer, 'older', direction)
  }
}

type SideName = 'older' | 'newer'

function growSide(side: Side, other: Side, name: SideName, direction: 1 | -1): void {
  const length = side.units.length
  for (let step = 0; step < length; step++) {
    const at = direction === 1 ? step : length - 1 - step
    if (side.links[at] || side.families[at] !== 'prose' || side.profile(at).length < PIECE_FEATURES) continue
    const hosts = [hostAt(side, at, -1), hostAt(side, at, 1)].flatMap((host) =>
      host ? [{ ...host, contained: containedIn(side.profile(at), wholeOf(host.link, name, other)) }] : [],
    )
    const best = hosts.sort((a, b) => b.contained - a.contained)[0]
    if (best && best.contained >= (best.distance > 1 ? DISTANT_PIECE_CONTAINED : PIECE_CONTAINED)) {
      join(side, other, name, at, best.link)
    }
  }
}

/** The nearest link beside a free unit, if it is one that can have pieces. */
function hostAt(side: Side, at: number, step: 1 | -1): { link: OpenLink; distance: number } | undefined {
  for (let distance = 1; distance <= REACH + 1; distance++) {
    const place = at + step * distance
    const link = side.links[place]
    if (!link) continue
    const canGrow = link.kind !== 'unchanged' && link.kind !== 'moved' && side.families[place] === 'prose'
    return canGrow ? { link, distance } : undefined
  }
  return undefined
}

/** The whole that a piece on the side `name` would be a piece of. */
function wholeOf(link: OpenLink, name: SideName, other: Side): Profile {
  return joinProfiles(link[name === 'newer' ? 'older' : 'newer'].map((at) => other.profile(at)))
}

function containedIn(piece: Profile, whole: Profile): number {
  return sharedFeatures(piece, whole) / piece.length
}

function join(side: Side, other: Side, name: SideName, at: number, link: OpenLink): void {
  const whole = wholeOf(link, name, other)
  const pieces = joinProfiles(link[name].map((place) => side.profile(place)))
  const joined = joinProfiles([pieces, side.profile(at)])
  const similarity = profileSimilarity(joined, whole)
  if (similarity < profileSimilarity(pieces, whole) + GAIN) return
  link[name].push(at)
  link[name].sort((a, b) => a - b)
  link.similarity = similarity
  link.kind = link.newer.length >= link.older.length ? 'split' : 'merged'
  side.links[at] = link
}
