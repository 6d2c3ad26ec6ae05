import { accessSync, constants } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { ZhenError } from '../core/errors.js'
import { toZhenError } from './failures.js'
import { ensureFolderOf } from './folder.js'
import { openFile } from './open-file.js'

const RETRY_MS = 25

export interface LockOptions {
  /** How long to wait for whoever holds it. */
  readonly timeoutMs: number
  /** Called once, when it has to be waited for. */
  readonly onWait?: () => void
}

/**
 * Runs `work` while no other process, and nothing else in this one, holds the lock at `path`.
 *
 * The lock is an open exclusive transaction on an empty database of its own: the operating system ends it with the
 * process, however that ends, so there is no stale lock to clear. It does not nest.
 *
 * @throws ZhenError `locked` after `timeoutMs`; `store-unwritable`; what `work` throws
 */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const db = open(path)
  try {
    await acquire(db, path, options)
    return await work()
  } finally {
    db.close()
  }
}

function open(path: string): Database.Database {
  ensureFolderOf(path)
  try {
    // No busy time-out: waiting inside SQLite would stop this process's event loop.
    const db = openFile(path, { timeout: 0 })
    refuseReadOnly(path)
    return db
  } catch (error) {
    throw toZhenError(error, path)
  }
}

/** SQLite lets any number of processes have an exclusive transaction on a file that none of them can write. */
function refuseReadOnly(path: string): void {
  try {
    accessSync(path, constants.W_OK)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new ZhenError('store-unwritable', { path, reason }, { cause: error })
  }
}

async function acquire(db: Database.Database, path: string, { timeoutMs, onWait }: LockOptions): Promise<void> {
  const deadline = performance.now() + timeoutMs
  let waiting = false
  while (!tryBegin(db, path)) {
    if (performance.now() >= deadline) throw new ZhenError('locked', { path, seconds: Math.round(timeoutMs / 1000) })
    if (!waiting) onWait?.()
    waiting = true
    await sleep(RETRY_MS)
  }
}

function tryBegin(db: Database.Database, path: string): boolean {
  try {
    db.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    const failure = toZhenError(error, path)
    if (failure instanceof ZhenError && failure.code === 'locked') return false
    throw failure
  }
}
