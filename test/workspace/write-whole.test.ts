import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ZhenError } from '../../src/core/errors.js'
import { makeFolder, writeWhole } from '../../src/workspace/write-whole.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const code = (code: string) => expect.objectContaining({ code })

describe('writeWhole', () => {
  it('should make the folders that are missing, the outermost too', () => {
    const root = join(temporaryFolder(), 'en')
    writeWhole(join(root, 'a/b/c.md'), '一', { root, shown: 'c.md' })
    expect(readFileSync(join(root, 'a/b/c.md'), 'utf8')).toBe('一')
  })

  it('should keep the permissions of what it replaces', () => {
    const root = temporaryFolder()
    const file = join(root, 'a.md')
    writeFileSync(file, 'One')
    chmodSync(file, 0o640)
    writeWhole(file, 'Two', { root, shown: 'a.md', durable: true })
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  it('should leave all as it was, and nothing behind, when it may not replace', () => {
    const root = temporaryFolder()
    const file = join(root, 'a.md')
    writeFileSync(file, 'One')
    const confirm = () => {
      throw new ZhenError('file-changed')
    }
    expect(() => writeWhole(file, 'Two', { root, shown: 'a.md', confirm })).toThrow(code('file-changed'))
    expect([readFileSync(file, 'utf8'), readdirSync(root)]).toEqual(['One', ['a.md']])
  })

  it('should leave nothing behind where a folder stands in the way', () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'a.md'))
    expect(() => writeWhole(join(root, 'a.md'), '', { root, shown: 'a.md' })).toThrow(code('file-is-directory'))
    expect(readdirSync(root)).toEqual(['a.md'])
  })

  it('should make no folder behind a link that leads out', () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()]
    symlinkSync(elsewhere, join(root, 'sub'))
    const file = join(root, 'sub/deep/a.md')
    expect(() => writeWhole(file, '', { root, shown: 'sub/deep/a.md' })).toThrow(code('file-outside'))
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('should take the longest names there are for ledgers', () => {
    const root = temporaryFolder()
    const name = `${'章'.repeat(83)}.jsonl`
    writeWhole(join(root, name), '', { root, shown: name })
    expect(readdirSync(root)).toEqual([name])
  })

  it.each([
    ['a name that is too long', `${'章'.repeat(90)}.md`, 'name-too-long'],
    ['a file in place of a folder', 'a.txt/b.md', 'target-unwritable'],
  ])('should say what is wrong with %s', (_, name, expected) => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'a.txt'), '')
    expect(() => writeWhole(join(root, name), '', { root, shown: name })).toThrow(code(expected))
    expect(readdirSync(root)).toEqual(['a.txt'])
  })
})

describe('makeFolder', () => {
  it('should be content with one that is there, and refuse a file', () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'a'), '')
    makeFolder(root, '.')
    expect(() => makeFolder(join(root, 'a'), 'a')).toThrow(code('folder-is-file'))
    expect(() => makeFolder(join(root, 'a/b'), 'a/b')).toThrow(code('folder-is-file'))
  })
})
