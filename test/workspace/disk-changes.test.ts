import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ChangeBatch } from '../../src/app/change-source.js'
import { createDiskChanges } from '../../src/workspace/disk-changes.js'
import { makeFolder } from '../helpers/make-folder.js'

const { watch } = vi.hoisted(() => ({ watch: vi.fn() }))
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>()
  watch.mockImplementation(fs.watch)
  return { ...fs, watch, default: { ...fs, watch } }
})

afterEach(() => {
  watch.mockReset()
})

/** Listens to a project; ends with the test. */
async function listen(files: Readonly<Record<string, string>>, { poll = false, glossary = 'terms' } = {}) {
  const real = await vi.importActual<typeof import('node:fs')>('node:fs')
  if (!watch.getMockImplementation()) watch.mockImplementation(real.watch)
  const root = await makeFolder({ 'zhen.config.json': '{}', ...files })
  const path = (name: string) => join(root, name)
  const folders = {
    root,
    source: path('zh/docs'),
    target: path('en'),
    glossary: path(glossary),
    isChapter: (name: string) => name.endsWith('.md'),
  }
  const stop = new AbortController()
  const source = createDiskChanges(folders, { config: path('zhen.config.json'), poll })
  const batches = source.changes(stop.signal)[Symbol.asyncIterator]()
  onTestFinished(async () => {
    stop.abort()
    await batches.next()
  })
  const next = async (): Promise<ChangeBatch> => {
    const { value, done } = await batches.next()
    if (done) throw new Error('there are no more batches')
    return value
  }
  return {
    path,
    stop,
    batches,
    next,
    first: await next(),
    paths: async () => (await next()).files.map(({ kind, path }) => `${kind} ${path}`),
    save: (name: string, text: string | Uint8Array) => {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), text)
    },
  }
}

const BOOK = { 'zh/docs/a.md': '一', 'en/a.md': 'One', 'en/.zhen/a.md.jsonl': '{}\n', 'terms/t.csv': 'zh,en\n' }

