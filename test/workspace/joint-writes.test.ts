import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../src/app/workspace-port.js'
import { formatIntent, type IntendedFile, textKey } from '../../src/core/intent.js'
import { createDiskWorkspace } from '../../src/workspace/disk-workspace.js'
import { makeFolder } from '../helpers/make-folder.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const INTENT = '.zhen/zhen.db.intent'

/** No process has this number: the largest that a system gives is smaller. */
const NOBODY = 2 ** 30

async function open(files: Readonly<Record<string, string>>) {
  const root = await makeFolder({ 'zh/a.md': '一\n', ...files })
  const folders = { root, source: join(root, 'zh'), target: join(root, 'en'), glossary: join(root, 'glossary') }
  const path = (name: string) => join(root, name)
  return {
    path,
    workspace: createDiskWorkspace(
      { ...folders, isChapter: (name) => name.endsWith('.md') },
      { lock: (work) => work(), intent: path(INTENT) },
    ),
    read: (name: string) => (existsSync(path(name)) ? readFileSync(path(name), 'utf8') : null),
    write: (name: string, text: string) => writeFileSync(path(name), text),
  }
}

const chapter = (path: string, before: string | null, after: string | null): IntendedFile => ({
  side: 'target',
  path,
  states: [before === null ? null : textKey(before)],
  before: null,
  after,
})

const begun = (files: readonly IntendedFile[], rest = {}) =>
  formatIntent({ edition: 'en', process: NOBODY, files, ...rest })

/** The codes of what the lock's next holder was told. */
async function codesAfterLock(workspace: Workspace): Promise<string[]> {
  await workspace.withLock(async () => {})
  return workspace.completed().map(({ code }) => code)
}

