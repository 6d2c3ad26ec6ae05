import { execFileSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Asset, AssetsReport } from '../../src/app/list-assets.js'
import { type Book, makeBook } from '../helpers/book.js'

async function assetsOf(book: Book, ...argv: string[]): Promise<Record<string, Asset>> {
  const { assets } = JSON.parse((await book.must('assets', '--format', 'json', ...argv)).stdout) as AssetsReport
  return Object.fromEntries(assets.map((asset) => [asset.path, asset]))
}

function setTime(book: Book, name: string, seconds: number): void {
  utimesSync(book.path(name), seconds, seconds)
}

const SVG = '<svg><text>监听器</text></svg>'

describe('assets', () => {
  it('should say of every file how the English one stands to it', async () => {
    const book = await makeBook({
      'source-zh/a.md':
        '![](x/missing.svg) ![](/same.png) ![](gone.png) ![](../out.png)\n\n[表](old.csv) ![](own.svg)\n',
      'source-zh/b/c.md': '{download}`配置 </same.png>`\n',
      'target-en/a.md': '![](x/missing.svg)\n',
      'source-zh/x/missing.svg': SVG,
      'source-zh/same.png': 'same',
      'target-en/same.png': 'same',
      'source-zh/old.csv': 'new',
      'target-en/old.csv': 'old',
      'source-zh/own.svg': SVG,
      'target-en/own.svg': '<svg><text>Listener</text></svg>',
      'source-zh/unused.png': 'x',
    })
    setTime(book, 'source-zh/old.csv', 2_000)
    setTime(book, 'target-en/old.csv', 1_000)
    setTime(book, 'source-zh/own.svg', 1_000)
    const before = book.tree()
    const { stdout } = await book.must('assets', '--format', 'json')
    const none = { copied: false, kept: null, refused: null }
    expect(JSON.parse(stdout)).toEqual({
      notices: [],
      assets: [
        {
          ...{ path: 'gone.png', state: 'source-missing', basis: 'bytes', sourceNewer: false, ...none },
          ...{ chapters: ['a.md'], neededBy: [], chineseText: false },
        },
        {
          ...{ path: 'old.csv', state: 'outdated', basis: 'times', sourceNewer: true, ...none },
          ...{ chapters: ['a.md'], neededBy: [], chineseText: false },
        },
        {
          ...{ path: 'own.svg', state: 'localised', basis: 'times', sourceNewer: false, ...none },
          ...{ chapters: ['a.md'], neededBy: [], chineseText: false },
        },
        {
          ...{ path: 'same.png', state: 'same', basis: 'bytes', sourceNewer: false, ...none },
          ...{ chapters: ['a.md', 'b/c.md'], neededBy: [], chineseText: false },
        },
        {
          ...{ path: 'x/missing.svg', state: 'missing', basis: 'bytes', sourceNewer: false, ...none },
          ...{ chapters: ['a.md'], neededBy: ['a.md'], chineseText: true },
        },
      ],
      outside: [{ path: '../out.png', chapters: ['a.md'] }],
      dryRun: false,
    })
    expect(book.tree()).toEqual(before)
  })

  it('should copy what is missing or outdated, and keep what only the disk has', async () => {
    const book = await makeBook({
      'source-zh/a.md': '![](x/y.png) ![](old.png) ![](own.png)\n',
      'source-zh/x/y.png': new Uint8Array([0, 255, 13, 10]),
      'source-zh/old.png': 'new',
      'target-en/old.png': 'old',
      'source-zh/own.png': 'zh',
      'target-en/own.png': 'en',
    })
    setTime(book, 'target-en/old.png', 1_000)
    setTime(book, 'source-zh/own.png', 1_000)
    const before = book.tree()
    expect((await assetsOf(book, '--copy', '--dry-run'))['x/y.png']).toMatchObject({ state: 'missing', copied: true })
    expect(book.tree()).toEqual(before)
    expect(await assetsOf(book, '--copy')).toMatchObject({
      'x/y.png': { state: 'missing', copied: true, kept: null },
      'old.png': { state: 'outdated', copied: true, kept: '.zhen/replaced/old.png' },
      'own.png': { state: 'localised', copied: false },
    })
    expect(book.tree()).toMatchObject({
      'target-en/x/y.png': '\0\xff\r\n',
      'target-en/old.png': 'new',
      'target-en/own.png': 'en',
    })
    expect(book.read('.zhen/replaced/old.png')).toBe('old')
    expect(await assetsOf(book)).toMatchObject({ 'x/y.png': { state: 'same' }, 'old.png': { state: 'same' } })
  })

  it('should write through neither hard nor symbolic links', async () => {
    const book = await makeBook({
      'source-zh/a.md': '![](hard.png) ![](soft.png) ![](dir/in.png) ![](twin.png) ![](away.png)\n',
      'source-zh/hard.png': 'zh',
      'source-zh/soft.png': 'zh',
      'source-zh/dir/in.png': 'zh',
      'source-zh/twin.png': 'new',
      'source-zh/away.png': 'new',
      'target-en/a.md': '',
      'elsewhere/twin.png': 'old',
      'target-en/other.png': 'old',
    })
    linkSync(book.path('source-zh/hard.png'), book.path('target-en/hard.png'))
    symlinkSync(book.path('source-zh/soft.png'), book.path('target-en/soft.png'))
    symlinkSync(book.path('elsewhere'), book.path('target-en/dir'))
    linkSync(book.path('elsewhere/twin.png'), book.path('target-en/twin.png'))
    symlinkSync(book.path('target-en/other.png'), book.path('target-en/away.png'))
    setTime(book, 'target-en/twin.png', 1_000)
    setTime(book, 'target-en/other.png', 1_000)
    expect(await assetsOf(book, '--copy')).toMatchObject({
      'hard.png': { state: 'same', basis: 'link', copied: false },
      'soft.png': { state: 'same', basis: 'link', copied: false },
      'dir/in.png': { state: 'missing', copied: false, refused: 'file-outside' },
      'twin.png': { state: 'outdated', copied: true },
      'away.png': { state: 'outdated', copied: false, refused: 'link' },
    })
    expect([book.read('elsewhere/twin.png'), book.read('target-en/other.png')]).toEqual(['old', 'old'])
    expect(readdirSync(book.path('elsewhere'))).toEqual(['twin.png'])
    expect(statSync(book.path('source-zh/hard.png')).nlink).toBe(2)
  })

  it('should go by the histories where there are two repositories', async () => {
    const book = await makeBook({ 'source-zh/a.md': '![](copy.png) ![](both.png) ![](first.png)\n' })
    const commit = (folder: string, day: number, files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) book.write(`${folder}/${name}`, text)
      const date = `2024-01-${day}T00:00:00Z`
      const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
      const git = (...argv: string[]) =>
        execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...argv], { cwd: book.path(folder), env })
      git('init', '-q')
      git('add', '.')
      git('commit', '-q', '-m', 'x')
    }
    mkdirSync(book.path('target-en'))
    commit('source-zh', 10, { 'copy.png': 'v1', 'both.png': 'v1' })
    commit('target-en', 11, { 'copy.png': 'v1', 'both.png': 'v1', 'first.png': 'en' })
    commit('target-en', 12, { 'both.png': 'English' })
    commit('source-zh', 13, { 'copy.png': 'v2', 'both.png': 'v2', 'first.png': 'zh' })
    expect(await assetsOf(book, '--copy')).toMatchObject({
      'copy.png': { state: 'outdated', basis: 'history', copied: true, kept: null },
      'both.png': { state: 'localised', basis: 'history', sourceNewer: true, copied: false },
      'first.png': { state: 'outdated', basis: 'commits', copied: true },
    })
    expect([book.read('target-en/copy.png'), book.read('target-en/both.png')]).toEqual(['v2', 'English'])
  })

  it('should find a file by its coded name or by its plain one', async () => {
    const book = await makeBook({ 'source-zh/a.md': '![](100%25.png) ![](%E5%9B%BE.png) ![](a%20b.png)\n' })
    for (const name of ['100%.png', '图.png', 'a%20b.png']) {
      mkdirSync(dirname(book.path(`source-zh/${name}`)), { recursive: true })
      writeFileSync(book.path(`source-zh/${name}`), name)
    }
    expect(Object.values(await assetsOf(book)).map(({ path, state }) => [path, state])).toEqual([
      ['100%.png', 'missing'],
      ['a%20b.png', 'missing'],
      ['图.png', 'missing'],
    ])
    expect(readFileSync(book.path('source-zh/图.png'), 'utf8')).toBe('图.png')
  })

  it('should exit 2 without the Chinese chapters', async () => {
    const book = await makeBook({ 'target-en/a.md': '![](a.png)\n' })
    expect(await book.run('assets')).toMatchObject({ exitCode: 2, stdout: '' })
  })
})
