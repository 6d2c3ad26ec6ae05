import type Database from 'better-sqlite3'
import type { IndexStore } from '../app/ports.js'
import { promising } from './failures.js'
import { createIndexReader } from './index-reader.js'
import { createIndexWriter } from './index-writer.js'

/** The index in a database that `openDatabase` opened. */
export function createIndexStore(db: Database.Database): IndexStore {
  return promising(db.name, { ...createIndexReader(db), ...createIndexWriter(db) })
}
