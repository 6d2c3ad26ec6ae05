import { cpSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ListReport } from '../../src/app/report.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const EVERY_STATUS = 'carried,omitted,untranslated,stale,final,reviewed,draft,translated,obsolete,added'

const TIMES = [
  ['1970', Date.UTC(1970, 0, 1)],
  ['2100', Date.UTC(2100, 0, 1)],
] as const

/** Gives every file of the book the same time. */
function touchAll(book: Book, at: number): void {
  for (const name of readdirSync(book.root, { recursive: true, encoding: 'utf8' }))
    if (!name.startsWith('.zhen')) utimesSync(book.path(name), at / 1000, at / 1000)
}

async function runAt(book: Book, now: number, ...argv: string[]) {
  const result = await runCli(['-C', book.root, ...argv], { now: () => now })
  expect(result).toMatchObject({ exitCode: 0 })
}

describe('a clock that jumps', () => {
  it.each(TIMES)('should make nothing stale: files of %s', async (_, at) => {
    const book = await makeSyncedBook()
    const [before, tree] = [await book.list(), book.tree()]
    touchAll(book, at)
    await book.must('sync', '--locked')
    await book.must('sync')
    expect(await book.list()).toEqual(before)
    expect(book.tree()).toEqual(tree)
  })

  it.each(TIMES)('should hide no edit: files of %s, before and after it', async (_, at) => {
    const book = await makeSyncedBook()
    touchAll(book, at)
    await book.must('sync')
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
    touchAll(book, at)
    expect((await book.list('a'))[1]?.status).toBe('stale')
  })

  it('should leave the last word to who spoke last, whatever their clock said', async () => {
    const book = await makeSyncedBook()
    const id = (await book.list('a'))[1]?.id ?? ''
    const statusNow = async () => (await book.list('a'))[1]?.status
    await runAt(book, TIMES[1][1], 'approve', id, '--by', 'Li Lei')
    expect(await statusNow()).toBe('reviewed')
    await runAt(book, TIMES[0][1], 'reopen', id, '--by', 'Han Mei')
    expect(await statusNow()).toBe('translated')
    await runAt(book, Date.UTC(2020, 0, 1), 'approve', id, '--by', 'Li Lei')
    expect(await statusNow()).toBe('reviewed')
    await book.must('sync', '--locked')
  })
})

describe('a project at another place', () => {
  it('should say the same, and write nothing, with its index and without', async () => {
    const book = await makeSyncedBook()
    const [before, tree] = [await book.list(), book.tree()]
    const elsewhere = join(temporaryFolder(), '搬走了 “book”')
    cpSync(book.root, elsewhere, { recursive: true })
    rmSync(book.root, { recursive: true })
    for (const isIndexed of [true, false]) {
      if (!isIndexed) rmSync(join(elsewhere, '.zhen'), { recursive: true })
      const sync = await runCli(['-C', elsewhere, 'sync', '--format', 'json'])
      expect(JSON.parse(sync.stdout)).toMatchObject({ changes: [], written: [] })
      const listed = await runCli(['-C', elsewhere, 'list', '--status', EVERY_STATUS, '--format', 'json'])
      expect((JSON.parse(listed.stdout) as ListReport).segments).toEqual(before)
    }
    cpSync(elsewhere, book.root, { recursive: true })
    expect(book.tree()).toEqual(tree)
  })
})
