import type Database from 'better-sqlite3'
import { gramsOf } from './grams.js'

/** So many of a text's grams are looked up, the rarest first; more only while together they find few texts. */
const FEWEST_GRAMS = 6
const FEW_TEXTS = 500

/** A gram in more texts than this tells nothing about the older ones. */
const MOST_TEXTS = 5000

/** So many texts are weighed by length, too. */
const SHORTLIST = 200

/** Texts whose numbers of grams differ by more than this, and by more than a few, cannot be alike enough. */
const LENGTH_RATIO = 0.6
const FEW_GRAMS = 3

/**
 * Finds the texts that share most with a given one.
 *
 * An edited text keeps most of its grams, so the rarest few lead to it, and their lists are short. What they find is
 * ranked by shared grams, each weighing more the rarer it is, in proportion to both lengths.
 */
export function createCandidateSearch(db: Database.Database) {
  const selectSample = db.prepare<[gram: string], number>('SELECT texts FROM memory_gram_sample WHERE gram = ?').pluck()
  const selectTexts = db
    .prepare<[match: string, limit: number], number>(
      'SELECT rowid FROM memory_gram WHERE memory_gram MATCH ? ORDER BY rowid DESC LIMIT ?',
    )
    .pluck()
  const selectGrams = db.prepare<[number], number>('SELECT grams FROM memory_indexed WHERE number = ?').pluck()
  const selectTotal = db.prepare<[], number>('SELECT ifnull(max(number), 0) FROM memory_indexed').pluck()

  /** Numbers of texts, likeliest first. */
  return (text: string): number[] => {
    const grams = gramsOf(text)
    return [...shortlist(grams)]
      .map(([number, weight]) => ({ number, weight: weight * closeness(grams.length, selectGrams.get(number) ?? 0) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || b.number - a.number)
      .map(({ number }) => number)
  }

  function shortlist(grams: readonly string[]): [number: number, weight: number][] {
    const total = selectTotal.get() ?? 0
    const weights = new Map<number, number>()
    let looked = 0
    let found = 0
    for (const gram of rarestFirst(grams)) {
      if (looked >= FEWEST_GRAMS && found >= FEW_TEXTS) break
      const numbers = selectTexts.all(`"${gram}"`, MOST_TEXTS)
      const weight = Math.log(1 + total / Math.max(1, numbers.length))
      for (const number of numbers) weights.set(number, (weights.get(number) ?? 0) + weight)
      looked++
      found += numbers.length
    }
    return [...weights].sort((a, b) => b[1] - a[1]).slice(0, SHORTLIST)
  }

  function rarestFirst(grams: readonly string[]): string[] {
    return grams
      .map((gram) => ({ gram, texts: selectSample.get(gram) ?? 0 }))
      .sort((a, b) => a.texts - b.texts)
      .map(({ gram }) => gram)
  }
}

/** 0 when texts of so many grams are too different in length, else more the shorter both are. */
function closeness(a: number, b: number): number {
  return Math.min(a, b) + FEW_GRAMS < LENGTH_RATIO * Math.max(a, b) ? 0 : 1 / (a + b)
}
