import { hash } from 'node:crypto'
import { byText } from '../core/by-text.js'
import type { SegmentPair } from './define-check.js'
import { type HeadingSketch, namesIn, sketchOf, wordsInside } from './heading-words.js'
import { sizeOf } from './length.js'

/** A pair and the chapter it is in. */
export type SurveyedPair = SegmentPair & { readonly chapter: string }

/** Pairs shorter than this say nothing about lengths. */
const LEAST_SIZE = 45

/** Steps in which lengths are counted, of a logarithm: what a book does as a rule is not known better than to a percent. */
export const LENGTH_STEP = 0.01

/** What a chapter adds to what its book does as a rule. Plain data, to be kept: no longer than its texts. */
export interface ChapterTally {
  /** Translated pairs by kind and by the logarithm of the English length over the Chinese one, in {@link LENGTH_STEP}s. */
  readonly lengths: Counts<Counts>
  /** Of each translated pair, in the chapter's order. */
  readonly pairs: readonly PairKeys[]
  /** How often the running text writes a word small, and large. */
  readonly small: Counts
  readonly large: Counts
  /** Pairs of words that stand large in it. */
  readonly names: readonly string[]
  readonly headings: readonly HeadingSketch[]
  /** How much Chinese it has, how much of it has an English, and how many pairs that is. */
  readonly all: number
  readonly done: number
  readonly segments: number
}

type Counts<Value = number> = Readonly<Record<string, Value>>

/** Numbers that name a pair's {@link sourceKey}, its {@link targetKey}, and both texts to the letter. */
export type PairKeys = readonly [source: number, target: number, texts: number]

/** Counts one chapter's pairs, translated or not. Linear in the length of the texts. */
export function tallyPairs(pairs: readonly SegmentPair[]): ChapterTally {
  const translated = pairs.filter((pair) => pair.translated)
  const running = translated.filter(({ kind }) => kind === 'paragraph' || kind === 'list-item')
  const words = running.flatMap(({ target }) => wordsInside(target))
  const isSmall = (word: string) => /^[a-z]/.test(word)
  const sizes = (some: readonly SegmentPair[]) => some.reduce((sum, { source }) => sum + sizeOf(source), 0)
  return {
    lengths: lengthsOf(translated),
    pairs: translated.map(({ source, target }) => [
      sourceKey(source),
      targetKey(target),
      numberOf(`${source}\0${target}`),
    ]),
    small: countEach(words.filter(isSmall)),
    large: countEach(words.filter((word) => !isSmall(word))),
    names: [...new Set(translated.flatMap(({ kind, target }) => (kind === 'heading' ? [] : namesIn(target))))],
    headings: translated.flatMap(({ kind, target }) => (kind === 'heading' ? [sketchOf(target)] : [])),
    all: sizes(pairs),
    done: sizes(translated),
    segments: translated.length,
  }
}

/** Equal keys: the same Chinese, save white space, width and the mark at its end. */
export const sourceKey = byText((source) =>
  numberOf(
    source
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .replace(/[.。,:;!?]+$/, ''),
  ),
)

/** Equal keys: the same English, save white space, letter case, quotes and the mark at its end. */
export const targetKey = byText((target) =>
  numberOf(
    target
      .toLowerCase()
      .replace(/[“”"‘’']/g, "'")
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[.,:;!?]+$/, ''),
  ),
)

/** The logarithm of a pair's length over its source's; `null` where the source is too short to tell. */
export function lengthOf({ source, target }: SegmentPair): number | null {
  const size = sizeOf(source)
  return size < LEAST_SIZE ? null : Math.log(Math.max(1, sizeOf(target)) / size)
}

function lengthsOf(pairs: readonly SegmentPair[]): Counts<Counts> {
  const lengths: Record<string, Record<string, number>> = {}
  for (const pair of pairs) {
    const length = lengthOf(pair)
    if (length === null) continue
    const step = Math.round(length / LENGTH_STEP)
    const counts = lengths[pair.kind] ?? {}
    counts[step] = (counts[step] ?? 0) + 1
    lengths[pair.kind] = counts
  }
  return lengths
}

function countEach(words: readonly string[]): Counts {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** 52 bits of a hash: of a million texts, two fall together once in ten thousand books. */
function numberOf(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16)
}
