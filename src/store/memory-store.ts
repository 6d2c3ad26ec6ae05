import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { MemoryStore } from '../app/ports.js'
import { promising } from './failures.js'
import { createGramIndex } from './gram-index.js'
import { createMemoryReader } from './memory-reader.js'
import { createMemoryWriter } from './memory-writer.js'

/** The translation memory in a database that `openDatabase` opened. */
export function createMemoryStore(db: Database.Database): MemoryStore {
  const reader = createMemoryReader(db)
  const gramIndex = createGramIndex(db)

  return promising(db.name, {
    ...reader,
    ...createMemoryWriter(db),
    refresh,
    findCandidates: async (source: string, limit: number) => {
      await refresh()
      return reader.findCandidates(source, limit)
    },
  })

  async function refresh(onProgress?: (done: number, total: number) => void): Promise<void> {
    const total = gramIndex.backlog()
    for (let left = total; left > 0; left = gramIndex.backlog()) {
      gramIndex.indexBatch()
      onProgress?.(total - gramIndex.backlog(), total)
      await nextTurn()
    }
  }
}
