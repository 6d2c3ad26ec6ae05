import type Database from 'better-sqlite3'
import type { MemoryPair } from '../app/ports.js'
import { createCandidateSearch } from './candidates.js'
import { textKey } from './text-key.js'

/** The reading half of the memory. Each call sees one state, whatever other processes commit meanwhile. */
export function createMemoryReader(db: Database.Database) {
  const searchCandidates = createCandidateSearch(db)
  const selectVersions = db
    .prepare<[], [chapter: string, version: string]>('SELECT chapter, version FROM memory_chapter')
    .raw()
  const selectCount = db.prepare<[], { sources: number; pairs: number }>(
    'SELECT count(DISTINCT source) AS sources, count(*) AS pairs FROM memory_pair',
  )
  const selectNumber = db.prepare<[key: Buffer], number>('SELECT number FROM memory_text WHERE key = ?').pluck()
  const selectPairs = db.prepare<[source: number], MemoryPair>(`
    SELECT source.text AS source, target, previous.text AS previousSource, next.text AS nextSource,
      chapter, id, origin, quality
    FROM memory_pair AS pair
      JOIN memory_text AS source ON source.number = pair.source
      LEFT JOIN memory_text AS previous ON previous.number = pair.previous
      LEFT JOIN memory_text AS next ON next.number = pair.next
    WHERE pair.source = ? ORDER BY pair.number DESC
  `)

  return {
    versions: () => new Map(selectVersions.all()),

    exact: db.transaction((sources: readonly string[]) => {
      const found = new Map<string, MemoryPair[]>()
      for (const source of sources) {
        const number = selectNumber.get(textKey(source))
        const pairs = number === undefined ? [] : selectPairs.all(number)
        if (pairs.length > 0) found.set(source, pairs)
      }
      return found
    }),

    findCandidates: db.transaction((source: string, limit: number) => {
      const found: MemoryPair[][] = []
      for (const number of searchCandidates(source)) {
        if (found.length >= limit) break
        // Texts that only stand beside a source, or whose pairs were replaced, have none.
        const pairs = selectPairs.all(number)
        if (pairs.length > 0) found.push(pairs)
      }
      return found.flat()
    }),

    count: () => selectCount.get() ?? { sources: 0, pairs: 0 },
  }
}
