import { accessSync, constants, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { ZhenError } from '../core/errors.js'
import { toZhenError } from './failures.js'
import { ensureFolderOf } from './folder.js'
import { openFile } from './open-file.js'

const RETRY_MS = 25

/** Where files are never the same twice, as systems without inodes may have it, the last one is taken. */
const MOST_OPENED = 3

export interface LockOptions {
  /** How long to wait for whoever holds it. */
  readonly timeoutMs: number
  /** Called once, when it has to be waited for. */
  readonly onWait?: () => void
}

/** What processes, and works in one process, do one after the other. */
export interface Lock {
  /**
   * Runs `work` while no other process, and nothing else in this one, holds the lock. It does not nest.
   *
   * @throws ZhenError `locked` after `timeoutMs`; `store-unwritable`; what `work` throws
   */
  hold<T>(options: LockOptions, work: () => Promise<T>): Promise<T>
  /** Closes the lock's file, while it is held at the end of that. Whoever holds the lock again opens it again. */
  close(): void
}

/**
 * The lock at `path`, which is opened when it is first held, and then kept open: databases are not opened many a time.
 *
 * It is an open exclusive transaction on an empty database of its own: the operating system ends it with the process,
 * however that ends, so there is no stale lock to clear.
 */
export function createLock(path: string): Lock {
  return new DatabaseLock(path)
}

/** Holds the lock at `path` once, as {@link Lock.hold} does. */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const lock = createLock(path)
  try {
    return await lock.hold(options, work)
  } finally {
    lock.close()
  }
}

interface LockFile {
  readonly db: Database.Database
  /** Which file it is, whatever its path leads to later; of a file that was gone at once, none that there is. */
  readonly identity: string
}

class DatabaseLock implements Lock {
  readonly #path: string
  #file: LockFile | null = null
  #isHeld = false
  #isClosing = false

  constructor(path: string) {
    this.#path = path
  }

  async hold<T>(options: LockOptions, work: () => Promise<T>): Promise<T> {
    await this.#acquire(options)
    try {
      return await work()
    } finally {
      this.#release()
    }
  }

  close(): void {
    if (this.#isHeld) this.#isClosing = true
    else this.#drop()
  }

  async #acquire({ timeoutMs, onWait }: LockOptions): Promise<void> {
    const path = this.#path
    const deadline = performance.now() + timeoutMs
    let waiting = false
    while (!this.#tryAcquire()) {
      if (performance.now() >= deadline) throw new ZhenError('locked', { path, seconds: Math.round(timeoutMs / 1000) })
      if (!waiting) onWait?.()
      waiting = true
      await sleep(RETRY_MS)
    }
  }

  #tryAcquire(): boolean {
    if (this.#isHeld) return false
    for (let time = 1; ; time++) {
      // The index's folder may be deleted at any time: others lock the file that is there now.
      if (this.#file && !this.#isThere()) this.#drop()
      this.#file ??= open(this.#path)
      const isMine = tryBegin(this.#file.db, this.#path)
      if (!this.#isThere() && time < MOST_OPENED) continue
      this.#isHeld = isMine
      return isMine
    }
  }

  #isThere(): boolean {
    return this.#file?.identity === identityOf(this.#path)
  }

  #release(): void {
    this.#isHeld = false
    if (this.#isClosing) this.#drop()
    else this.#file?.db.exec('ROLLBACK')
  }

  #drop(): void {
    this.#file?.db.close()
    this.#file = null
    this.#isClosing = false
  }
}

function open(path: string): LockFile {
  ensureFolderOf(path)
  try {
    // No busy time-out: waiting inside SQLite would stop this process's event loop.
    const db = openFile(path, { timeout: 0 })
    refuseReadOnly(path)
    return { db, identity: identityOf(path) ?? '' }
  } catch (error) {
    throw toZhenError(error, path)
  }
}

/** `null` where there is no file. */
function identityOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}` : null
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
