import type Database from 'better-sqlite3'
import type { HistorySide, HistoryStore } from '../app/ports.js'
import { promising } from './failures.js'
import { textKey } from './text-key.js'

/** The history in a database that `openDatabase` opened. */
export function createHistoryStore(db: Database.Database): HistoryStore {
  const insert = db.prepare<[side: HistorySide, key: Buffer, text: string, at: number]>(`
    INSERT INTO seen (side, key, text, first_seen) VALUES (?, ?, ?, ?)
    ON CONFLICT (side, key) DO UPDATE SET first_seen = min(first_seen, excluded.first_seen)
  `)
  const select = db
    .prepare<[side: HistorySide, key: Buffer], number>('SELECT first_seen FROM seen WHERE side = ? AND key = ?')
    .pluck()
  const record = db.transaction((side: HistorySide, texts: readonly string[], at: number) => {
    for (const text of texts) insert.run(side, textKey(text), text, at)
  })
  const firstSeen = db.transaction((side: HistorySide, texts: readonly string[]) => {
    const found = new Map<string, number>()
    for (const text of texts) {
      const at = select.get(side, textKey(text))
      if (at !== undefined) found.set(text, at)
    }
    return found
  })
  return promising(db.name, {
    record: (side: HistorySide, texts: readonly string[], at: number) => record.immediate(side, texts, at),
    firstSeen,
  })
}
