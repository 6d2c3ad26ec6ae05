import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeReadOnly, makeWritable } from '../helpers/as-nobody.js'
import { makeBook, makeSyncedBook } from '../helpers/book.js'
import { type CompiledZhen, compileZhen } from '../helpers/zhen-process.js'

let zhen: CompiledZhen

beforeAll(() => {
  zhen = compileZhen()
}, 60_000)

afterAll(() => zhen.remove())

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

describe('several zhens at once', () => {
  it('should all sync a book that was never synced, as one would', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        [`source-zh/${at}.md`, `# 第 ${at} 章\n\n监听器绑定 ${15_000 + at} 端口。\n\n连接池限制请求。\n`],
        [
          `target-en/${at}.md`,
          `# Chapter ${at}\n\nThe listener binds port ${15_000 + at}.\n\nA pool limits requests.\n`,
        ],
      ]).flat(),
    )
    const [together, alone] = [await makeBook(files), await makeBook(files)]
    const results = await Promise.all([1, 2, 3].map(() => zhen.run(['-C', together.root, 'sync'])))
    expect(results.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      Array(3).fill({ exitCode: 0, stderr: '' }),
    )
    await alone.must('sync')
    expect(together.tree()).toEqual(alone.tree())
    expect(await together.list()).toEqual(await alone.list())
  })

  it('should lose none of the decisions they take', async () => {
    const book = await makeSyncedBook()
    const ids = (await book.list('--status', 'translated')).map(({ id }) => id)
    const results = await Promise.all(ids.map((id) => zhen.run(['-C', book.root, 'approve', id, '--by', `by ${id}`])))
    expect(results.map(({ exitCode }) => exitCode)).toEqual(ids.map(() => 0))
    const after = await book.list('a')
    expect(after.map(({ status }) => status)).toEqual(['reviewed', 'reviewed', 'reviewed'])
    for (const id of ids) expect(book.read('target-en/.zhen/a.md.jsonl')).toContain(`by ${id}`)
  })

  it('should read while others write', async () => {
    const book = await makeSyncedBook()
    const commands = ['sync', 'status', 'draft', 'list', 'sync', 'check']
    const results = await Promise.all(commands.map((command) => zhen.run(['-C', book.root, command])))
    for (const { exitCode, stderr } of results) {
      // Who reads may meet a file that another one has just replaced, and says so.
      if (exitCode === 2) expect(stderr).toContain('was changed by someone else meanwhile')
      else expect(exitCode).toBe(0)
    }
    await book.must('status')
  })
})

describe.runIf(isRoot)('a project whose lock cannot be written', () => {
  it('should be refused by a sync: two of them would both go on', async () => {
    const book = await makeSyncedBook()
    makeReadOnly(book.root)
    makeWritable(book.path('target-en'))
    onTestFinished(() => makeWritable(book.root))
    const { exitCode, stderr } = await zhen.run(['-C', book.root, 'sync'], NOBODY)
    expect(stderr).toMatch(/^zhen: cannot write the index .*zhen\.db\.lock: access is denied\n/)
    expect(exitCode).toBe(2)
  })

  it('should still be read', async () => {
    const book = await makeSyncedBook()
    rmSync(book.path('.zhen'), { recursive: true })
    makeReadOnly(book.root)
    onTestFinished(() => makeWritable(book.root))
    const { exitCode, stderr, stdout } = await zhen.run(['-C', book.root, 'status', '--format', 'json'], NOBODY)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ sourceAvailable: true, total: { segments: { total: 6 } } })
  })
})
