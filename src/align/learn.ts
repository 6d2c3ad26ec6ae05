import type { Features } from './features.js'
import type { Vocabulary } from './vocabulary.js'

/** Seen together fewer times than this, two words prove nothing. */
const LEAST_PAIRS = 3
const LEAST_DICE = 0.62

/**
 * Learns from pairs found so far which Chinese wording goes with which English stem: pairs of characters that
 * stand in the same units as the stem does. Gives for each character pair the terms that it implies.
 */
export function learnTerms(
  vocabulary: Vocabulary,
  pairs: readonly (readonly [chinese: Features, english: Features])[],
): Map<number, number[]> {
  const bigramUse = new Map<number, number>()
  const stemUse = new Map<number, number[]>()
  for (const [index, [chinese, english]] of pairs.entries()) {
    for (const bigram of chinese.bigrams) bigramUse.set(bigram, (bigramUse.get(bigram) ?? 0) + 1)
    const known = new Set(chinese.stems)
    for (const id of english.stems) if (!known.has(id)) stemUse.set(id, [...(stemUse.get(id) ?? []), index])
  }
  const learned = new Map<number, number[]>()
  const most = pairs.length / 3
  for (const [id, uses] of stemUse) {
    if (uses.length < LEAST_PAIRS || uses.length > most) continue
    const together = new Map<number, number>()
    for (const index of uses) {
      for (const bigram of pairs[index]?.[0].bigrams ?? []) together.set(bigram, (together.get(bigram) ?? 0) + 1)
    }
    for (const [bigram, count] of together) {
      if (count < LEAST_PAIRS) continue
      const dice = (2 * count) / (uses.length + (bigramUse.get(bigram) ?? 0))
      if (dice >= LEAST_DICE) learned.set(bigram, [...(learned.get(bigram) ?? []), vocabulary.learnedTerm(id)])
    }
  }
  return learned
}

/** The unit with the terms its Chinese wording implies. */
export function withLearned(unit: Features, learned: ReadonlyMap<number, number[]>, vocabulary: Vocabulary): Features {
  const terms = new Set(unit.terms)
  const stems = new Set(unit.stems)
  for (const bigram of unit.bigrams) {
    for (const term of learned.get(bigram) ?? []) {
      terms.add(term)
      for (const id of vocabulary.alternativesOf(term)) stems.add(id)
    }
  }
  if (terms.size === unit.terms.length) return unit
  return { ...unit, terms: Int32Array.from(terms).sort(), stems: Int32Array.from(stems) }
}
