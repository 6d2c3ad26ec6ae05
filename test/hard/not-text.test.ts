import { mkdirSync } from 'node:fs'
import { describe, it } from 'vitest'
import { makeSyncedBook } from '../helpers/book.js'
import { expectRefusal } from '../helpers/refusal.js'

const GB18030 = Buffer.from([0x23, 0x20, 0xbc, 0xe0, 0xcc, 0xfd, 0xc6, 0xf7, 0x0a])
const UTF_16 = Buffer.from('\ufeff# 监听器\n', 'utf16le')
const SECOND_LINE = Buffer.concat([Buffer.from('# 标题\n正文'), Buffer.from([0xff]), Buffer.from('\n')])

const COMMANDS = ['status', 'list', 'diff', 'check', 'sync', 'sync --locked', 'draft']

describe('a chapter that is not UTF-8', () => {
  it.each(COMMANDS)('should be named by %s', async (command) => {
    const book = await makeSyncedBook()
    book.write('target-en/a.md', GB18030)
    await expectRefusal(book, command.split(' '), 'file-not-utf8', { path: 'target-en/a.md', line: 1 })
  })

  it.each([
    ['GB 18030', GB18030, 1],
    ['UTF-16', UTF_16, 1],
    ['a stray byte', SECOND_LINE, 2],
    ['a character cut short', Buffer.from('# 标题\n\n正').subarray(0, -1), 3],
  ])('should be refused for %s', async (_, bytes, line) => {
    const book = await makeSyncedBook()
    book.write('source-zh/sub/c.md', bytes)
    await expectRefusal(book, ['sync'], 'file-not-utf8', { path: 'source-zh/sub/c.md', line })
    await expectRefusal(book, ['segments', 'source-zh/sub/c.md'], 'file-not-utf8', { path: 'source-zh/sub/c.md', line })
    await expectRefusal(book, ['roundtrip', 'source-zh'], 'file-not-utf8', { path: 'source-zh/sub/c.md', line })
  })

  it.each([
    ['ledger', 'target-en/.zhen/a.md.jsonl'],
    ['configuration', 'zhen.config.json'],
    ['glossary', 'glossary/terms.csv'],
  ])('should be refused as a %s', async (_, path) => {
    const book = await makeSyncedBook()
    book.write(path, GB18030)
    const named = path === 'zhen.config.json' ? book.path(path) : path
    await expectRefusal(book, ['check'], 'file-not-utf8', { path: named, line: 1 })
  })
})

describe('a folder where a file should be', () => {
  it.each([['segments'], ['roundtrip']])('should be nothing that is not there to %s', async (command) => {
    const book = await makeSyncedBook()
    await expectRefusal(book, [command, 'none.md'], 'file-unreadable', { path: 'none.md' })
  })

  it('should be refused for a file to take apart', async () => {
    const book = await makeSyncedBook()
    await expectRefusal(book, ['segments', 'source-zh'], 'file-is-directory', { path: 'source-zh' })
  })

  it('should be refused for the configuration', async () => {
    const book = await makeSyncedBook()
    mkdirSync(book.path('inner/zhen.config.json'), { recursive: true })
    const path = book.path('inner/zhen.config.json')
    await expectRefusal(book, ['-C', book.path('inner'), 'status'], 'file-is-directory', { path })
  })

  it('should be refused for a ledger', async () => {
    const book = await makeSyncedBook()
    mkdirSync(book.path('target-en/.zhen/c.md.jsonl'))
    book.write('source-zh/c.md', '# 新章\n')
    await expectRefusal(book, ['sync'], 'file-is-directory', { path: 'target-en/.zhen/c.md.jsonl' })
  })

  it('should be refused for an English chapter', async () => {
    const book = await makeSyncedBook()
    mkdirSync(book.path('target-en/b.md'))
    await expectRefusal(book, ['draft'], 'file-is-directory', { path: 'target-en/b.md' })
  })

  it('should be refused for the index', async () => {
    const book = await makeSyncedBook()
    mkdirSync(book.path('inner/.zhen/zhen.db'), { recursive: true })
    book.write('inner/zhen.config.json', '{}')
    await expectRefusal(book, ['-C', book.path('inner'), 'status'], 'file-is-directory')
  })
})

describe('a file where a folder should be', () => {
  it.each([
    ['source-zh', 'source'],
    ['target-en', 'target'],
  ])('should be refused for %s', async (_, side) => {
    const book = await makeSyncedBook()
    book.write('notes.txt', 'no folder')
    book.write('zhen.config.json', JSON.stringify({ [side]: { dir: 'notes.txt' } }))
    for (const command of ['status', 'sync', 'draft'])
      await expectRefusal(book, [command], 'folder-is-file', { path: 'notes.txt' })
  })

  it('should be refused for the glossary', async () => {
    const book = await makeSyncedBook()
    book.write('glossary', 'no folder')
    await expectRefusal(book, ['check'], 'folder-is-file', { path: 'glossary' })
  })

  it('should be refused for the ledgers', async () => {
    const book = await makeSyncedBook()
    book.write('zhen.config.json', JSON.stringify({ target: { dir: 'other' } }))
    book.write('other/.zhen', 'no folder')
    for (const command of ['status', 'sync'])
      await expectRefusal(book, [command], 'folder-is-file', { path: 'other/.zhen' })
  })
})