describe('createDiskChanges', () => {
  it('should begin with a batch of nothing', async () => {
    const { first } = await listen(BOOK)
    expect(first.files).toEqual([])
    expect(first.notices).toEqual([])
    expect(first.holds()).toBe(true)
  })

  it('should tell of what is saved, by what it is to the project', async () => {
    const { save, paths } = await listen({ ...BOOK, 'zh/conf.py': '' })
    save('zh/docs/a.md', '二')
    save('en/a.md', 'Two')
    save('en/.zhen/a.md.jsonl', '{"id":"1"}\n')
    save('terms/t.csv', 'zh,en\n一,one\n')
    save('zhen.config.json', '{"checks":{}}')
    save('zh/conf.py', 'extensions = []')
    save('zh/docs/picture.png', 'p')
    expect(await paths()).toEqual([
      'ledger en/.zhen/a.md.jsonl',
      'target en/a.md',
      'glossary terms/t.csv',
      'config zh/conf.py',
      'source zh/docs/a.md',
      'other zh/docs/picture.png',
      'config zhen.config.json',
    ])
  })

  it('should follow new folders, with what was in them at once, and deleted ones', async () => {
    const { save, paths, path } = await listen(BOOK)
    save('zh/docs/deep/er/b.md', '二')
    expect(await paths()).toEqual(['source zh/docs/deep/er/b.md'])
    save('zh/docs/deep/er/b.md', '三三')
    expect(await paths()).toEqual(['source zh/docs/deep/er/b.md'])
    rmSync(path('zh/docs/deep'), { recursive: true })
    expect(await paths()).toEqual(['source zh/docs/deep/er/b.md'])
    save('zh/docs/deep/er/b.md', '四四四')
    expect(await paths()).toEqual(['source zh/docs/deep/er/b.md'])
    save('zh/docs/deep/er/b.md', '五')
    expect(await paths()).toEqual(['source zh/docs/deep/er/b.md'])
  })

  it('should follow a whole edition that is taken away and put back', async () => {
    const { save, paths, path } = await listen(BOOK)
    renameSync(path('zh'), path('elsewhere'))
    mkdirSync(path('zh/docs'), { recursive: true })
    save('zh/docs/b.md', '二')
    expect(await paths()).toEqual(['source zh/docs/a.md', 'source zh/docs/b.md'])
    save('zh/docs/b.md', '三三')
    expect(await paths()).toEqual(['source zh/docs/b.md'])
  })

  it('should see folders of the project that were not there at first', async () => {
    const { save, paths } = await listen({ 'zh/docs/a.md': '一' }, { glossary: 'lists/terms' })
    save('lists/terms/t.csv', 'zh,en\n')
    expect(await paths()).toEqual(['glossary lists/terms/t.csv'])
    save('en/a.md', 'One')
    expect(await paths()).toEqual(['target en/a.md'])
    save('en/.zhen/a.md.jsonl', '{}\n')
    expect(await paths()).toEqual(['ledger en/.zhen/a.md.jsonl'])
  })

  it('should not tell of what editors and zhen keep beside the files', async () => {
    const { save, paths, path } = await listen(BOOK)
    const kept = [
      '4913',
      '.a.md.swp',
      'a.md~',
      '#a.md#',
      '.#a.md',
      'a.md___jb_tmp___',
      '.1234.abc.tmp',
      '.zhen/zhen.db-wal',
    ]
    for (const name of kept) save(`en/${name}`, 'x')
    save('.zhen/zhen.db', 'x')
    await pass(700)
    for (const name of kept) rmSync(path(`en/${name}`))
    save('en/a.md', 'Two')
    expect(await paths()).toEqual(['target en/a.md'])
  })

  it('should take the many ways of saving for what they are: one save', async () => {
    const { save, paths, path } = await listen(BOOK)
    // Vim: the old file aside, a new one in its place.
    const byVim = paths()
    renameSync(path('en/a.md'), path('en/a.md~'))
    await pass(100)
    save('en/a.md', 'Two words')
    rmSync(path('en/a.md~'))
    expect(await byVim).toEqual(['target en/a.md'])
    expect(readFileSync(path('en/a.md'), 'utf8')).toBe('Two words')
    // JetBrains, gedit, zhen: a new file over the old one.
    save('en/a.md___jb_tmp___', 'Three words')
    renameSync(path('en/a.md___jb_tmp___'), path('en/a.md'))
    expect(await paths()).toEqual(['target en/a.md'])
    // VS Code: emptied, then written; here slowly.
    const byCode = paths().then((told) => [...told, readFileSync(path('en/a.md'), 'utf8')])
    const file = openSync(path('en/a.md'), 'w')
    await pass(250)
    writeSync(file, 'Four words, ')
    await pass(50)
    writeSync(file, 'and more')
    closeSync(file)
    expect(await byCode).toEqual(['target en/a.md', 'Four words, and more'])
  })

  it('should not tell of a file that is away for a moment as gone', async () => {
    const { paths, path, save } = await listen({ ...BOOK, 'en/b.md': 'Two' })
    save('en/b.md', 'Three')
    renameSync(path('en/a.md'), path('kept'))
    const told = paths().then((names) => [...names, existsSync(path('en/a.md'))])
    await pass(250)
    renameSync(path('kept'), path('en/a.md'))
    expect(await told).toEqual(['target en/a.md', 'target en/b.md', true])
  })

  it('should say whether what it told still holds', async () => {
    const { next, save } = await listen(BOOK)
    save('en/a.md', 'Two')
    const batch = await next()
    expect(batch.holds()).toBe(true)
    save('en/a.md', 'Three words')
    expect(batch.holds()).toBe(false)
    expect((await next()).holds()).toBe(true)
  })

  it('should gather what is saved while a batch is being worked on', async () => {
    const { save, paths } = await listen({ ...BOOK, 'en/b.md': 'Two' })
    save('en/a.md', 'Two')
    await pass(300)
    save('en/b.md', 'Three')
    await pass(300)
    expect(await paths()).toEqual(['target en/a.md', 'target en/b.md'])
  })

  it('should stop at once when it is told to', async () => {
    const { stop, batches } = await listen(BOOK)
    const waiting = batches.next()
    stop.abort()
    expect(await waiting).toEqual({ value: undefined, done: true })
  })

  it('should look by itself where the system watches no more folders, and say so', async () => {
    watch.mockImplementation(() => {
      throw Object.assign(new Error('no'), { code: 'ENOSPC' })
    })
    const { first, save, paths } = await listen(BOOK)
    expect(first.notices).toEqual([{ code: 'watch-limit', values: { reason: 'ENOSPC' } }])
    save('en/a.md', 'Two')
    expect(await paths()).toEqual(['target en/a.md'])
  })

  it('should notice that the system tells of nothing, look by itself from then on, and say so once', async () => {
    watch.mockImplementation(() => ({ on: () => {}, close: () => {} }))
    const { first, save, next } = await listen(BOOK)
    expect(first.notices).toEqual([])
    save('en/a.md', 'Two')
    expect(await next()).toMatchObject({
      files: [{ path: 'en/a.md' }],
      notices: [{ code: 'watch-silent', values: {} }],
    })
    save('en/a.md', 'Three')
    expect(await next()).toMatchObject({ files: [{ path: 'en/a.md' }], notices: [] })
  }, 20_000)

  it('should look by itself where it is asked to', async () => {
    watch.mockImplementation(() => ({ on: () => {}, close: () => {} }))
    const { save, next } = await listen(BOOK, { poll: true })
    save('en/a.md', 'Two')
    expect(await next()).toMatchObject({ files: [{ path: 'en/a.md' }], notices: [] })
  })

  it('should see a file whose bytes alone changed, its size and modification time put back', async () => {
    const { save, paths, path } = await listen(BOOK)
    const { statSync, utimesSync } = await vi.importActual<typeof import('node:fs')>('node:fs')
    const { atime, mtime } = statSync(path('en/a.md'))
    save('en/a.md', 'Two')
    utimesSync(path('en/a.md'), atime, mtime)
    expect(await paths()).toEqual(['target en/a.md'])
  })

  it('should bear links that lead in a circle or nowhere, and leave folders behind links alone', async () => {
    const { save, paths, path } = await listen(BOOK)
    symlinkSync('.', path('en/circle'))
    symlinkSync('loop', path('en/loop'))
    symlinkSync('none', path('en/none.md'))
    symlinkSync(path('zh/docs'), path('en/linked'))
    save('en/a.md', 'Two')
    expect(await paths()).toContain('target en/a.md')
    save('zh/docs/a.md', '二')
    expect(await paths()).toEqual(['source zh/docs/a.md'])
  })

  it.skipIf(process.getuid?.() === 0)('should tell of a folder that cannot be read, and go on', async () => {
    const { save, paths, path } = await listen({ ...BOOK, 'en/sub/b.md': 'Two' })
    chmodSync(path('en/sub'), 0)
    expect(await paths()).toEqual(['other en/sub', 'target en/sub/b.md'])
    chmodSync(path('en/sub'), 0o755)
    expect(await paths()).toEqual(['other en/sub', 'target en/sub/b.md'])
    save('en/sub/b.md', 'Three')
    expect(await paths()).toEqual(['target en/sub/b.md'])
  })
})