describe('what is written together', () => {
  it('should be read back before it is on the disk, and be there in the end', async () => {
    const { workspace, read } = await open({ 'en/a.md': 'One.\n', 'en/gone.md': 'Gone.\n' })
    await workspace.scan(new Map())
    await workspace.together(async () => {
      await workspace.writeTarget('a.md', 'Two.\n', 'One.\n')
      await workspace.writeRecord('ledger', 'a.md', '{}\n')
      await workspace.removeTarget('gone.md', 'Gone.\n')
      expect([read('en/a.md'), read('en/gone.md')]).toEqual(['One.\n', 'Gone.\n'])
      expect(await workspace.read('target', 'a.md')).toBe('Two.\n')
      expect(await workspace.read('ledger', 'a.md')).toBe('{}\n')
      expect([workspace.hasFile('target', 'a.md'), workspace.hasFile('target', 'gone.md')]).toEqual([true, false])
      const { files } = await workspace.scan(new Map())
      expect(files.map(({ side, path, size }) => [side, path, size])).toEqual([
        ['source', 'a.md', 4],
        ['target', 'a.md', 5],
        ['ledger', 'a.md', 3],
      ])
    })
    expect([read('en/a.md'), read('en/.zhen/a.md.jsonl'), read('en/gone.md')]).toEqual(['Two.\n', '{}\n', null])
    expect(read(INTENT)).toBeNull()
  })

  it('should not be written where the work fails', async () => {
    const { workspace, read } = await open({ 'en/a.md': 'One.\n' })
    const failing = workspace.together(async () => {
      await workspace.writeTarget('a.md', 'Two.\n', 'One.\n')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(read('en/a.md')).toBe('One.\n')
    expect(await workspace.read('target', 'a.md')).toBe('One.\n')
  })

  it('should not be written where somebody saved one of the files', async () => {
    const { workspace, read, write } = await open({ 'en/a.md': 'One.\n', 'en/b.md': 'One.\n' })
    const failing = workspace.together(async () => {
      await workspace.writeTarget('a.md', 'Two.\n', 'One.\n')
      await workspace.writeTarget('b.md', 'Two.\n', 'One.\n')
      write('en/b.md', 'By hand.\n')
    })
    await expect(failing).rejects.toMatchObject({ code: 'file-changed', values: { path: 'en/b.md' } })
    expect([read('en/a.md'), read('en/b.md'), read(INTENT)]).toEqual(['One.\n', 'By hand.\n', null])
  })

  it('should be taken back where one of the files cannot be written', async () => {
    const { workspace, read } = await open({ 'en/a.md': 'One.\n' })
    const failing = workspace.together(async () => {
      await workspace.writeTarget('a.md', 'Two.\n', 'One.\n')
      await workspace.writeTarget('a.md/b.md', 'Two.\n', null)
    })
    await expect(failing).rejects.toMatchObject({ code: 'target-unwritable' })
    expect([read('en/a.md'), read(INTENT)]).toEqual(['One.\n', null])
  })
})

describe('what another process had begun to write', () => {
  it('should be said by who only reads, and be complete for who has the lock next', async () => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'One.\n', 'en/b.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    write(
      INTENT,
      begun([chapter('a.md', 'One.\n', 'Two.\n'), chapter('b.md', 'One.\n', null), chapter('c/d.md', null, 'New.\n')]),
    )
    expect((await workspace.scan(new Map())).notices).toEqual([{ code: 'intent-open', values: {} }])
    expect(read('en/a.md')).toBe('One.\n')
    expect(await codesAfterLock(workspace)).toEqual(['intent-completed'])
    expect([read('en/a.md'), read('en/b.md'), read('en/c/d.md'), read(INTENT)]).toEqual([
      'Two.\n',
      null,
      'New.\n',
      null,
    ])
    expect((await workspace.scan(new Map())).notices).toEqual([])
  })

  it('should not be called interrupted as long as the process is there', async () => {
    const { workspace, write, path } = await open({ 'en/a.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    write(INTENT, begun([chapter('a.md', 'One.\n', 'Two.\n')], { process: process.pid }))
    expect((await workspace.scan(new Map())).notices).toEqual([])
  })

  it('should not be written over what somebody saved since', async () => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'By hand.\n', 'en/b.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    write(INTENT, begun([chapter('a.md', 'One.\n', 'Two.\n'), chapter('b.md', 'One.\n', 'Two.\n')]))
    await workspace.withLock(async () => {})
    expect(workspace.completed()).toEqual([
      { code: 'intent-hindered', values: { path: 'en/a.md' } },
      { code: 'intent-hindered', values: { path: 'en/b.md' } },
    ])
    expect([read('en/a.md'), read('en/b.md'), read(INTENT)]).toEqual(['By hand.\n', 'One.\n', null])
  })

  it.each<[string, string]>([
    ['is damaged', begun([chapter('a.md', 'One.\n', 'Two.\n')]).replace('Two', 'Six')],
    ['leads out by its name', begun([chapter('../a.md', null, 'Two.\n')])],
    ['is of another folder', begun([chapter('a.md', 'One.\n', 'Two.\n')], { edition: 'fr' })],
  ])('should be set aside where it %s', async (_, text) => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    write(INTENT, text)
    await workspace.withLock(async () => {})
    expect(workspace.completed()).toEqual([{ code: 'intent-set-aside', values: { path: `${INTENT}.damaged` } }])
    expect([read('en/a.md'), read('a.md'), read(INTENT)]).toEqual(['One.\n', null, null])
    expect(read(`${INTENT}.damaged`)).toBe(text)
  })

  it('should be refused where it is a newer version’s', async () => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    const text = begun([chapter('a.md', 'One.\n', 'Two.\n')]).replace('"format":1', '"format":2')
    write(INTENT, text)
    await expect(workspace.withLock(async () => {})).rejects.toMatchObject({ code: 'intent-newer' })
    expect([read('en/a.md'), read(INTENT)]).toEqual(['One.\n', text])
  })

  it('should not be written where no chapter is, nor through links', async () => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'One.\n' })
    const outside = temporaryFolder()
    writeFileSync(join(outside, 'b.md'), 'One.\n')
    symlinkSync(outside, path('en/out'))
    symlinkSync(join(outside, 'b.md'), path('en/link.md'))
    mkdirSync(path('.zhen'), { recursive: true })
    const intended = ['conf.py', 'out/c.md', 'link.md'].map((name) => {
      return chapter(name, name === 'link.md' ? 'One.\n' : null, 'Two.\n')
    })
    write(INTENT, begun(intended.slice(0, 1)))
    await workspace.withLock(async () => {})
    write(INTENT, begun(intended.slice(1)))
    await workspace.withLock(async () => {})
    expect(workspace.completed().map(({ code, values }) => [code, values.path])).toEqual([
      ['intent-hindered', 'en/conf.py'],
      ['intent-completed', undefined],
      ['intent-hindered', 'en/out/c.md'],
    ])
    expect([read('en/conf.py'), existsSync(join(outside, 'c.md'))]).toEqual([null, false])
    expect([read('en/link.md'), readFileSync(join(outside, 'b.md'), 'utf8')]).toEqual(['Two.\n', 'One.\n'])
  })

  it('should not be lost where it was being written itself', async () => {
    const { workspace, read, write, path } = await open({ 'en/a.md': 'One.\n', 'en/b.md': 'One.\n' })
    mkdirSync(path('.zhen'), { recursive: true })
    write(`${INTENT}.tmp`, '{"form')
    await workspace.together(async () => {
      await workspace.writeTarget('a.md', 'Two.\n', 'One.\n')
      await workspace.writeTarget('b.md', 'Two.\n', 'One.\n')
    })
    expect([read('en/a.md'), read('en/b.md'), read(`${INTENT}.tmp`)]).toEqual(['Two.\n', 'Two.\n', null])
  })
})
