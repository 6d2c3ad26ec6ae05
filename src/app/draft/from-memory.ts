import { readableText } from '../../core/codes/readable-text.js'
import { hasSourceLanguage } from '../../core/inline.js'
import { sameText } from '../../core/text.js'
import { leverage, type Match } from '../../memory/leverage.js'
import { revise } from '../../memory/revise.js'
import type { EnginePair } from '../engine-port.js'
import type { MemoryPair, MemoryStore, SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import type { Draft } from './draft.js'
import type { Neighbours } from './neighbours.js'
import { isReplaceable, sourceOf } from './wanted.js'

/** How many similar sources are looked at. */
const CANDIDATES = 20

/** How alike an example for an engine is, at the least, and a text whose English is suggested. */
const LEAST = { threshold: 0.5 }
const SUGGESTED = 0.7

/** How many examples an engine is given at most. */
const EXAMPLES = 3

/** What marks a draft that no engine wrote; of a pair from elsewhere, `model` names its memory. */
export const WITHOUT_ENGINE = { engine: 'memory', model: '', glossary: '' } as const

/** The pairs of each of these segments' sources, for {@link draftFromMemory}. */
export function loadExact(
  memory: MemoryStore,
  records: readonly SegmentRecord[],
): Promise<ReadonlyMap<string, readonly MemoryPair[]>> {
  return memory.exact(records.map(sourceOf))
}

/**
 * English for a segment that needs no engine: the text itself where it has no Chinese, what the same text was given
 * before, or a person's English in which the change of the source can be made word for word.
 */
export function draftWithoutEngine(
  record: SegmentRecord,
  neighbours: Neighbours,
  exact: ReadonlyMap<string, readonly MemoryPair[]>,
): Draft | null {
  const source = sourceOf(record)
  if (!hasSourceLanguage(source)) return found(record, { target: source, from: null, score: 1, placeable: true })
  const revised = revisedEnglish(record)
  if (revised !== null)
    return found(record, { target: revised, from: record.translatedFrom, score: 1, placeable: false })
  const best = leverage(neighbours.sought(record), exact.get(source) ?? []).exact.find(
    ({ pair }) => !isOwnEnglish(record, pair.target),
  )
  if (!best) return null
  const { target, memory = '' } = best.pair
  return found(record, { target, from: null, score: 1, placeable: true, model: memory })
}

/** What the memory has that is alike, the most alike first. */
export async function findSimilar(
  memory: MemoryStore,
  record: SegmentRecord,
  neighbours: Neighbours,
): Promise<readonly Match[]> {
  const candidates = await memory.findCandidates(sourceOf(record), CANDIDATES)
  return leverage(neighbours.sought(record), candidates, LEAST).fuzzy
}

/** The English of a text that differs in nothing but what its codes hold, with the new contents. */
export function draftFromCodes(record: SegmentRecord, similar: readonly Match[]): Draft | null {
  const near = similar.find(({ kind, target }) => kind === 'codes' && !isOwnEnglish(record, target))
  return near ? foundSimilar(record, near, true) : null
}

/** A similar text's English, to be changed by a person. */
export function draftFromSimilar(record: SegmentRecord, similar: readonly Match[]): Draft | null {
  const near = similar.find(({ similarity, target }) => similarity >= SUGGESTED && !isOwnEnglish(record, target))
  return near ? foundSimilar(record, near, false) : null
}

/** Similar texts with their English, most similar first: what an engine may take as examples. */
export function examplesOf(similar: readonly Match[]): EnginePair[] {
  return similar.slice(0, EXAMPLES).map(({ pair: { source, target } }) => {
    return { source: readableText(source), target: readableText(target) }
  })
}

function revisedEnglish(record: SegmentRecord): string | null {
  if (record.status !== 'stale' || record.translatedFrom === null || isReplaceable(record)) return null
  const oldTarget = joinTexts(record.targets.map(({ text }) => text))
  const revised = revise({ oldSource: record.translatedFrom, oldTarget, newSource: sourceOf(record) })
  return revised && !sameText(revised.target, oldTarget) ? revised.target : null
}

type Found = Pick<Draft, 'target' | 'from' | 'score' | 'placeable'> & Partial<Pick<Draft, 'model'>>

function found(record: SegmentRecord, draft: Found): Draft {
  return { record, ...WITHOUT_ENGINE, ...draft }
}

function foundSimilar(record: SegmentRecord, { target, pair, similarity }: Match, placeable: boolean): Draft {
  return found(record, { target, from: pair.source, score: round(similarity), placeable, model: pair.memory ?? '' })
}

/** What the segment has already is no suggestion: the nearest text to a stale one is its own earlier self. */
function isOwnEnglish({ targets }: SegmentRecord, target: string): boolean {
  return sameText(joinTexts(targets.map(({ text }) => text)), target)
}

function round(score: number): number {
  return Math.round(score * 100) / 100
}
