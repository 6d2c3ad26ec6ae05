import { groupBy } from '../core/group-by.js'
import { type HeadingStyle, type HeadingWords, styleOf } from './heading-words.js'
import { type ChapterTally, LENGTH_STEP, type PairKeys, type SurveyedPair, tallyPairs } from './tally.js'

/** How long the English of a kind usually is: the logarithm of its length over the Chinese one's. */
export interface UsualLength {
  readonly pairs: number
  readonly middle: number
  /** As robust as the middle: 1.48 times the median distance from it. */
  readonly spread: number
}

/** What the book does as a rule, for checks that hold a pair against the rest of it. */
export interface BookSurvey {
  /** By kind; `''` is all kinds together. */
  readonly lengths: ReadonlyMap<string, UsualLength>
  /** By `sourceKey`, the ways in which it is translated; only where there are several. */
  readonly bySource: ReadonlyMap<number, readonly Variant[]>
  /** By `targetKey`, the Chinese texts it translates; only where there are several. */
  readonly byTarget: ReadonlyMap<number, readonly Variant[]>
  readonly headings: HeadingHabits
  /** By chapter, how much of its text has an English, 0..1, and how many segments that is. */
  readonly translated: ReadonlyMap<string, { readonly share: number; readonly segments: number }>
}

/** A survey, and the texts it speaks of. */
export interface BookTexts extends BookSurvey {
  /** `undefined` where it is not the text of a chapter that is looked at. */
  pairOf(variant: Variant): SurveyedPair | undefined
}

/** Pairs that are equal on both sides, and the first of them. Variants are in the book's order of these. */
export interface Variant {
  /** What tells it from its like: of one source the `targetKey`, of one target the `sourceKey`. */
  readonly key: number
  /** How many there are. */
  readonly count: number
  readonly chapter: string
  /** Which of its chapter's translated pairs is the first, from 0. */
  readonly turn: number
  /** Names its texts to the letter. */
  readonly texts: number
}

/** How the book writes headings. */
export interface HeadingHabits extends HeadingWords {
  /** Headings written in either way. */
  readonly counts: Readonly<Record<HeadingStyle, number>>
}

const LEAST_SPREAD = 0.12

/** Surveys pairs that are all at hand. Linear in the length of the book, but for sorting. */
export function surveyBook(pairs: readonly SurveyedPair[]): BookTexts {
  const chapters = groupBy(pairs, ({ chapter }) => chapter)
  const builder = new SurveyBuilder()
  for (const [chapter, own] of chapters) builder.add(chapter, tallyPairs(own))
  return withTexts(builder.build(), chapters)
}

/** @param pairs by chapter all its pairs, translated or not, in its order */
export function withTexts(survey: BookSurvey, pairs: ReadonlyMap<string, readonly SurveyedPair[]>): BookTexts {
  const translated = new Map([...pairs].map(([chapter, own]) => [chapter, own.filter((pair) => pair.translated)]))
  return { ...survey, pairOf: ({ chapter, turn }) => translated.get(chapter)?.[turn] }
}

/** Adds chapters up, of which it keeps numbers and words but no text. */
export class SurveyBuilder {
  readonly #lengths = new Map<string, Map<number, number>>()
  readonly #pairs: (readonly [chapter: string, keys: Float64Array])[] = []
  readonly #words = { small: new Map<string, number>(), large: new Map<string, number>() }
  readonly #names = new Set<string>()
  readonly #headings: ChapterTally['headings'][number][] = []
  readonly #translated = new Map<string, { readonly share: number; readonly segments: number }>()

