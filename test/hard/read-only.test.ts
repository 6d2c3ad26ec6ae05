import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asNobody, canBeNobody, makeReadOnly, makeWritable } from '../helpers/as-nobody.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'

const READERS = ['status', 'list', 'check', 'diff', 'sync --dry-run', 'sync --locked', 'draft --dry-run']

/** A book of which everything below `part` can be read but not written. */
async function readOnly(book: Book, part: string): Promise<Book> {
  makeWritable(book.root)
  makeReadOnly(book.path(part))
  onTestFinished(() => makeWritable(book.root))
  return book
}

describe.runIf(canBeNobody)('a project that can only be read', () => {
  it.each(READERS)('should be read by %s with its index there', async (command) => {
    const book = await readOnly(await makeSyncedBook(), '.')
    await asNobody(() => book.must(...command.split(' ')))
  })

  it.each(READERS)('should be read by %s without an index', async (command) => {
    const book = await makeSyncedBook()
    rmSync(book.path('.zhen'), { recursive: true })
    await readOnly(book, '.')
    await asNobody(() => book.must(...command.split(' ')))
  })

  it('should be read as it is now, not as the index that cannot be written has it', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/c.md', '# 新章\n')
    await readOnly(book, '.')
    const { chapters } = await asNobody(() => book.status())
    expect(chapters.map(({ chapter }) => chapter)).toEqual(['a.md', 'b.md', 'c.md'])
  })

  it.each(['sync', 'draft', 'omit --chapter a --by Li --reason none'])('should be refused by %s', async (command) => {
    const book = await makeSyncedBook()
    rmSync(book.path('.zhen'), { recursive: true })
    await readOnly(book, '.')
    await asNobody(() => expectRefusal(book, command.split(' '), 'store-unwritable'))
  })

  it('should be read with a file in place of the index’s folder', async () => {
    const book = await makeSyncedBook()
    rmSync(book.path('.zhen'), { recursive: true })
    writeFileSync(book.path('.zhen'), '')
    expect((await book.status()).chapters).toHaveLength(2)
    await expectRefusal(book, ['sync'], 'store-unwritable')
  })
})

describe.runIf(canBeNobody)('an English edition that can only be read', () => {
  it('should be refused by a sync, and be in time after it', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md', '# 监听器\n\n监听器绑定 15006 端口。\n\n连接池限制并发请求。\n')
    await readOnly(book, 'target-en')
    await asNobody(() => expectRefusal(book, ['sync'], 'target-unwritable', { path: 'target-en/.zhen/a.md.jsonl' }))
    makeWritable(book.root)
    await book.must('sync')
    expect((await book.list('--status', 'stale')).map(({ change }) => change)).toEqual(['number'])
    expect(book.read('target-en/.zhen/a.md.jsonl')).toContain('15006')
  })

  it('should be refused by a draft before any fact is said', async () => {
    const book = await readOnly(await makeSyncedBook(), 'target-en')
    await asNobody(() => expectRefusal(book, ['draft'], 'target-unwritable'))
  })

  it('should get its draft later, where only the chapters could not be written', async () => {
    const book = await readOnly(await makeSyncedBook(), 'target-en')
    makeWritable(book.path('target-en/.zhen'))
    await asNobody(() => expectFailure(book, ['draft'], 'target-unwritable', { path: 'target-en/b.md' }))
    makeWritable(book.root)
    expect((await book.list('b')).map(({ status }) => status)).toEqual(['untranslated', 'untranslated', 'untranslated'])
    await book.must('draft')
    expect((await book.list('b', '--status', 'draft')).map(({ targets }) => targets[0]?.text)).toEqual([
      'The listener binds port 15001.',
    ])
    expect(book.read('target-en/.zhen/b.md.jsonl').match(/"machine"/g)).toHaveLength(1)
  })
})

describe.runIf(canBeNobody)('what may not be read', () => {
  it.each([
    ['a chapter', 'source-zh/a.md', 0o000],
    ['a ledger', 'target-en/.zhen/a.md.jsonl', 0o000],
    ['the source folder', 'source-zh', 0o000],
    ['a folder that may be listed but not entered', 'source-zh', 0o444],
    ['the ledgers', 'target-en/.zhen', 0o000],
  ])('should be named, never taken for gone: %s', async (_, path, mode) => {
    const book = await makeSyncedBook()
    const tree = book.tree()
    makeWritable(book.root)
    chmodSync(book.path(path), mode)
    onTestFinished(() => makeWritable(book.root))
    rmSync(book.path('.zhen'), { recursive: true })
    for (const command of ['status', 'sync', 'draft'])
      await asNobody(() => expectFailure(book, [command], 'file-unreadable'))
    expect(book.tree()).toEqual(tree)
  })
})

describe.runIf(canBeNobody)('a decision by nobody', () => {
  it('should ask who decides', async () => {
    const book = await makeSyncedBook()
    makeWritable(book.root)
    const [segment] = await book.list('--status', 'translated')
    const { exitCode, stderr } = await withoutGitConfiguration(() =>
      asNobody(() => book.run('approve', segment?.id ?? ''), 54_321),
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--by')
  })
})

async function withoutGitConfiguration<T>(work: () => Promise<T>): Promise<T> {
  const { HOME, GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM } = process.env
  Object.assign(process.env, { HOME: '/nowhere', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' })
  try {
    return await work()
  } finally {
    for (const [name, value] of Object.entries({ HOME, GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM })) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
