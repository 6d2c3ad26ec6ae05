import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { FileState, Workspace } from '../../src/app/workspace-port.js'
import { fileKey } from '../../src/core/file-key.js'
import { createDiskWorkspace, type Keeping } from '../../src/workspace/disk-workspace.js'
import { makeFolder } from '../helpers/make-folder.js'

const HOUR_AGO = (Date.now() - 3_600_000) / 1000

/** Nobody else is there. */
const alone = (root: string): Keeping => ({ lock: (work) => work(), intent: join(root, '.zhen/zhen.db.intent') })

async function open(files: Readonly<Record<string, string>>) {
  const root = await makeFolder(files)
  const path = (name: string) => join(root, name)
  const folders = {
    root,
    source: path('zh'),
    target: path('en'),
    glossary: path('glossary'),
    isChapter: (name: string) => name.endsWith('.md'),
  }
  return { path, workspace: createDiskWorkspace(folders, alone(root)) }
}

async function scan(workspace: Workspace, known: readonly FileState[] = []): Promise<readonly FileState[]> {
  const { files } = await workspace.scan(new Map(known.map((file) => [fileKey(file), file])))
  return files
}

describe('scan', () => {
  it('should list the files of each side by chapter', async () => {
    const { workspace } = await open({
      'zh/a.md': '一',
      'zh/sub/b.md': '二',
      'zh/c.txt': '',
      'en/a.md': 'One',
      'en/.zhen/a.md.jsonl': '',
      'en/.zhen/a.md.notes.jsonl': '',
      'en/.zhen/source.json': '{}',
    })
    const files = await scan(workspace)
    expect(files.map(fileKey)).toEqual(['source:a.md', 'source:sub/b.md', 'target:a.md', 'ledger:a.md', 'notes:a.md'])
  })

  it('should tell once of a folder behind a link among the ledgers', async () => {
    const { workspace, path } = await open({ 'en/.zhen/a.md.jsonl': '', 'elsewhere/b.md.jsonl': '' })
    symlinkSync(path('elsewhere'), path('en/.zhen/linked'))
    const { notices } = await workspace.scan(new Map())
    expect(notices).toEqual([{ code: 'link-skipped', values: { path: 'en/.zhen/linked' } }])
  })

  it('should not read again what cannot have changed', async () => {
    const { workspace } = await open({ 'zh/a.md': '一' })
    const [before] = await scan(workspace)
    const rested = { ...(before as FileState), checkedAt: Date.now() + 10_000, hash: 'as remembered' }
    expect(await scan(workspace, [rested])).toEqual([rested])
    expect((await scan(workspace, [rested]))[0]).toBe(rested)
  })

  it('should notice what was rewritten in the same moment, of the same size', async () => {
    const { workspace, path } = await open({ 'zh/a.md': 'old' })
    const before = await scan(workspace)
    writeFileSync(path('zh/a.md'), 'new')
    const [after] = await scan(workspace, before)
    expect(after?.hash).not.toBe(before[0]?.hash)
    expect(await workspace.read('source', 'a.md')).toBe('new')
  })

  it('should notice what was rewritten in the same moment even when the clock stood still', async () => {
    const { workspace, path } = await open({ 'zh/a.md': 'old' })
    const [before] = (await scan(workspace)) as [FileState]
    writeFileSync(path('zh/a.md'), 'new')
    const { ctimeNs } = statSync(path('zh/a.md'), { bigint: true })
    const sameTick = { ...before, mtimeNs: String(ctimeNs) }
    expect((await scan(workspace, [sameTick]))[0]?.hash).not.toBe(before.hash)
  })

  it('should notice what was rewritten and given its old time back', async () => {
    const { workspace, path } = await open({ 'zh/a.md': 'old' })
    utimesSync(path('zh/a.md'), HOUR_AGO, HOUR_AGO)
    const [before] = (await scan(workspace)) as [FileState]
    const rested = { ...before, checkedAt: Date.now() + 10_000 }
    // The kernel's clock ticks every few milliseconds.
    await vi.waitUntil(() => Date.now() > Number(BigInt(before.mtimeNs) / 1_000_000n) + 20)
    writeFileSync(path('zh/a.md'), 'new')
    utimesSync(path('zh/a.md'), HOUR_AGO, HOUR_AGO)
    expect((await scan(workspace, [rested]))[0]?.hash).not.toBe(before.hash)
  })

  it('should see no chapter where hidden files, dependencies or the other edition lie', async () => {
    const { workspace } = await open({
      'zh/.git/a.md': '',
      'zh/.#a.md': '',
      'zh/._a.md': '',
      'zh/node_modules/a.md': '',
      'en/a.md': '',
      'en/.a.md.123.tmp': '',
    })
    expect((await scan(workspace)).map(fileKey)).toEqual(['target:a.md'])
  })

  it('should keep an English edition inside the Chinese one apart', async () => {
    const root = await makeFolder({ 'docs/a.md': '一', 'docs/en/a.md': 'One' })
    const folders = {
      root,
      source: join(root, 'docs'),
      target: join(root, 'docs/en'),
      glossary: join(root, 'glossary'),
      isChapter: (name: string) => name.endsWith('.md'),
    }
    const workspace = createDiskWorkspace(folders, alone(root))
    expect((await scan(workspace)).map(fileKey)).toEqual(['source:a.md', 'target:a.md'])
  })
})

