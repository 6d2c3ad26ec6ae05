import { scanInline } from '../core/inline.js'
import { phraseSimilarity } from '../core/similarity.js'
import { hasHan } from '../core/text.js'
import { isNameKind } from './match-unit.js'
import { addLink, areFree, type Matching, type Side, unitSimilarity } from './matching.js'

/** Alone between linked neighbours, a text that shares so many phrases with the one before it was reworked. */
const REWORKED_PHRASES = 0.15

/** Where other new or lost text stands in the same gap, place says less. */
const LOOSE_PHRASES = 0.25

/** Short texts have hardly a phrase; they are compared as a whole. */
const SHORT_FEATURES = 12
const REWORKED_SHORT = 0.4

/** Table cells keep their place in a row: so many replaced at once between unchanged ones are still the same cells. */
const MOST_CELLS = 2

/** So many plain words, that only they have, make two texts relatives. */
const PLAIN_WITNESSES = 2

/** How far around a gap a word is looked for to see whether it is just the subject of the page. */
const NEIGHBOURHOOD = 4

/** Words too common to witness anything. */
const COMMON_WORDS = new Set(
  'about also and are but can for from has have how into its may not one our out see than that the their then there these they this use used using was when where which will with you your'.split(
    ' ',
  ),
)

/** A run of free units whose neighbours on both sides are linked to each other. */
interface Slot {
  readonly older: readonly number[]
  readonly newer: readonly number[]
}

/**
 * Links what was rewritten in its place: one free text on each side, of one kind, between neighbours that belong together.
 *
 * A name (a heading, a cell, a caption) needs its place alone: it names what still stands there. Prose needs some
 * evidence besides, for an unrelated new paragraph must not inherit the English of one that was taken out.
 */
export function linkReworked(matching: Matching): void {
  for (const slot of slotsOf(matching)) {
    if (linkCells(matching, slot)) continue
    for (const family of new Set(slot.older.map((at) => matching.older.families[at]))) {
      const older = slot.older.filter((at) => matching.older.families[at] === family)
      const newer = slot.newer.filter((at) => matching.newer.families[at] === family)
      const [at, newerAt] = [older[0], newer[0]]
      if (older.length !== 1 || newer.length !== 1 || at === undefined || newerAt === undefined) continue
      const alone = slot.older.length === 1 && slot.newer.length === 1
      if (isReworked(matching, at, newerAt, alone)) {
        addLink(matching, at, newerAt, 'changed', unitSimilarity(matching, at, newerAt))
      }
    }
  }
}

function linkCells(matching: Matching, { older, newer }: Slot): boolean {
  const areCells =
    older.length === newer.length &&
    older.length <= MOST_CELLS &&
    older.every((at) => matching.older.families[at] === 'table-cell') &&
    newer.every((at) => matching.newer.families[at] === 'table-cell')
  if (!areCells) return false
  for (const [index, at] of older.entries()) {
    const newerAt = newer[index] as number
    addLink(matching, at, newerAt, 'changed', unitSimilarity(matching, at, newerAt))
  }
  return true
}

/** Gaps are collected before any is filled: a doubtful link is no neighbour to lean on. */
function slotsOf(matching: Matching): Slot[] {
  const { older, newer, edges } = matching
  const slots: Slot[] = []
  for (let at = 0; at < older.units.length; at++) {
    if (older.links[at]) continue
    const start = at
    while (at + 1 < older.units.length && !older.links[at + 1]) at++
    const after = start === 0 ? (edges ? -1 : undefined) : older.links[start - 1]?.newer.at(-1)
    const before =
      at + 1 === older.units.length ? (edges ? newer.units.length : undefined) : older.links[at + 1]?.newer[0]
    if (after === undefined || before === undefined || before - after < 2) continue
    const run = Array.from({ length: before - after - 1 }, (_, index) => after + 1 + index)
    if (run.some((place) => newer.links[place])) continue
    slots.push({ older: Array.from({ length: at - start + 1 }, (_, index) => start + index), newer: run })
  }
  return slots
}

function isReworked(matching: Matching, at: number, newerAt: number, alone: boolean): boolean {
  if (!areFree(matching, at, newerAt)) return false
  if (alone && isNameKind(matching.older.units[at]?.kind ?? '')) return true
  const similarity = unitSimilarity(matching, at, newerAt)
  const [before, after] = [matching.older.profile(at), matching.newer.profile(newerAt)]
  if (Math.min(before.length, after.length) < SHORT_FEATURES && similarity >= REWORKED_SHORT) return true
  if (phraseSimilarity(before, after) >= (alone ? REWORKED_PHRASES : LOOSE_PHRASES)) return true
  return alone && hasWitness(matching, at, newerAt)
}

/**
 * True when the two texts share a code span, an identifier or several foreign words that their neighbours do not have.
 *
 * A text that was put into the other language has nothing else left to share: there the neighbours do not count.
 */
function hasWitness({ older, newer }: Matching, at: number, newerAt: number): boolean {
  const [text, newerText] = [older.units[at]?.text ?? '', newer.units[newerAt]?.text ?? '']
  const isTranslated = hasHan(text) !== hasHan(newerText)
  const around = new Set(isTranslated ? [] : [...wordsAround(older, at), ...wordsAround(newer, newerAt)])
  const words = witnesses(newerText)
  const shared = [...witnesses(text)].filter(([word]) => words.has(word) && !around.has(word))
  return shared.length >= PLAIN_WITNESSES || shared.some(([, isIdentifier]) => isIdentifier)
}

function wordsAround({ units }: Side, at: number): string[] {
  const beside = [...units.slice(Math.max(0, at - NEIGHBOURHOOD), at), ...units.slice(at + 1, at + 1 + NEIGHBOURHOOD)]
  return beside.flatMap(({ text }) => [...witnesses(text).keys()])
}

/** Codes, foreign words and numbers of a text, and whether each is so special that it can stand for the text. */
function witnesses(text: string): Map<string, boolean> {
  const found = new Map<string, boolean>()
  for (const [word] of text.matchAll(/[A-Za-z][\w.:-]{2,}|\d[\d.]+/g)) {
    if (!COMMON_WORDS.has(word.toLowerCase())) found.set(word.toLowerCase(), /[_:\d]|[a-z][A-Z]|\w\.\w/.test(word))
  }
  for (const { type, value } of scanInline(text))
    if (type === 'code' && value.length > 2) found.set(value.toLowerCase(), true)
  return found
}