  /** Chapters are to come in the book's order. */
  add(chapter: string, tally: ChapterTally): void {
    for (const [kind, counts] of Object.entries(tally.lengths)) {
      for (const name of [kind, '']) addCounts(entryOf(this.#lengths, name), counts, Number)
    }
    this.#pairs.push([chapter, Float64Array.from(tally.pairs.flat())])
    addCounts(this.#words.small, tally.small, String)
    addCounts(this.#words.large, tally.large, String)
    for (const name of tally.names) this.#names.add(name)
    this.#headings.push(...tally.headings)
    this.#translated.set(chapter, { share: tally.done / Math.max(1, tally.all), segments: tally.segments })
  }

  build(): BookSurvey {
    return {
      lengths: new Map([...this.#lengths].map(([kind, counts]) => [kind, usualOf(counts)])),
      bySource: this.#variants(SOURCE, TARGET),
      byTarget: this.#variants(TARGET, SOURCE),
      headings: this.#habits(),
      translated: this.#translated,
    }
  }

  /** Most texts stand once: only those that do not are looked at one by one. */
  #variants(side: number, other: number): Map<number, Variant[]> {
    const repeated = repeatedAmong(this.#pairs.map(([, keys]) => keys.filter((_, at) => at % KEYS === side)))
    const groups = new Map<number, Map<number, Variant>>()
    for (const [chapter, keys] of this.#pairs) {
      for (let turn = 0; turn * KEYS < keys.length; turn++) {
        const [own, key, texts] = keysAt(keys, turn, [side, other, TEXTS])
        if (!repeated.has(own)) continue
        const group = groups.get(own) ?? new Map<number, Variant>()
        const known = group.get(key)
        group.set(key, known ? { ...known, count: known.count + 1 } : { key, count: 1, chapter, turn, texts })
        groups.set(own, group)
      }
    }
    return new Map([...groups].filter(([, { size }]) => size > 1).map(([key, group]) => [key, [...group.values()]]))
  }

  #habits(): HeadingHabits {
    const { small, large } = this.#words
    const isCommon = ([word, count]: [string, number]) => count >= 2 && count >= 4 * (large.get(word) ?? 0)
    const common = new Set([...small].filter(isCommon).map(([word]) => word))
    const names = this.#names
    const counts = { title: 0, sentence: 0 }
    for (const heading of this.#headings) {
      const style = styleOf(heading, { common, names })
      if (style) counts[style]++
    }
    return { counts, common, names }
  }
}

/** Places in {@link PairKeys}. */
const [SOURCE, TARGET, TEXTS] = [0, 1, 2] as const satisfies readonly (keyof PairKeys)[]
const KEYS = 3

function keysAt(keys: Float64Array, turn: number, [one, other, texts]: PairKeys): PairKeys {
  const keyAt = (place: number) => keys[turn * KEYS + place] as number
  return [keyAt(one), keyAt(other), keyAt(texts)]
}

function repeatedAmong(lists: readonly Float64Array[]): Set<number> {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  all.sort()
  return new Set(all.filter((key, index) => key === all[index - 1]))
}

function usualOf(counts: ReadonlyMap<number, number>): UsualLength {
  const middle = median(counts)
  const distances = new Map<number, number>()
  for (const [step, count] of counts) addTo(distances, Math.abs(step - middle), count)
  const pairs = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    pairs,
    middle: middle * LENGTH_STEP,
    spread: Math.max(LEAST_SPREAD, 1.48 * median(distances) * LENGTH_STEP),
  }
}

/** Of values by how often they come; of an even number the upper one. */
function median(counts: ReadonlyMap<number, number>): number {
  const sorted = [...counts].sort(([a], [b]) => a - b)
  let left = sorted.reduce((sum, [, count]) => sum + count, 0) >> 1
  for (const [value, count] of sorted) {
    left -= count
    if (left < 0) return value
  }
  return 0
}

function addCounts<Key>(
  sums: Map<Key, number>,
  counts: Readonly<Record<string, number>>,
  keyOf: (name: string) => Key,
): void {
  for (const [name, count] of Object.entries(counts)) addTo(sums, keyOf(name), count)
}

function addTo<Key>(sums: Map<Key, number>, key: Key, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count)
}

function entryOf(lengths: Map<string, Map<number, number>>, name: string): Map<number, number> {
  const known = lengths.get(name) ?? new Map<number, number>()
  lengths.set(name, known)
  return known
}
