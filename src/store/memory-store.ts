import type Database from 'better-sqlite3'
import type { MemoryPair, MemoryStore } from '../app/ports.js'
import { promising } from './failures.js'
import { createMemoryWriter } from './memory-writer.js'
import { textKey } from './text-key.js'

/** The translation memory in a database that `openDatabase` opened. */
export function createMemoryStore(db: Database.Database): MemoryStore {
  const selectVersions = db
    .prepare<[], [chapter: string, version: string]>('SELECT chapter, version FROM memory_chapter')
    .raw()
  const selectCount = db.prepare<[], { sources: number; pairs: number }>(
    'SELECT count(DISTINCT source) AS sources, count(*) AS pairs FROM memory_pair',
  )
  const selectByKey = db.prepare<[key: Buffer], MemoryPair>(`
    SELECT source.text AS source, target, previous.text AS previousSource, next.text AS nextSource,
      chapter, id, origin, quality
    FROM memory_text AS source
      JOIN memory_pair AS pair ON pair.source = source.number
      LEFT JOIN memory_text AS previous ON previous.number = pair.previous
      LEFT JOIN memory_text AS next ON next.number = pair.next
    WHERE source.key = ? ORDER BY pair.number DESC
  `)
  return promising(db.name, {
    ...createMemoryWriter(db),
    versions: () => new Map(selectVersions.all()),
    exact: db.transaction((sources: readonly string[]) => {
      const found = new Map<string, MemoryPair[]>()
      for (const source of sources) {
        const pairs = selectByKey.all(textKey(source))
        if (pairs.length > 0) found.set(source, pairs)
      }
      return found
    }),
    findCandidates: (_source: string, _limit: number): MemoryPair[] => [],
    count: () => selectCount.get() ?? { sources: 0, pairs: 0 },
  })
}
