import type { Features } from './features.js'

/** Two texts in the source language: pairs of characters they share, as a log-likelihood ratio. */
export function sameLanguageScore(source: Features, target: Features): number {
  const [left, right] = [source.bigrams(), target.bigrams()]
  const dice = (2 * countShared(left, right)) / Math.max(1, left.length + right.length)
  return target.isMainlyHan() && source.isMainlyHan() ? 14 * dice - 4 : 3 * dice
}

/** How many numbers two ascending lists share. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] as number) - (b[j] as number)
    if (difference === 0) shared++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return shared
}
