import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MemoryImportReport, MemorySearchReport } from '../../src/app/report.js'
import { openFile } from '../../src/store/open-file.js'
import { type Book, makeBook, makeSyncedBook } from '../helpers/book.js'

/** A TMX file of another tool. */
function tmx(...units: readonly (readonly [zh: string, en: string, attributes?: string])[]): string {
  const body = units.map(([zh, en, attributes = '']) => {
    return `<tu><tuv xml:lang="zh"><seg>${zh}</seg></tuv><tuv xml:lang="en" ${attributes}><seg>${en}</seg></tuv></tu>`
  })
  return `<tmx version="1.4"><header creationtool="x" srclang="zh"/><body>\n${body.join('\n')}\n</body></tmx>`
}

async function search(book: Book, ...argv: string[]): Promise<MemorySearchReport['matches']> {
  const { stdout } = await book.must('memory', 'search', '--format', 'json', ...argv)
  return (JSON.parse(stdout) as MemorySearchReport).matches
}

describe('memory search', () => {
  it('should find the same text, similar ones, and those that hold it', async () => {
    const book = await makeSyncedBook()
    expect(await search(book, '监听器绑定 15001 端口。')).toMatchObject([
      { kind: 'exact', score: 1, target: 'The listener binds port 15001.', words: [], memory: null, chapter: 'a.md' },
    ])
    const [near] = await search(book, '监听器绑定 15006 端口。')
    expect(near).toMatchObject({ kind: 'fuzzy', target: 'The listener binds port 15001.', quality: 'translated' })
    expect(near?.words).toContainEqual({ op: 'removed', text: '15001' })
    expect(near?.words).toContainEqual({ op: 'added', text: '15006' })
    const holding = await search(book, '监听器')
    expect(holding.map(({ kind, target }) => [kind, target])).toEqual([
      ['exact', 'Listeners'],
      ['contains', 'The listener binds port 15001.'],
    ])
    expect(await search(book, '监听器绑定 15006 端口。', '--min-score', '0.95')).toEqual([])
    expect(await search(book, '监听器', '--limit', '1')).toHaveLength(1)
  })

  it('should find English by its words, in any order', async () => {
    const book = await makeSyncedBook()
    const targets = async (...words: string[]) =>
      (await search(book, '--in', 'target', ...words)).map(({ kind, target }) => [kind, target])
    expect(await targets('listener')).toEqual([
      ['contains', 'The listener binds port 15001.'],
      ['contains', 'Listeners'],
    ])
    expect(await targets('port', 'LISTENER')).toEqual([['contains', 'The listener binds port 15001.']])
    expect(await targets('The listener binds port 15001.')).toEqual([['exact', 'The listener binds port 15001.']])
    expect(await targets('The listener binds port')).toEqual([['fuzzy', 'The listener binds port 15001.']])
    expect(await targets('cluster')).toEqual([])
  })

  it('should show what is searched for, and refuse a score that is none', async () => {
    const book = await makeSyncedBook()
    expect((await book.must('memory', 'search', '监听器绑定 15006 端口。')).stdout).toContain('[-15001-]{+15006+}')
    expect((await book.must('memory', 'search', '毫不相干')).stdout).toContain('nothing like it')
    expect(await book.run('memory', 'search', 'x', '--min-score', '70')).toMatchObject({ exitCode: 2 })
  })
})