describe('read', () => {
  it('should give the text as it was scanned, a BOM included', async () => {
    const { workspace, path } = await open({ 'zh/a.md': '\ufeff一\r\n' })
    await scan(workspace)
    writeFileSync(path('zh/a.md'), '二')
    expect(await workspace.read('source', 'a.md')).toBe('\ufeff一\r\n')
  })

  it('should give nothing for what is not there', async () => {
    const { workspace } = await open({})
    expect(await workspace.read('target', 'a.md')).toBeNull()
    await scan(workspace)
    expect(await workspace.read('target', 'a.md')).toBeNull()
  })

  it.each<[string, (file: string) => void]>([
    ['has changed', (file) => writeFileSync(file, 'other')],
    ['has vanished', (file) => rmSync(file)],
  ])('should refuse what %s since the scan', async (_, change) => {
    const { workspace, path } = await open({ 'en/a.md': 'One' })
    const known = await scan(workspace)
    await scan(workspace, known)
    change(path('en/a.md'))
    await expect(workspace.read('target', 'a.md')).rejects.toMatchObject({
      code: 'file-changed',
      values: { path: 'en/a.md' },
    })
  })

  it('should refuse what has come since the scan', async () => {
    const { workspace, path } = await open({ 'en/a.md': 'One' })
    await scan(workspace)
    writeFileSync(path('en/b.md'), 'Two')
    await expect(workspace.read('target', 'b.md')).rejects.toMatchObject({ code: 'file-changed' })
  })
})

describe('writeTarget', () => {
  it('should replace what is expected, and know what it wrote', async () => {
    const { workspace, path } = await open({ 'en/a.md': 'One' })
    await scan(workspace)
    const state = await workspace.writeTarget('a.md', 'Two', 'One')
    expect(readFileSync(path('en/a.md'), 'utf8')).toBe('Two')
    expect(await workspace.read('target', 'a.md')).toBe('Two')
    const [after] = await scan(workspace)
    expect(after).toEqual({ ...state, checkedAt: after?.checkedAt })
  })

  it.each([
    ['another text', 'One', 'Two'],
    ['a text', 'One', null],
    ['no text', null, 'One'],
  ])('should refuse where it finds %s', async (_, found, expected) => {
    const { workspace, path } = await open(found === null ? {} : { 'en/a.md': found })
    const attempt = workspace.writeTarget('a.md', 'Mine', expected)
    await expect(attempt).rejects.toMatchObject({ code: 'file-changed', values: { path: 'en/a.md' } })
    expect(lstatSync(path('en/a.md'), { throwIfNoEntry: false })?.size).toBe(found?.length)
  })

  it('should leave the other name of a hard link alone', async () => {
    const { workspace, path } = await open({ 'zh/a.md': '一', 'en/.keep': '' })
    linkSync(path('zh/a.md'), path('en/a.md'))
    await workspace.writeTarget('a.md', 'One', '一')
    expect(readFileSync(path('zh/a.md'), 'utf8')).toBe('一')
  })
})

