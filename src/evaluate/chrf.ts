import type { Counts, Metric } from './metric.js'
import { countNgrams, matchesIn, splitAtBlanks, totalOf } from './ngrams.js'

const CHARACTER_ORDER = 6

/** What `string.punctuation` is in Python. */
const PUNCTUATION = /[!-/:-@[-`{-~]/

/** chrF2: n-grams of up to six characters, white space left out, recall counting twice. */
export const chrf = createChrf(0)

/** chrF2++: n-grams of one and two words besides. */
export const chrfPlus = createChrf(2)

/**
 * chrF as sacreBLEU 2 defines it: the F-score of mean precision and mean recall over the orders both sides have.
 *
 * Source: M. Popović, "chrF: character n-gram F-score for automatic MT evaluation", 2015; "chrF++", 2017.
 *
 * @param beta how many times as much recall counts as precision
 */
export function createChrf(wordOrder: 0 | 2, beta = 2): Metric {
  const orders = CHARACTER_ORDER + wordOrder
  return {
    name: wordOrder === 0 ? 'chrF2' : 'chrF2++',
    signature: `nrefs:1|case:mixed|eff:yes|nc:${CHARACTER_ORDER}|nw:${wordOrder}|space:no`,
    count(hypothesis, reference) {
      return [
        ...countOrders(charactersOf(hypothesis), charactersOf(reference), CHARACTER_ORDER),
        ...countOrders(wordsOf(hypothesis), wordsOf(reference), wordOrder),
      ]
    },
    score: (counts) => fScore(counts, orders, beta),
  }
}

/** For each order: n-grams of the hypothesis, of the reference, and those in both. */
function countOrders(hypothesis: readonly string[], reference: readonly string[], orders: number): number[] {
  return Array.from({ length: orders }, (_, at) => at + 1).flatMap((order) => {
    const wanted = totalOf(reference, order)
    // Where the reference is too short for any, those of the hypothesis are not held against it.
    if (wanted === 0) return [0, 0, 0]
    const matches = matchesIn(countNgrams(hypothesis, order), countNgrams(reference, order))
    return [totalOf(hypothesis, order), wanted, matches]
  })
}

function fScore(counts: Counts, orders: number, beta: number): number {
  let [precision, recall, effective] = [0, 0, 0]
  for (let at = 0; at < 3 * orders; at += 3) {
    const [given, wanted, matches] = counts.slice(at, at + 3) as [number, number, number]
    if (given === 0 || wanted === 0 || given === undefined) continue
    precision += matches / given
    recall += matches / wanted
    effective++
  }
  if (precision + recall === 0) return 0
  precision /= effective
  recall /= effective
  const weight = beta ** 2
  return (100 * (1 + weight) * precision * recall) / (weight * precision + recall)
}

function charactersOf(text: string): string[] {
  return Array.from(splitAtBlanks(text).join(''))
}

/** Words, with one mark at their end, else at their beginning, apart. */
function wordsOf(text: string): string[] {
  return splitAtBlanks(text).flatMap((word) => {
    const characters = Array.from(word)
    if (characters.length === 1) return [word]
    if (PUNCTUATION.test(characters.at(-1) ?? '')) return [word.slice(0, -1), word.slice(-1)]
    return PUNCTUATION.test(characters[0] ?? '') ? [word.slice(0, 1), word.slice(1)] : [word]
  })
}