describe('memory import', () => {
  it('should copy the file into the project, count, and survive the database', async () => {
    const book = await makeSyncedBook()
    const file = tmx(
      ['熔断器保护上游。', 'Breakers protect upstreams.', 'creationid="Ann"'],
      ['重试', 'Retry'],
      ['Envoy', 'Envoy'],
    )
    book.write('from/old.tmx', file)
    const before = book.tree()
    const dry = await book.must('memory', 'import', book.path('from/old.tmx'), '--dry-run', '--format', 'json')
    expect(book.tree()).toEqual(before)
    const { stdout } = await book.must('memory', 'import', book.path('from/old.tmx'), '--format', 'json')
    expect(JSON.parse(stdout) as MemoryImportReport).toMatchObject({
      files: [{ path: 'tm/old.tmx', outcome: 'created', units: 3, pairs: 2, persons: 1, machines: 0, unusable: 1 }],
      written: ['tm/old.tmx'],
    })
    expect(JSON.parse(dry.stdout)).toMatchObject({ files: [{ outcome: 'created', pairs: 2 }], written: [] })
    expect(book.tree()).toEqual({ ...before, 'tm/old.tmx': Buffer.from(file).toString('latin1') })
    rmSync(book.path('.zhen'), { recursive: true })
    expect(await search(book, '熔断器保护上游。')).toMatchObject([
      { kind: 'exact', memory: 'tm/old.tmx', quality: 'translated', origin: 'Ann' },
    ])
    expect((await book.must('memory', 'list')).stdout).toMatch(/this book\s+3 pairs\ntm\/old\.tmx\s+2 pairs/)
  })

  it('should draft from it without making anything translated, and say where it is from', async () => {
    const book = await makeSyncedBook()
    book.write('tm/old.tmx', tmx(['熔断器保护上游。', 'Breakers protect upstreams.', 'creationid="Ann"']))
    const { stdout } = await book.must('draft')
    expect(stdout).toContain('from tm/old.tmx')
    const drafted = (await book.list()).find(({ source }) => source?.text === '熔断器保护上游。')
    expect(drafted).toMatchObject({ status: 'draft', origin: { type: 'memory', name: 'tm/old.tmx' } })
    expect(book.read('target-en/b.md')).toContain('Breakers protect upstreams.')
    expect(book.read('target-en/.zhen/b.md.jsonl')).toContain('"model":"tm/old.tmx"')
  })

  it('should prefer what the book itself says', async () => {
    const book = await makeSyncedBook()
    book.write('tm/old.tmx', tmx(['监听器绑定 15001 端口。', 'Monitors bind 15001.', 'creationid="Ann"']))
    await book.must('draft')
    expect(book.read('target-en/b.md')).toContain('The listener binds port 15001.')
    expect((await search(book, '监听器绑定 15001 端口。')).map(({ memory }) => memory)).toEqual([null, 'tm/old.tmx'])
  })

  it('should forget what a file no longer has, and the file', async () => {
    const book = await makeSyncedBook()
    book.write('tm/old.tmx', tmx(['重试次数', 'retries'], ['重试', 'retry']))
    expect(await search(book, '重试次数')).toHaveLength(2)
    book.write('tm/old.tmx', tmx(['重试', 'retry again']))
    expect((await search(book, '重试')).map(({ target }) => target)).toEqual(['retry again'])
    rmSync(book.path('tm/old.tmx'))
    expect(await search(book, '重试')).toEqual([])
  })

  it('should take nothing of files one of which is broken, and replace only when asked', async () => {
    const book = await makeSyncedBook()
    book.write('a.tmx', tmx(['重试', 'retry']))
    book.write('b.tmx', tmx(['重试', 'retry']).replace('</seg>', ''))
    expect(await book.run('memory', 'import', book.path('a.tmx'), book.path('b.tmx'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('b.tmx:2:'),
    })
    expect(existsSync(book.path('tm'))).toBe(false)
    await book.must('memory', 'import', book.path('a.tmx'))
    expect((await book.must('memory', 'import', book.path('a.tmx'))).stdout).toContain('as it was')
    book.write('a.tmx', tmx(['重试', 'retries']))
    expect(await book.run('memory', 'import', book.path('a.tmx'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--replace'),
    })
    await book.must('memory', 'import', '--replace', book.path('a.tmx'))
    expect((await search(book, '重试')).map(({ target }) => target)).toEqual(['retries'])
    expect(await book.run('memory', 'import', book.path('c.tmx'))).toMatchObject({ exitCode: 2 })
  })

  it('should read UTF-16, and say where UTF-8 is none', async () => {
    const book = await makeSyncedBook()
    const file = `<?xml version="1.0" encoding="utf-16"?>${tmx(['重试', 'retry'])}`
    book.write('tm/le.tmx', Buffer.from(`\ufeff${file}`, 'utf16le'))
    book.write('tm/be.tmx', Buffer.from(`\ufeff${file}`, 'utf16le').swap16())
    expect(await search(book, '重试')).toMatchObject([{ target: 'retry', occurrences: 2 }])
    book.write('tm/le.tmx', Buffer.from([...Buffer.from('<tmx>\n'), 0xff]))
    expect(await book.run('memory', 'search', '重试')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('tm/le.tmx is not UTF-8 (line 2)'),
    })
  })
})

describe('memory export', () => {
  it('should give another book the same search results', async () => {
    const book = await makeBook({
      'source-zh/a.md':
        '# 监听器\n\n用 `a & b` 配置**监听器**。\n\n见 [文档](https://example.org/a_b "x")\n与 {ref}`标签`。\n',
      'target-en/a.md':
        '# Listeners\n\nConfigure the **listener** by `a & b`.\n\nSee the [docs](https://example.org/a_b "x")\nand {ref}`标签`.\n',
    })
    await book.must('sync')
    const [first] = await book.list()
    await book.must('approve', first?.id ?? '', '--by', 'Ann')
    const { stdout } = await book.must('memory', 'export', '--out', book.path('book.tmx'))
    expect(stdout).toContain('3 pairs')
    const other = await makeBook({ 'source-zh/x.md': '无关\n' })
    await other.must('memory', 'import', book.path('book.tmx'))
    for (const query of [
      '监听器',
      '用 `a & c` 配置**监听器**。',
      '见 [文档](https://example.org/a_b "x")\n与 {ref}`标签`。',
    ]) {
      const there = await search(other, query)
      expect(there.length).toBeGreaterThan(0)
      expect(there.map((match) => ({ ...match, memory: null }))).toEqual(await search(book, query))
    }
    expect(await book.run('memory', 'export')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') })
  })
})

describe('memories of other projects', () => {
  async function withOther(memories: (other: Book) => string[]) {
    const other = await makeSyncedBook()
    await other.must('memory', 'list')
    const book = await makeBook({ 'source-zh/x.md': '监听器绑定 15001 端口。\n' })
    book.write('zhen.config.json', JSON.stringify({ memories: memories(other) }))
    return { book, other }
  }

  it.each([
    ['its database', (other: Book) => [other.path('.zhen/zhen.db')]],
    ['its folder', (other: Book) => [other.root]],
  ])('should be read from %s and never written', async (_, memories) => {
    const { book, other } = await withOther(memories)
    const files = () => readdirSync(other.path('.zhen')).sort()
    const before = [files(), other.tree()]
    const [match] = await search(book, '监听器绑定 15001 端口。')
    expect(match).toMatchObject({ kind: 'exact', chapter: 'a.md', memory: expect.stringMatching(/\.zhen\/zhen\.db$/) })
    await book.must('draft')
    expect(book.read('target-en/x.md')).toBe('The listener binds port 15001.\n')
    expect([files(), other.tree()]).toEqual(before)
  })

  it('should not hand on what another project has from elsewhere', async () => {
    const { book, other } = await withOther((one) => [one.root])
    other.write('tm/third.tmx', tmx(['重试', 'retry']))
    expect(await search(other, '重试')).toHaveLength(1)
    expect(await search(book, '重试')).toEqual([])
    expect(await search(book, '连接池限制并发请求。')).toHaveLength(1)
  })

  it('should be left out with a notice where it is not there', async () => {
    const { book } = await withOther(() => ['../gone/.zhen/zhen.db', 'none.tmx'])
    const { stderr, exitCode } = await book.run('memory', 'search', '监听器')
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/\.\.\/gone\/\.zhen\/zhen\.db is not here.*\n.*none\.tmx/),
    ])
    expect((await book.run('draft')).stderr).toContain('none.tmx')
  })

  it('should be refused when a newer zhen made it, or when it is damaged, and stay as it is', async () => {
    const { book } = await withOther(() => ['tm/newer.db'])
    mkdirSync(book.path('tm'))
    const db = openFile(book.path('tm/newer.db'))
    db.pragma('user_version = 99')
    db.close()
    expect(await book.run('memory', 'search', '重试')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('tm/newer.db was made by a newer zhen (version 99'),
    })
    const damaged = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 7)])
    book.write('tm/newer.db', damaged)
    expect(await book.run('memory', 'search', '重试')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('cannot read the memory tm/newer.db'),
    })
    expect(book.read('tm/newer.db')).toBe(damaged.toString('utf8'))
  })

  it('should be read from a database of an earlier version', async () => {
    const { book, other } = await withOther(() => ['older.db'])
    copyFileSync(other.path('.zhen/zhen.db'), book.path('older.db'))
    const db = openFile(book.path('older.db'))
    db.exec('DROP INDEX memory_pair_by_source; ALTER TABLE memory_pair RENAME TO old')
    db.exec(
      `CREATE TABLE memory_pair AS SELECT number, chapter, id, source, target, previous, next, origin, quality FROM old`,
    )
    db.exec('DROP TABLE old; DROP TABLE memory_source')
    db.pragma('user_version = 5')
    db.close()
    expect(await search(book, '监听器绑定 15001 端口。')).toMatchObject([{ kind: 'exact', memory: 'older.db' }])
  })
})
