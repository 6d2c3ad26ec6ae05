import { Counter } from './counter.js'
import type { Features } from './features.js'
import type { Vocabulary } from './vocabulary.js'

/** Seen together fewer times than this, two words prove nothing. */
const LEAST_PAIRS = 3
const LEAST_DICE = 0.62

type LanguagePair = readonly [chinese: Features, english: Features]

/**
 * Learns from pairs found so far which Chinese wording goes with which English stem: pairs of characters that
 * stand in the same units as the stem does. Gives for each character pair the terms that it implies.
 */
export function learnTerms(vocabulary: Vocabulary, pairs: readonly LanguagePair[]): Map<number, number[]> {
  const learned = new Map<number, number[]>()
  const most = pairs.length / 3
  if (most < LEAST_PAIRS) return learned
  const uses = new Counter()
  for (const [chinese] of pairs) for (const bigram of chinese.bigrams()) uses.add(bigram)
  const together = new Counter()
  for (const [id, places] of untranslatedStems(vocabulary, pairs)) {
    if (places.length < LEAST_PAIRS || places.length > most) continue
    for (const place of places) for (const bigram of (pairs[place] as LanguagePair)[0].bigrams()) together.add(bigram)
    for (const bigram of together.keys) {
      const count = together.of(bigram)
      if (count < LEAST_PAIRS || 2 * count < LEAST_DICE * (places.length + uses.of(bigram))) continue
      const terms = learned.get(bigram)
      if (terms) terms.push(vocabulary.learnedTerm(id))
      else learned.set(bigram, [vocabulary.learnedTerm(id)])
    }
    together.clear()
  }
  return learned
}

/** For each English stem the pairs in which no known Chinese wording accounts for it. */
function untranslatedStems(vocabulary: Vocabulary, pairs: readonly LanguagePair[]): Map<number, number[]> {
  const places = new Map<number, number[]>()
  const known = new Int32Array(vocabulary.stemCount).fill(-1)
  for (let place = 0; place < pairs.length; place++) {
    const [chinese, english] = pairs[place] as LanguagePair
    for (const id of chinese.stems) known[id] = place
    for (const id of english.stems) {
      if (known[id] === place) continue
      const list = places.get(id)
      if (list) list.push(place)
      else places.set(id, [place])
    }
  }
  return places
}
