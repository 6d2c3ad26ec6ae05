import type Database from 'better-sqlite3'
import { gramsOf } from './grams.js'

/** One text in so many tells how common its grams are. */
const SAMPLE_EVERY = 16

/** Texts indexed in one transaction: others can write between two. */
const BATCH = 10_000

interface TextRow {
  readonly number: number
  readonly text: string
}

/** Keeps the index for fuzzy look-ups: it follows the texts, whose numbers only grow. */
export function createGramIndex(db: Database.Database) {
  const selectLast = db.prepare<[], number>('SELECT ifnull(max(number), 0) FROM memory_text').pluck()
  const selectIndexed = db.prepare<[], number>('SELECT ifnull(max(number), 0) FROM memory_indexed').pluck()
  const selectNew = db.prepare<[after: number, limit: number], TextRow>(
    'SELECT number, text FROM memory_text WHERE number > ? ORDER BY number LIMIT ?',
  )
  const insertGrams = db.prepare<[number: number, grams: string]>(
    'INSERT INTO memory_gram (rowid, grams) VALUES (?, ?)',
  )
  const insertIndexed = db.prepare<[number: number, grams: number]>(
    'INSERT INTO memory_indexed (number, grams) VALUES (?, ?)',
  )
  const countGram = db.prepare<[gram: string, texts: number]>(`
    INSERT INTO memory_gram_sample (gram, texts) VALUES (?, ?)
    ON CONFLICT (gram) DO UPDATE SET texts = texts + excluded.texts
  `)
  const indexBatch = db.transaction(() => {
    const sampled = new Map<string, number>()
    for (const { number, text } of selectNew.all(selectIndexed.get() ?? 0, BATCH)) {
      const grams = gramsOf(text)
      insertIndexed.run(number, grams.length)
      if (grams.length > 0) insertGrams.run(number, grams.join(' '))
      if (number % SAMPLE_EVERY === 0) for (const gram of grams) sampled.set(gram, (sampled.get(gram) ?? 0) + 1)
    }
    for (const [gram, texts] of sampled) countGram.run(gram, texts)
  })

  return {
    /** How many texts are still to be indexed, at most. */
    backlog: () => (selectLast.get() ?? 0) - (selectIndexed.get() ?? 0),
    /** Indexes some of them; does nothing when there are none. */
    indexBatch: () => indexBatch.immediate(),
  }
}
