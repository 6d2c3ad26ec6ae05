import { statSync } from 'node:fs'
import type { Stores } from '../app/ports.js'
import { ZhenError } from '../core/errors.js'
import { createAnswerStore } from './answer-store.js'
import { withKnownFailures } from './failures.js'
import { createFindingStore } from './finding-store.js'
import { ensureFolderOf } from './folder.js'
import { createHistoryStore } from './history-store.js'
import { createIndexStore } from './index-store.js'
import { createMemoryStore } from './memory-store.js'
import { openDatabase } from './open.js'
import { createShelf } from './shelf.js'

const IN_MEMORY = ':memory:'

/**
 * Opens the project's database, creating it and its folder where there is none; in memory where that cannot be written.
 *
 * @param path of the database file, or `':memory:'`
 * @throws ZhenError `store-newer`, `store-damaged`, `locked`, `file-is-directory`
 */
export function openIndex(path: string): Stores {
  try {
    if (path !== IN_MEMORY) {
      ensureFolderOf(path)
      refuseFolder(path)
    }
    return createStores(path)
  } catch (error) {
    const isUnwritable = error instanceof ZhenError && ['store-unwritable', 'disk-full'].includes(error.code)
    if (!isUnwritable) throw error
    return createStores(IN_MEMORY)
  }
}

function createStores(path: string): Stores {
  const db = openDatabase(path)
  try {
    return withKnownFailures(path, () => ({
      index: createIndexStore(db),
      memory: createMemoryStore(db),
      history: createHistoryStore(db),
      found: createFindingStore(db),
      answers: createAnswerStore(db),
      shelf: createShelf(db),
      volatile: db.memory,
      close: () => void db.close(),
    }))
  } catch (error) {
    db.close()
    throw error
  }
}

function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new ZhenError('file-is-directory', { path })
}
