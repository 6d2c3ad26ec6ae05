import type { Origin } from '../core/derive.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../core/inline.js'
import type { MemoryPair } from '../core/pair.js'
import { type Profile, profileContainment, profileOf, profileSimilarity } from '../core/similarity.js'
import type { Status } from '../core/status.js'
import { normalizeText } from '../core/text.js'
import { drawOf } from './random.js'

/** A segment of the book with the English it has. */
export interface HoldOutRecord {
  readonly id: string
  readonly chapter: string
  readonly status: Status
  readonly source: string
  readonly target: string
  readonly origin: Origin | null
}

export interface HeldOut {
  readonly id: string
  readonly chapter: string
  readonly source: string
  /** What a person wrote. */
  readonly reference: string
  readonly isReviewed: boolean
}

/** Which segments engines are judged by, and what that is worth. */
export interface HeldOutSet {
  readonly segments: readonly HeldOut[]
  /** Of them, those that had a second look; the others have a person's English that nobody looked at again. */
  readonly reviewed: number
  /** Segments that could have been taken. */
  readonly eligible: number
  /** Segments left out since a machine wrote their English first: it would be judged by its own words. */
  readonly fromMachine: number
  readonly chapters: number
}

/**
 * Chooses at most `n` segments to judge engines by: reviewed and final ones first, then others that a person translated.
 *
 * Each chapter gives its share. The choice depends on the seed, the ids and the sources alone, so that a new segment
 * moves few others in or out. Of equal sources one is taken.
 */
export function holdOut(records: readonly HoldOutRecord[], n: number, seed: number): HeldOutSet {
  const finished = records.filter(isFinished)
  const eligible = withoutRepeats(finished.filter(isByPerson))
  const tiers = [eligible.filter(isReviewed), eligible.filter((record) => !isReviewed(record))]
  const segments = tiers
    .flatMap((tier) => spreadOver(tier, seed))
    .slice(0, Math.max(0, n))
    .map((record) => {
      const { id, chapter, source, target } = record
      return { id, chapter, source, reference: target, isReviewed: isReviewed(record) }
    })
  return {
    segments,
    reviewed: segments.filter((segment) => segment.isReviewed).length,
    eligible: eligible.length,
    fromMachine: finished.filter((record) => !isByPerson(record)).length,
    chapters: new Set(segments.map(({ chapter }) => chapter)).size,
  }
}

/** English that is up to date with Chinese there is something to translate in. */
function isFinished({ status, source, target }: HoldOutRecord): boolean {
  const isDone = status === 'final' || status === 'reviewed' || status === 'translated'
  return isDone && hasSourceLanguage(source) && target.trim() !== '' && !isMainlySourceLanguage(target)
}

function isByPerson({ origin }: HoldOutRecord): boolean {
  return origin?.type === 'person' || origin?.type === 'adopted'
}

function isReviewed({ status }: HoldOutRecord): boolean {
  return status === 'final' || status === 'reviewed'
}

/** Of equal sources the one reviewed, else the first. */
function withoutRepeats(records: readonly HoldOutRecord[]): HoldOutRecord[] {
  const bySource = new Map<string, HoldOutRecord>()
  for (const record of records) {
    const source = normalizeText(record.source)
    const known = bySource.get(source)
    if (!known || (isReviewed(record) && !isReviewed(known))) bySource.set(source, record)
  }
  return [...bySource.values()]
}

/** In an order of which every beginning has of each chapter as nearly as can be the same share. */
function spreadOver(records: readonly HoldOutRecord[], seed: number): HoldOutRecord[] {
  const drawn = records.map((record) => ({ record, draw: drawOf(`${record.id}\0${record.source}`, seed) }))
  drawn.sort((a, b) => a.draw - b.draw)
  const sizes = new Map<string, number>()
  for (const { chapter } of records) sizes.set(chapter, (sizes.get(chapter) ?? 0) + 1)
  const taken = new Map<string, number>()
  const placed = drawn.map(({ record, draw }) => {
    const before = taken.get(record.chapter) ?? 0
    taken.set(record.chapter, before + 1)
    // The draw itself decides within a share: else the first of every chapter would stand at the same place.
    return { record, place: (before + draw) / (sizes.get(record.chapter) ?? 1) }
  })
  return placed.sort((a, b) => a.place - b.place).map(({ record }) => record)
}

/** Sources that share so much are one text, edited. */
const NEAR_DUPLICATE = 0.8

/** A pair that holds nearly all of a held-out text gives its English away too, where that is no mere name. */
const HOLDS = 0.9
const LEAST_HELD = 16

/**
 * True for pairs that must be hidden from what is judged: those of the held-out segments themselves, be it with an
 * earlier source, and those whose source is nearly theirs or has it in it.
 */
export function hidesFrom(heldOut: readonly Pick<HeldOut, 'id' | 'source'>[]): (pair: MemoryPair) => boolean {
  const ids = new Set(heldOut.map(({ id }) => id))
  const sources = new Set(heldOut.map(({ source }) => normalizeText(source)))
  const profiles = heldOut.map(({ source }) => profileOf(source))
  return ({ id, source }) => {
    if (ids.has(id) || sources.has(normalizeText(source))) return true
    const profile = profileOf(source)
    return profiles.some((held) => givesAway(profile, held))
  }
}

function givesAway(pair: Profile, held: Profile): boolean {
  const [shorter, longer] = pair.length < held.length ? [pair, held] : [held, pair]
  const canBeNear = 2 * shorter.length >= NEAR_DUPLICATE * (shorter.length + longer.length)
  if (canBeNear && profileSimilarity(pair, held) >= NEAR_DUPLICATE) return true
  return held.length >= LEAST_HELD && held.length <= pair.length && profileContainment(pair, held) >= HOLDS
}
