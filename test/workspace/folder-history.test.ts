import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPlace, placeOf, readBlobs, readHistory } from '../../src/workspace/folder-history.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const isChapter = (path: string) => path.endsWith('.md')

/** A repository whose chapters are below `docs/书`. */
function createRepository() {
  const root = temporaryFolder()
  const git = (day: string, ...args: string[]) => {
    const date = `2024-01-${day}T12:00:00Z`
    const names = { GIT_AUTHOR_NAME: 'Li Lei', GIT_COMMITTER_NAME: 'Li Lei' }
    const mails = { GIT_AUTHOR_EMAIL: 'li@example.org', GIT_COMMITTER_EMAIL: 'li@example.org' }
    const env = { ...process.env, ...names, ...mails, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return execFileSync('git', ['-C', root, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  }
  const write = (path: string, text: string) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const commit = (day: string, files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) write(path, text)
    git(day, 'add', '-A')
    git(day, 'commit', '-q', '-m', 'bak')
  }
  git('01', 'init', '-q', '-b', 'main')
  return { root, git, commit }
}

async function historyOf(folder: string) {
  const place = await placeOf(folder)
  if (!place) throw new Error('no repository')
  const { revisions, isShallow } = await readHistory(place, isChapter)
  const told = revisions.map(({ time, edits }) => [
    new Date(time).getUTCDate(),
    ...edits.map(({ path, from, blob, time }) => [path, from, blob !== null, new Date(time).getUTCDate()]),
  ])
  return { told, isShallow, place, revisions }
}

const PAGE = Array.from({ length: 20 }, (_, line) => `第 ${line} 行。`).join('\n\n')

describe('readHistory', () => {
  it('should tell of chapters added, changed, renamed and deleted, and of nothing else', async () => {
    const { root, git, commit } = createRepository()
    commit('01', { 'docs/书/一.md': PAGE, 'docs/书/conf.py': '', 'README.md': 'x' })
    commit('02', { 'README.md': 'y' })
    commit('03', { 'docs/书/一.md': `${PAGE}\n\n末。` })
    git('04', 'mv', 'docs/书/一.md', 'docs/书/a b.md')
    commit('04', {})
    git('05', 'rm', '-q', 'docs/书/a b.md')
    git('05', 'commit', '-q', '-m', 'bak')
    const { told, revisions, place } = await historyOf(join(root, 'docs/书'))
    expect(told).toEqual([
      [1, ['一.md', null, true, 1]],
      [3, ['一.md', null, true, 3]],
      [4, ['a b.md', '一.md', true, 4]],
      [5, ['a b.md', null, false, 5]],
    ])
    const blobs = revisions.slice(0, 3).map(({ edits }) => edits[0]?.blob ?? '')
    const texts = []
    for await (const text of readBlobs(place.folder, ['0'.repeat(40), ...blobs])) texts.push(text)
    expect(texts).toEqual(['', PAGE, `${PAGE}\n\n末。`, `${PAGE}\n\n末。`])
  })

  it('should date what a merge brought in by its branch, and not go back and forth between branches', async () => {
    const { root, git, commit } = createRepository()
    commit('01', { 'docs/书/a.md': PAGE, 'docs/书/b.md': PAGE })
    git('02', 'checkout', '-q', '-b', 'volunteer')
    commit('02', { 'docs/书/b.md': `${PAGE}\n\nb` })
    git('03', 'checkout', '-q', 'main')
    commit('03', { 'docs/书/a.md': `${PAGE}\n\na` })
    git('09', 'merge', '-q', '--no-ff', '-m', 'merge', 'volunteer')
    expect((await historyOf(join(root, 'docs/书'))).told).toEqual([
      [1, ['a.md', null, true, 1], ['b.md', null, true, 1]],
      [3, ['a.md', null, true, 3]],
      [9, ['b.md', null, true, 2]],
    ])
  })

  it('should say when a clone is cut off', async () => {
    const { root, commit } = createRepository()
    commit('01', { 'docs/书/a.md': PAGE })
    commit('02', { 'docs/书/a.md': `${PAGE}\n\na` })
    const clone = join(temporaryFolder(), 'clone')
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, clone], { stdio: 'ignore' })
    const { told, isShallow } = await historyOf(join(clone, 'docs/书'))
    expect([told, isShallow]).toEqual([[[2, ['a.md', null, true, 2]]], true])
  })

  it('should find nothing where there is no repository, or no commit', async () => {
    const empty = createRepository().root
    expect([await placeOf(temporaryFolder()), await placeOf(empty)]).toEqual([null, null])
  })
})

describe('findPlace', () => {
  it('should find the folder that holds most of the chapters, in a bare repository too', async () => {
    const { root, git, commit } = createRepository()
    commit('01', { 'old/index.md': PAGE, 'docs/书/index.md': PAGE, 'docs/书/a/b.md': PAGE })
    const bare = join(temporaryFolder(), 'bare')
    git('01', 'clone', '-q', '--bare', root, bare)
    const place = await findPlace(bare, ['index.md', 'a/b.md'])
    expect(place?.prefix).toBe('docs/书/')
    expect((await readHistory(place ?? { folder: '', prefix: '' }, isChapter)).revisions).toHaveLength(1)
    expect(await findPlace(bare, ['other.md'])).toBe(null)
  })
})
