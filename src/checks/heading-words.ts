import { byText } from '../core/by-text.js'
import { proseOf } from '../core/inline.js'

export type HeadingStyle = 'title' | 'sentence'

/** What the book's running text says of words. */
export interface HeadingWords {
  /** Words that the book writes small as a rule; of other words it cannot be told whether they are names. */
  readonly common: ReadonlySet<string>
  /** Pairs of words that stand large in running text: `object storage` of Object Storage, a name. */
  readonly names: ReadonlySet<string>
}

/** What of a heading may tell how it is written. Plain data, to be kept. */
export interface HeadingSketch {
  /** Words inside it that are not small in either way, as they are written. */
  readonly words: readonly string[]
  /** Pairs of words that stand large in it, in small letters. */
  readonly names: readonly string[]
}

/** Words that are small in either way. */
const SMALL =
  /^(?:a|an|and|as|at|but|by|for|from|if|in|into|is|nor|of|off|on|onto|or|out|over|per|so|than|that|the|to|up|via|vs|when|with|without|yet|not|be|are|it|its|between|after|before|under|through|during|about|against|how|what|why)$/

/** What of a heading may tell how it is written. */
export function sketchOf(heading: string): HeadingSketch {
  const [first, ...rest] = [...proseOf(heading).matchAll(/(?<![\w-])[A-Za-z][a-z]{2,}(?![\w-])/g)]
  const isInside = ({ 0: word, index }: RegExpExecArray) =>
    word !== first?.[0] && /[\w)`*,"”’] $/.test(heading.slice(0, index)) && !SMALL.test(word.toLowerCase())
  return { words: rest.filter(isInside).map(([word]) => word), names: namesIn(heading) }
}

/** How a heading is written; `null` where too few words tell, or some this way and some the other. */
export function styleOf(heading: HeadingSketch, { common, names }: HeadingWords): HeadingStyle | null {
  const named = heading.names
    .filter((name) => names.has(name))
    .join(' ')
    .split(' ')
  const telling = heading.words.filter((word) => common.has(word.toLowerCase()) && !named.includes(word.toLowerCase()))
  const large = telling.filter((word) => /^[A-Z]/.test(word)).length
  if (telling.length < 2 || (large > 0 && large < telling.length)) return null
  return large > 0 ? 'title' : 'sentence'
}

/** Pairs of words of which the second is large and the first begins large, in small letters. */
export const namesIn = byText((text): readonly string[] => {
  const pairs = proseOf(text).matchAll(/(?<![\w-])([A-Z][A-Za-z]*) (?=([A-Z][a-z]+)(?![\w-]))/g)
  return Array.from(pairs, ([, first = '', second = '']) => `${first} ${second}`.toLowerCase())
})

/** Words inside a sentence, from which it can be told how they are written there. */
export const wordsInside = byText((text): readonly string[] =>
  Array.from(proseOf(text).matchAll(/(?<=[a-z,] )([A-Za-z][a-z]{2,})(?![\w-])/g), ([word]) => word),
)
