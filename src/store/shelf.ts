import type Database from 'better-sqlite3'
import type { Shelf } from '../app/ports.js'
import { promising } from './failures.js'

/** The shelf of a connection: a temporary table, which SQLite keeps in memory while it is small, and else in a file of its own. */
export function createShelf(db: Database.Database): Shelf {
  // Most commands need none.
  let made: ReturnType<typeof makeTable> | null = null
  const table = () => {
    made ??= makeTable(db)
    return made
  }
  const { put, clear, next } = promising(db.name, {
    put: (text: string) => void table().insert.run(text),
    clear: () => void table().clear.run(),
    next: (after: number) => table().next.get(after),
  })
  return {
    put,
    clear,
    // One by one: an open query keeps the connection from all others.
    async *all() {
      for (let row = await next(0); row; row = await next(row.number)) yield row.text
    },
  }
}

function makeTable(db: Database.Database) {
  db.exec('CREATE TEMP TABLE shelf (number INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  return {
    insert: db.prepare<[text: string]>('INSERT INTO temp.shelf (text) VALUES (?)'),
    clear: db.prepare<[]>('DELETE FROM temp.shelf'),
    next: db.prepare<[after: number], { number: number; text: string }>(
      'SELECT number, text FROM temp.shelf WHERE number > ? ORDER BY number LIMIT 1',
    ),
  }
}
