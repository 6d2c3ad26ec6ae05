import { linkSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeSyncedBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const COMMANDS = ['status', 'list', 'check', 'sync', 'draft']

/** A chapter that is not of the book. */
function outside(): string {
  const file = join(temporaryFolder(), 'outside.md')
  writeFileSync(file, '# 别处\n')
  return file
}

describe('a link in place of a chapter', () => {
  it.each(COMMANDS)('should be refused by %s where it leads nowhere', async (command) => {
    const book = await makeSyncedBook()
    symlinkSync('nowhere.md', book.path('source-zh/c.md'))
    await expectRefusal(book, [command], 'file-unreadable', { path: 'source-zh/c.md' })
  })

  it('should be refused where it leads in a circle', async () => {
    const book = await makeSyncedBook()
    symlinkSync('c.md', book.path('target-en/c.md'))
    await expectRefusal(book, ['sync'], 'file-unreadable', { path: 'target-en/c.md' })
  })

  it.each(COMMANDS)('should be refused by %s where it leads out', async (command) => {
    const book = await makeSyncedBook()
    const found = outside()
    symlinkSync(found, book.path('source-zh/c.md'))
    await expectRefusal(book, [command], 'file-outside', { path: 'source-zh/c.md', found })
  })

  it('should be refused where it leads to a folder whose name only begins like the source folder', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh-old/c.md', '# 旧\n')
    symlinkSync('../source-zh-old/c.md', book.path('source-zh/c.md'))
    await expectRefusal(book, ['sync'], 'file-outside', { path: 'source-zh/c.md' })
  })

  it('should be refused for an English chapter that is the Chinese one', async () => {
    const book = await makeSyncedBook()
    symlinkSync('../source-zh/b.md', book.path('target-en/b.md'))
    await expectRefusal(book, ['draft'], 'file-outside', { path: 'target-en/b.md' })
  })

  it('should be read where it stays in the folder', async () => {
    const book = await makeSyncedBook()
    symlinkSync('a.md', book.path('source-zh/c.md'))
    await book.must('sync')
    expect((await book.list('c')).map(({ source }) => source?.text)).toEqual(
      (await book.list('a')).map(({ source }) => source?.text),
    )
  })

  it('should be replaced by a chapter, not written through', async () => {
    const book = await makeSyncedBook()
    book.write('target-en/template.md', '# 熔断\n\n监听器绑定 15001 端口。\n\n熔断器保护上游。\n')
    symlinkSync('template.md', book.path('target-en/b.md'))
    const before = book.read('target-en/template.md')
    await book.must('draft', 'b')
    expect(book.read('target-en/b.md')).toContain('The listener binds port 15001.')
    expect(book.read('target-en/template.md')).toBe(before)
    expect(lstatSync(book.path('target-en/b.md')).isSymbolicLink()).toBe(false)
  })
})

describe('a link in place of a folder', () => {
  it('should not be followed, and be spoken of', async () => {
    const book = await makeSyncedBook()
    symlinkSync(join(outside(), '..'), book.path('source-zh/more'))
    const { stderr } = await book.must('status')
    expect(stderr).toContain('source-zh/more is a link to a folder and was not followed.')
    expect((await book.status()).chapters.map(({ chapter }) => chapter)).toEqual(['a.md', 'b.md'])
  })

  it('should end nothing where it leads back up', async () => {
    const book = await makeSyncedBook()
    symlinkSync('..', book.path('source-zh/loop'))
    expect((await book.status()).chapters).toHaveLength(2)
  })

  it.each([
    ['a folder', 'sub', 'source-zh/sub/c.md', 'target-en/sub/c.md'],
    ['a folder that would have to be made below it', 'sub', 'source-zh/sub/deep/c.md', 'target-en/sub/deep/c.md'],
  ])('should not be written through: %s', async (_, link, chapter, refused) => {
    const book = await makeSyncedBook()
    const elsewhere = temporaryFolder()
    symlinkSync(elsewhere, book.path(`target-en/${link}`))
    book.write(chapter, '# 熔断\n\n监听器绑定 15001 端口。\n')
    await book.must('sync')
    await expectFailure(book, ['draft'], 'file-outside', { path: refused })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('should be refused where ledgers would be written through it', async () => {
    const book = await makeSyncedBook()
    const elsewhere = temporaryFolder()
    book.write('zhen.config.json', '{"target": {"dir": "other"}}')
    mkdirSync(book.path('other'))
    symlinkSync(elsewhere, book.path('other/.zhen'))
    await expectRefusal(book, ['sync'], 'file-outside', { path: 'other/.zhen/a.md.jsonl' })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('should be fine as the source folder itself', async () => {
    const book = await makeSyncedBook()
    symlinkSync('source-zh', book.path('zh'))
    book.write('zhen.config.json', '{"source": {"dir": "zh"}}')
    const { stdout } = await book.must('sync', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ changes: [], written: [] })
  })
})

describe('a hard link', () => {
  it('should never be written through', async () => {
    const book = await makeSyncedBook()
    linkSync(book.path('source-zh/b.md'), book.path('target-en/b.md'))
    linkSync(book.path('target-en/.zhen/b.md.jsonl'), book.path('ledger-copy'))
    const [source, ledger] = [book.read('source-zh/b.md'), book.read('ledger-copy')]
    await book.must('draft')
    expect(book.read('target-en/b.md')).toContain('The listener binds port 15001.')
    expect(book.read('target-en/.zhen/b.md.jsonl')).not.toBe(ledger)
    expect([book.read('source-zh/b.md'), book.read('ledger-copy')]).toEqual([source, ledger])
  })

  it('should be known by doctor', async () => {
    const book = await makeSyncedBook()
    linkSync(book.path('source-zh/b.md'), book.path('target-en/b.md'))
    const { stdout } = await book.run('doctor', '--format', 'json')
    expect(stateOf(stdout, 'hard-links')).toBe('warning')
  })
})

function stateOf(json: string, subject: string): string | undefined {
  const { diagnoses } = JSON.parse(json) as { diagnoses: { subject: string; state: string }[] }
  return diagnoses.find((diagnosed) => diagnosed.subject === subject)?.state
}
