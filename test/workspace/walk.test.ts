import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { walkFolder } from '../../src/workspace/walk.js'
import { makeFolder } from '../helpers/make-folder.js'

const isMarkdown = (path: string) => path.endsWith('.md')
const code = (code: string, path: string) =>
  expect.objectContaining({ code, values: expect.objectContaining({ path }) })

/** Its bytes are no UTF-8: what GB 18030 has for 章. */
const LOST = Buffer.from([0xd5, 0xc2])

describe('walkFolder', () => {
  it('should list what is wanted by code point, with `/`', async () => {
    const folder = await makeFolder({ 'b/a.md': '', 'b.md': '', 'B.md': '', '章 一.md': '', 'b/c.txt': '' })
    expect(walkFolder(folder, isMarkdown)).toEqual({ paths: ['B.md', 'b.md', 'b/a.md', '章 一.md'], notices: [] })
  })

  it('should find nothing where there is no folder', () => {
    expect(walkFolder('/no/such/folder', isMarkdown).paths).toEqual([])
  })

  it('should refuse a file', async () => {
    const folder = await makeFolder({ a: '' })
    expect(() => walkFolder(join(folder, 'a'), isMarkdown, { shown: 'a' })).toThrow(code('folder-is-file', 'a'))
  })

  it('should leave links to folders alone and say so, wanted or not', async () => {
    const folder = await makeFolder({ 'a/b.md': '' })
    symlinkSync('a', join(folder, 'c'))
    symlinkSync('.', join(folder, 'd.md'))
    expect(walkFolder(folder, isMarkdown, { shown: 'zh' })).toEqual({
      paths: ['a/b.md'],
      notices: [
        { code: 'link-skipped', values: { path: 'zh/c' } },
        { code: 'link-skipped', values: { path: 'zh/d.md' } },
      ],
    })
  })

  it('should refuse broken links only where they are wanted', async () => {
    const folder = await makeFolder({})
    symlinkSync('none', join(folder, 'a.txt'))
    symlinkSync('user@host.1', join(folder, '.#a.md'))
    expect(walkFolder(folder, isMarkdown).paths).toEqual([])
    symlinkSync('none', join(folder, 'a.md'))
    expect(() => walkFolder(folder, isMarkdown, { shown: 'zh' })).toThrow(code('file-unreadable', 'zh/a.md'))
  })

  it.runIf(process.platform === 'linux')('should not pass over names that are not UTF-8', async () => {
    const folder = await makeFolder({ 'ok\ufffd.md': '' })
    expect(walkFolder(folder, isMarkdown).paths).toEqual(['ok\ufffd.md'])
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), LOST, Buffer.from('.txt')]), '')
    expect(walkFolder(folder, isMarkdown).paths).toEqual(['ok\ufffd.md'])
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), LOST, Buffer.from('.md')]), '')
    expect(() => walkFolder(folder, isMarkdown)).toThrow(code('name-not-utf8', '\ufffd\ufffd.md'))
  })

  it.runIf(process.platform === 'linux')('should not pass over folders whose names are not UTF-8', async () => {
    const folder = await makeFolder({})
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), LOST]))
    expect(() => walkFolder(folder, isMarkdown)).toThrow(code('name-not-utf8', '\ufffd\ufffd'))
  })
})
