import { diffArrays } from 'diff'

/** Words and code as a reader sees them; punctuation and white space do not count. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’.\-/:][\p{L}\p{M}\p{N}_]+)*/gu

/** The words of a text, in order. */
export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? []
}

/** Of the words of `older`, the share that `newer` has too, in the same order: 0..1, and 1 where there are none. */
export function keptShare(older: string, newer: string): number {
  const words = wordsIn(older)
  if (words.length === 0) return 1
  const kept = diffArrays(words, wordsIn(newer)).filter(({ added, removed }) => !added && !removed)
  return kept.reduce((sum, { count }) => sum + count, 0) / words.length
}
