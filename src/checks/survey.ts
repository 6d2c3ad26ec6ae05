import { byText } from '../core/by-text.js'
import type { SegmentPair } from './define-check.js'
import { type HeadingWords, readHeadingWords } from './heading-words.js'
import { sizeOf } from './length.js'

/** A pair and the chapter it is in. */
export type SurveyedPair = SegmentPair & { readonly chapter: string }

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
  /** Translated pairs by {@link sourceKey}, in the book's order; only sources that stand more than once. */
  readonly bySource: ReadonlyMap<string, readonly SurveyedPair[]>
  /** The same by {@link targetKey}. */
  readonly byTarget: ReadonlyMap<string, readonly SurveyedPair[]>
  readonly headings: HeadingWords
  /** How much of a chapter's text has an English, 0..1, and how many segments that is. */
  readonly translated: ReadonlyMap<string, { readonly share: number; readonly segments: number }>
}

/** Pairs shorter than this say nothing about lengths. */
export const LEAST_SIZE = 45
const LEAST_SPREAD = 0.12

/** Linear in the length of the book, but for sorting. */
export function surveyBook(pairs: readonly SurveyedPair[]): BookSurvey {
  const translated = pairs.filter((pair) => pair.translated)
  return {
    lengths: lengthsOf(translated),
    bySource: repeated(translated, ({ source }) => sourceKey(source)),
    byTarget: repeated(translated, ({ target }) => targetKey(target)),
    headings: readHeadingWords(translated),
    translated: sharesOf(pairs),
  }
}

/** Equal keys: the same Chinese, save white space, width and the mark at its end. */
export const sourceKey = byText((source) =>
  source
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[.。,:;!?]+$/, ''),
)

/** Equal keys: the same English, save white space, letter case, quotes and the mark at its end. */
export const targetKey = byText((target) =>
  target
    .toLowerCase()
    .replace(/[“”"‘’']/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,:;!?]+$/, ''),
)

function lengthsOf(pairs: readonly SurveyedPair[]): Map<string, UsualLength> {
  const logs = new Map<string, number[]>()
  for (const { kind, source, target } of pairs) {
    const size = sizeOf(source)
    if (size < LEAST_SIZE) continue
    for (const name of [kind, '']) push(logs, name, Math.log(Math.max(1, sizeOf(target)) / size))
  }
  return new Map([...logs].map(([kind, values]) => [kind, usualOf(values)]))
}

function usualOf(values: readonly number[]): UsualLength {
  const middle = median(values)
  const spread = 1.48 * median(values.map((value) => Math.abs(value - middle)))
  return { pairs: values.length, middle, spread: Math.max(LEAST_SPREAD, spread) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

function repeated(pairs: readonly SurveyedPair[], keyOf: (pair: SurveyedPair) => string): Map<string, SurveyedPair[]> {
  const groups = new Map<string, SurveyedPair[]>()
  for (const pair of pairs) push(groups, keyOf(pair), pair)
  return new Map([...groups].filter(([, { length }]) => length > 1))
}

function sharesOf(pairs: readonly SurveyedPair[]): Map<string, { share: number; segments: number }> {
  const sizes = new Map<string, { all: number; done: number; segments: number }>()
  for (const { chapter, source, translated } of pairs) {
    const { all, done, segments } = sizes.get(chapter) ?? { all: 0, done: 0, segments: 0 }
    const size = sizeOf(source)
    sizes.set(chapter, {
      all: all + size,
      done: done + (translated ? size : 0),
      segments: segments + (translated ? 1 : 0),
    })
  }
  return new Map(
    [...sizes].map(([chapter, { all, done, segments }]) => [chapter, { share: done / Math.max(1, all), segments }]),
  )
}

function push<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const known = groups.get(key)
  if (known) known.push(value)
  else groups.set(key, [value])
}
