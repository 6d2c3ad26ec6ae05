import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/store/open-file.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { expectRefusal } from '../helpers/refusal.js'

const READERS = ['status', 'list', 'check', 'diff']
const DATABASE = '.zhen/zhen.db'

/** A synced book whose index was changed behind zhen's back, and what it listed before. */
async function withDatabase(change: (path: string) => void): Promise<Book> {
  const book = await makeSyncedBook()
  await book.must('draft', '--dry-run')
  change(book.path(DATABASE))
  return book
}

describe('an index that is not there any more', () => {
  it('should be made again, and say the same', async () => {
    const book = await makeSyncedBook()
    const before = await book.list()
    rmSync(book.path('.zhen'), { recursive: true })
    expect(await book.list()).toEqual(before)
  })

  it('should be made again by a sync that finds nothing to do', async () => {
    const book = await makeSyncedBook()
    rmSync(book.path('.zhen'), { recursive: true })
    const before = book.tree()
    expect(JSON.parse((await book.must('sync', '--format', 'json')).stdout)).toMatchObject({ changes: [], written: [] })
    expect(book.tree()).toEqual(before)
  })

  it('should be made again where only its log was left', async () => {
    const book = await makeSyncedBook()
    const before = await book.list()
    rmSync(book.path(DATABASE))
    writeFileSync(book.path(`${DATABASE}-wal`), 'left over')
    expect(await book.list()).toEqual(before)
  })

  it('should be made again from an empty file', async () => {
    const book = await withDatabase((path) => truncateSync(path, 0))
    expect(await book.list()).toHaveLength(6)
  })
})

describe('a damaged index', () => {
  it.each<[string, (path: string) => void]>([
    ['is no database', (path) => writeFileSync(path, 'this is no database, whatever its name says\n'.repeat(200))],
    ['was cut in half', (path) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)],
    ['has other tables', (path) => exec(path, 'DROP TABLE file; CREATE TABLE file (none)')],
  ])('should be named where it %s', async (_, change) => {
    const book = await withDatabase(change)
    for (const command of [...READERS, 'sync', 'draft']) await expectRefusal(book, [command], 'store-damaged')
    const { stdout } = await book.run('doctor', '--format', 'json')
    expect(stdout).toContain('"index"')
  })

  it('should be all right again once it is deleted, as the error says', async () => {
    const book = await makeSyncedBook()
    const before = await book.list()
    writeFileSync(book.path(DATABASE), 'no database'.repeat(1000))
    const { stderr } = await book.run('status')
    expect(stderr).toContain('zhen.db')
    rmSync(book.path(DATABASE))
    expect(await book.list()).toEqual(before)
  })

  it('should never be a bug, and never reach the chapters, wherever bytes are wrong', async () => {
    const book = await makeSyncedBook()
    const [tree, sound] = [book.tree(), readFileSync(book.path(DATABASE))]
    const wrong = fc.record({ at: fc.nat(sound.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(wrong, { minLength: 1, maxLength: 4 }), async (places) => {
        const bytes = Buffer.from(sound)
        for (const { at, bytes: noise } of places) bytes.set(noise.subarray(0, bytes.length - at), at)
        rmSync(book.path('.zhen'), { recursive: true, force: true })
        book.write(DATABASE, bytes)
        const { exitCode, stderr } = await book.run('list')
        expect(stderr).not.toMatch(/^ {4}at /m)
        expect([0, 2]).toContain(exitCode)
        expect(book.tree()).toEqual(tree)
      }),
      { numRuns: 60 },
    )
  })
})

describe('an index of a newer zhen', () => {
  it.each([...READERS, 'sync', 'draft'])('should be refused by %s', async (command) => {
    const book = await withDatabase((path) => exec(path, 'PRAGMA user_version = 99'))
    await expectRefusal(book, [command], 'store-newer', { found: 99 })
  })
})

describe('an index somebody else has locked', () => {
  it('should be waited for, and then named', async () => {
    const book = await makeSyncedBook()
    const holder = openFile(book.path(DATABASE))
    holder.pragma('locking_mode = EXCLUSIVE')
    holder.exec('BEGIN IMMEDIATE')
    book.write('source-zh/c.md', '# 新章\n')
    const { stderr, exitCode } = await book.run('status')
    holder.close()
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/another zhen has been at work in this project for \d+ seconds/)
    await book.must('status')
  })
})

function exec(path: string, sql: string): void {
  const db = openFile(path)
  db.exec(sql)
  db.close()
}
