import type Database from 'better-sqlite3'
import type { MemoryPair, MemorySide } from '../app/ports.js'
import { createCandidateSearch } from './candidates.js'
import { textKey } from './text-key.js'

interface PairRow extends Omit<MemoryPair, 'memory' | 'about'> {
  readonly number: number
  readonly memory: string
  readonly about: string | null
}

const WITH_SOURCE = 'JOIN memory_text AS source ON source.number = pair.source'

/** The columns of a {@link PairRow}. */
const PAIRS = `
  SELECT pair.number AS number, source.text AS source, target, previous.text AS previousSource, next.text AS nextSource,
    chapter, id, origin, quality, memory.name AS memory, about
  FROM memory_pair AS pair
    JOIN memory_source AS memory ON memory.number = pair.memory
    ${WITH_SOURCE}
    LEFT JOIN memory_text AS previous ON previous.number = pair.previous
    LEFT JOIN memory_text AS next ON next.number = pair.next
`

/** Where a text stands that is searched, by side. */
const COLUMNS = { source: 'source.text', target: 'target' } as const

/** The reading half of the memory. Each call sees one state, whatever other processes commit meanwhile. */
export function createMemoryReader(db: Database.Database) {
  const searchCandidates = createCandidateSearch(db)
  const selectVersions = db
    .prepare<[], [chapter: string, version: string]>('SELECT chapter, version FROM memory_chapter')
    .raw()
  const selectSources = db
    .prepare<[], [name: string, version: string]>('SELECT name, version FROM memory_source WHERE number > 0')
    .raw()
  const selectCounts = db
    .prepare<[], [name: string, pairs: number]>(`
      SELECT name, (SELECT count(*) FROM memory_pair WHERE memory = memory_source.number)
      FROM memory_source WHERE number > 0 ORDER BY number
    `)
    .raw()
  const selectCount = db.prepare<[], { sources: number; pairs: number }>(
    'SELECT count(DISTINCT source) AS sources, count(*) AS pairs FROM memory_pair',
  )
  const selectNumber = db.prepare<[key: Buffer], number>('SELECT number FROM memory_text WHERE key = ?').pluck()
  const selectPairs = db.prepare<[source: number], PairRow>(
    `${PAIRS} WHERE pair.source = ? ORDER BY pair.memory = 0 DESC, pair.number DESC`,
  )
  const selectOwn = db.prepare<[after: number, limit: number], PairRow>(
    `${PAIRS} WHERE pair.memory = 0 AND pair.number > ? ORDER BY pair.number LIMIT ?`,
  )

  return {
    versions: () => new Map(selectVersions.all()),

    sources: () => new Map(selectSources.all()),

    countSources: () => new Map(selectCounts.all()),

    exact: db.transaction((sources: readonly string[]) => {
      const found = new Map<string, MemoryPair[]>()
      for (const source of sources) {
        const number = selectNumber.get(textKey(source))
        const pairs = number === undefined ? [] : selectPairs.all(number).map(toPair)
        if (pairs.length > 0) found.set(source, pairs)
      }
      return found
    }),

    findCandidates: db.transaction((source: string, limit: number) => {
      const found: MemoryPair[][] = []
      for (const number of searchCandidates(source)) {
        if (found.length >= limit) break
        // Texts that only stand beside a source, or whose pairs were replaced, have none.
        const pairs = selectPairs.all(number).map(toPair)
        if (pairs.length > 0) found.push(pairs)
      }
      return found.flat()
    }),

    /** Reads every text: a phrase may begin anywhere. Letter case counts for letters beyond ASCII alone, as in `LIKE`. */
    findContaining: (side: MemorySide, phrases: readonly string[], limit: number): MemoryPair[] => {
      const column = COLUMNS[side]
      const holds = phrases.map(() => `${column} LIKE ? ESCAPE '\\'`).join(' AND ')
      const order = `length(${column}), pair.memory = 0 DESC, pair.number DESC`
      const patterns = phrases.map((phrase) => `%${phrase.replace(/[\\%_]/g, '\\$&')}%`)
      return db
        .prepare<(string | number)[], PairRow>(
          `${PAIRS} WHERE pair.number IN (
            SELECT pair.number FROM memory_pair AS pair ${side === 'source' ? WITH_SOURCE : ''}
            WHERE ${holds} ORDER BY ${order} LIMIT ?
          ) ORDER BY ${order}`,
        )
        .all(...patterns, limit)
        .map(toPair)
    },

    ownPairs: (after: number, limit: number) => {
      const rows = selectOwn.all(after, limit)
      return { pairs: rows.map(toPair), last: rows.at(-1)?.number ?? after }
    },

    count: () => selectCount.get() ?? { sources: 0, pairs: 0 },
  }
}

function toPair({ number: _number, memory, about, ...pair }: PairRow): MemoryPair {
  return { ...pair, ...(memory === '' ? {} : { memory }), ...(about === null ? {} : { about: JSON.parse(about) }) }
}
