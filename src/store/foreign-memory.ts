import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { MemoryPair } from '../app/ports.js'
import { ZhenError } from '../core/errors.js'
import { writeFailure } from '../core/write-failure.js'
import { migrations } from './migrations/index.js'
import { openFile } from './open-file.js'

/** The first version that has a memory, and the first that keeps those of others apart. */
const WITH_MEMORY = 2
const WITH_SOURCES = 6

/** Pairs handed on at a time. */
const BATCH = 2_000

/** How often a database is copied that somebody writes to meanwhile. */
const ATTEMPTS = 5

/**
 * The pairs of another project's book, from its database; those it has from elsewhere are not handed on.
 *
 * A copy is read, since SQLite writes beside a database that it only reads. Databases of earlier versions are read as
 * they are; one of a version before there were memories has no pairs.
 *
 * @param shown how the database is named in errors
 * @throws ZhenError `memory-newer` for one of a later version, `memory-damaged`, `memory-busy` where it is never at rest,
 *   `file-unreadable`
 */
export async function* readForeignMemory(
  file: string,
  shown: string,
): AsyncGenerator<readonly MemoryPair[], void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-'))
  try {
    const copy = join(folder, 'zhen.db')
    copyAtRest(file, copy, shown)
    yield* pairsIn(copy, shown)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function* pairsIn(copy: string, shown: string): Generator<readonly MemoryPair[], void, undefined> {
  let db: Database.Database | null = null
  try {
    db = openFile(copy)
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > migrations.length)
      throw new ZhenError('memory-newer', { path: shown, found: version, known: migrations.length })
    if (version < WITH_MEMORY) return
    const select = db.prepare<[after: number, limit: number], MemoryPair & { readonly number: number }>(`
      SELECT pair.number AS number, source.text AS source, target, previous.text AS previousSource,
        next.text AS nextSource, chapter, id, origin, quality
      FROM memory_pair AS pair
        JOIN memory_text AS source ON source.number = pair.source
        LEFT JOIN memory_text AS previous ON previous.number = pair.previous
        LEFT JOIN memory_text AS next ON next.number = pair.next
      WHERE pair.number > ? ${version < WITH_SOURCES ? '' : 'AND pair.memory = 0'} ORDER BY pair.number LIMIT ?
    `)
    for (let rows = select.all(0, BATCH); rows.length > 0; rows = select.all(rows.at(-1)?.number ?? 0, BATCH)) {
      yield rows.map(({ number: _number, ...pair }) => pair)
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    throw new ZhenError('memory-damaged', { path: shown, reason: error.message }, { cause: error })
  } finally {
    db?.close()
  }
}

/** Copies a database and its log as they are at one moment. */
function copyAtRest(file: string, copy: string, shown: string): void {
  const log = '-wal'
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = stampOf(file) + stampOf(file + log)
    copyPresent(file, copy, shown)
    if (stampOf(file + log) === '') rmSync(copy + log, { force: true })
    else copyPresent(file + log, copy + log, shown)
    if (stampOf(file) + stampOf(file + log) === before) return
  }
  throw new ZhenError('memory-busy', { path: shown })
}

function copyPresent(from: string, to: string, shown: string): void {
  try {
    copyFileSync(from, to)
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    throw writeFailure(isFull ? to : shown, error, 'file-unreadable')
  }
}

function stampOf(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.size} ${stats.mtimeNs} ${stats.ino};` : ''
}
