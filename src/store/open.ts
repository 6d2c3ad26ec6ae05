import type Database from 'better-sqlite3'
import { ZhenError } from '../core/errors.js'
import { BUSY_SECONDS, withKnownFailures } from './failures.js'
import { migrations } from './migrations/index.js'
import { openFile } from './open-file.js'

/**
 * Opens (or creates) the database and brings its schema up to date. `':memory:'` for one that leaves nothing behind.
 *
 * @throws ZhenError `store-newer`, `store-damaged`, `store-unwritable`, `locked`
 */
export function openDatabase(filename: string): Database.Database {
  return withKnownFailures(filename, () => {
    const db = openFile(filename, { timeout: BUSY_SECONDS * 1000 })
    try {
      db.pragma('journal_mode = WAL')
      // With a write-ahead log this loses the last commits in a power cut, never the database: it is a cache.
      db.pragma('synchronous = NORMAL')
      // 64 MB at most, in KiB: look-ups in a memory read pages all over the file.
      db.pragma('cache_size = -65536')
      db.pragma('foreign_keys = ON')
      migrate(db, migrations)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Applies the steps a database has not seen yet, all or none. */
export function migrate(db: Database.Database, steps: readonly string[]): void {
  if (versionOf(db) === steps.length) return
  // IMMEDIATE: two processes starting at once must not both read version 0 and then both migrate.
  db.transaction(() => {
    const version = versionOf(db)
    if (version > steps.length)
      throw new ZhenError('store-newer', { path: db.name, found: version, known: steps.length })
    for (const sql of steps.slice(version)) db.exec(sql)
    db.pragma(`user_version = ${steps.length}`)
  }).immediate()
}

function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number
}
