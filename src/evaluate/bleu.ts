import type { Counts, Metric } from './metric.js'
import { countNgrams, matchesIn, splitAtBlanks, totalOf } from './ngrams.js'

const ORDER = 4

/**
 * BLEU as sacreBLEU defines it by default: up to four words, brevity penalty, tokenizer 13a, exponential smoothing.
 *
 * Source: K. Papineni et al., "BLEU: a method for automatic evaluation of machine translation", 2002; M. Post, "A call
 * for clarity in reporting BLEU scores", 2018; smoothing method 3 of B. Chen and C. Cherry, 2014.
 */
export const bleu: Metric = {
  name: 'BLEU',
  signature: 'nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp',
  /** Words of the hypothesis and of the reference; for each order, n-grams in both and n-grams of the hypothesis. */
  count(hypothesis, reference) {
    const [given, wanted] = [tokenize13a(hypothesis), tokenize13a(reference)]
    const orders = Array.from({ length: ORDER }, (_, at) => at + 1).flatMap((order) => [
      matchesIn(countNgrams(given, order), countNgrams(wanted, order)),
      totalOf(given, order),
    ])
    return [given.length, wanted.length, ...orders]
  },
  score: scoreBleu,
}

function scoreBleu([given = 0, wanted = 0, ...orders]: Counts): number {
  let logarithms = 0
  let [smoothing, hasMatch] = [1, false]
  for (let at = 0; at < 2 * ORDER; at += 2) {
    const [matches, total] = [orders[at] ?? 0, orders[at + 1] ?? 0]
    if (matches > 0) hasMatch = true
    else smoothing *= 2
    // No n-gram of an order at all: not even smoothing makes something of it.
    if (total === 0) return 0
    logarithms += Math.log(matches > 0 ? matches / total : 1 / (smoothing * total))
  }
  if (!hasMatch) return 0
  const brevity = given < wanted ? Math.exp(1 - wanted / given) : 1
  return 100 * brevity * Math.exp(logarithms / ORDER)
}

/** The words that `mteval-v13a`, the tokenizer of the WMT evaluations, makes of a text. */
export function tokenize13a(text: string): string[] {
  const plain = text
    .trimEnd()
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  const spaced = ` ${plain} `
    .replace(/[{-~[-` -&(-+:-@/]/g, ' $& ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
  return splitAtBlanks(spaced)
}