describe('removeTarget', () => {
  it('should take away a name, not what it shares its bytes with', async () => {
    const { workspace, path } = await open({ 'zh/a.md': '一', 'en/.keep': '' })
    linkSync(path('zh/a.md'), path('en/a.md'))
    await scan(workspace)
    await workspace.removeTarget('a.md', '一')
    expect(lstatSync(path('en/a.md'), { throwIfNoEntry: false })).toBeUndefined()
    expect(readFileSync(path('zh/a.md'), 'utf8')).toBe('一')
    expect(await workspace.read('target', 'a.md')).toBeNull()
  })

  it('should refuse where it finds another text', async () => {
    const { workspace, path } = await open({ 'en/a.md': 'One' })
    await expect(workspace.removeTarget('a.md', 'Two')).rejects.toMatchObject({ code: 'file-changed' })
    expect(readFileSync(path('en/a.md'), 'utf8')).toBe('One')
  })
})

describe('writeRecord', () => {
  it.each<[string, (file: string) => void]>([
    ['changed', (file) => writeFileSync(file, 'theirs')],
    ['removed', (file) => rmSync(file)],
  ])('should refuse to replace or remove a ledger that someone %s since the scan', async (_, change) => {
    const { workspace, path } = await open({ 'en/.zhen/a.md.jsonl': 'ours' })
    await scan(workspace)
    change(path('en/.zhen/a.md.jsonl'))
    const before = lstatSync(path('en/.zhen/a.md.jsonl'), { throwIfNoEntry: false })?.ino
    for (const text of ['new', null])
      await expect(workspace.writeRecord('ledger', 'a.md', text)).rejects.toMatchObject({ code: 'file-changed' })
    expect(lstatSync(path('en/.zhen/a.md.jsonl'), { throwIfNoEntry: false })?.ino).toBe(before)
  })

  it('should write again what it wrote before', async () => {
    const { workspace, path } = await open({ 'en/a.md': '' })
    await scan(workspace)
    await workspace.writeRecord('ledger', 'sub/a.md', 'one\n')
    await workspace.writeRecord('ledger', 'sub/a.md', 'two\n')
    expect(readFileSync(path('en/.zhen/sub/a.md.jsonl'), 'utf8')).toBe('two\n')
    expect(await workspace.writeRecord('ledger', 'sub/a.md', null)).toBeNull()
    expect(lstatSync(path('en/.zhen/sub/a.md.jsonl'), { throwIfNoEntry: false })).toBeUndefined()
    expect(await workspace.read('ledger', 'sub/a.md')).toBeNull()
  })
})

describe('sourceAvailable', () => {
  it.each([
    ['a chapter', 'zh/sub/a.md', true],
    ['no folder', 'en/a.md', false],
    ['only other files', 'zh/README.txt', false],
  ])('should say of %s', async (_, file, available) => {
    const { workspace } = await open({ [file]: '' })
    expect(await workspace.sourceAvailable()).toBe(available)
  })

  it('should say no of an empty folder, as a submodule that is not checked out', async () => {
    const { workspace, path } = await open({})
    mkdirSync(path('zh'))
    expect(await workspace.sourceAvailable()).toBe(false)
  })
})

describe('readSphinxConf', () => {
  it('should find the nearest conf.py within the project, and where the chapters lie below it', async () => {
    const { workspace } = await open({ 'conf.py': 'a = 1', 'zh/conf.py': 'b = 2', 'zh/a.md': '', 'en/a.md': '' })
    expect(await workspace.readSphinxConf('source')).toEqual({ text: 'b = 2', folder: '' })
    expect(await workspace.readSphinxConf('target')).toEqual({ text: 'a = 1', folder: 'en/' })
  })

  it('should not look above the project', async () => {
    const root = await makeFolder({ 'conf.py': 'a = 1', 'book/en/a.md': '', 'zh/a.md': '' })
    const folders = { root: join(root, 'book'), source: join(root, 'zh'), target: join(root, 'book/en') }
    const rest = { glossary: join(root, 'book/glossary'), isChapter: () => true }
    const workspace = createDiskWorkspace({ ...folders, ...rest }, alone(root))
    expect(await workspace.readSphinxConf('target')).toBeNull()
    expect(await workspace.readSphinxConf('source')).toBeNull()
  })
})

describe('hasFile', () => {
  it('should see files, also out of the folder, and nothing else', async () => {
    const { workspace } = await open({ 'en/a.svg': '', 'en/sub/b.md': '', 'shared.svg': '' })
    const has = (path: string) => workspace.hasFile('target', path)
    expect(['a.svg', '../shared.svg', 'sub', 'gone.svg', 'a.svg/b.svg', 'a\0b'].map(has)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
