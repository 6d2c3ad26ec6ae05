import { byText } from '../core/by-text.js'
import { proseOf } from '../core/inline.js'
import type { SegmentPair } from './define-check.js'

export type HeadingStyle = 'title' | 'sentence'

/** How the book writes its headings, and which words tell. */
export interface HeadingWords {
  /** Headings written in either way. */
  readonly counts: Readonly<Record<HeadingStyle, number>>
  /** Words that the book writes small as a rule; of other words it cannot be told whether they are names. */
  readonly common: ReadonlySet<string>
  /** Pairs of words that stand large in running text: `object storage` of Object Storage, a name. */
  readonly names: ReadonlySet<string>
}

/** Words that are small in either way. */
const SMALL =
  /^(?:a|an|and|as|at|but|by|for|from|if|in|into|is|nor|of|off|on|onto|or|out|over|per|so|than|that|the|to|up|via|vs|when|with|without|yet|not|be|are|it|its|between|after|before|under|through|during|about|against|how|what|why)$/

/** Learns from running text which words are no names, and from headings how they are written. */
export function readHeadingWords(pairs: readonly SegmentPair[]): HeadingWords {
  const small = new Map<string, number>()
  const large = new Map<string, number>()
  for (const { kind, target } of pairs) {
    if (kind !== 'paragraph' && kind !== 'list-item') continue
    for (const word of wordsInside(target)) {
      const counts = /^[a-z]/.test(word) ? small : large
      counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1)
    }
  }
  const common = new Set(
    [...small].filter(([word, count]) => count >= 2 && count >= 4 * (large.get(word) ?? 0)).map(([word]) => word),
  )
  const names = new Set(pairs.flatMap(({ kind, target }) => (kind === 'heading' ? [] : namesIn(target))))
  const words = { common, names }
  const counts = { title: 0, sentence: 0 }
  for (const { kind, target } of pairs) {
    const style = kind === 'heading' ? styleOf(target, words) : null
    if (style) counts[style]++
  }
  return { counts, ...words }
}

/** How a heading is written; `null` where too few words tell, or some this way and some the other. */
export function styleOf(heading: string, { common, names }: Omit<HeadingWords, 'counts'>): HeadingStyle | null {
  const named = namesIn(heading)
    .filter((name) => names.has(name))
    .join(' ')
    .split(' ')
  const words = [...proseOf(heading).matchAll(/(?<![\w-])[A-Za-z][a-z]{2,}(?![\w-])/g)]
  const first = words[0]
  const telling = words.filter(({ 0: word, index }) => {
    const isInside = word !== first?.[0] && /[\w)`*,"”’] $/.test(heading.slice(0, index))
    return (
      isInside &&
      !SMALL.test(word.toLowerCase()) &&
      common.has(word.toLowerCase()) &&
      !named.includes(word.toLowerCase())
    )
  })
  const large = telling.filter(([word]) => /^[A-Z]/.test(word)).length
  if (telling.length < 2 || (large > 0 && large < telling.length)) return null
  return large > 0 ? 'title' : 'sentence'
}

const namesIn = byText((text): readonly string[] => {
  const pairs = proseOf(text).matchAll(/(?<![\w-])([A-Z][A-Za-z]*) (?=([A-Z][a-z]+)(?![\w-]))/g)
  return Array.from(pairs, ([, first = '', second = '']) => `${first} ${second}`.toLowerCase())
})

/** Words inside a sentence, from which it can be told how they are written there. */
const wordsInside = byText((text): readonly string[] =>
  Array.from(proseOf(text).matchAll(/(?<=[a-z,] )([A-Za-z][a-z]{2,})(?![\w-])/g), ([word]) => word),
)
