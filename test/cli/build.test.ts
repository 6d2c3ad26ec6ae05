import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { BuildReport } from '../../src/app/build-edition.js'
import { type Book, makeBook, makeSyncedBook } from '../helpers/book.js'

const built = (book: Book) =>
  Object.fromEntries(Object.entries(book.tree()).filter(([name]) => name.startsWith('public/')))

async function build(book: Book, ...argv: string[]): Promise<BuildReport> {
  return JSON.parse((await book.must('build', '--out', book.path('public'), '--format', 'json', ...argv)).stdout)
}

describe('build', () => {
  it('should write the edition, and touch nothing else', async () => {
    const book = await makeSyncedBook()
    book.write('target-en/conf.py', 'language = "en"\n')
    book.write('target-en/.hidden', 'x')
    book.write('target-en/_build/html/a.html', 'x')
    const before = book.tree()
    const planned = await build(book, '--dry-run')
    expect(planned).toMatchObject({ dryRun: true, refused: [], files: { written: ['a.md', 'b.md', 'conf.py'] } })
    expect(book.tree()).toEqual(before)
    const report = await build(book)
    expect(report.files).toEqual({ written: ['a.md', 'b.md', 'conf.py'], removed: [], unchanged: 0, fromSource: [] })
    expect(Object.keys(built(book))).toEqual(
      ['.zhen-build.json', 'a.md', 'b.md', 'conf.py'].map((name) => `public/${name}`),
    )
    expect(book.read('public/a.md')).toBe(book.read('target-en/a.md'))
    expect(book.read('public/b.md')).toContain('This chapter is not translated yet')
    expect(Object.fromEntries(Object.entries(book.tree()).filter(([name]) => !name.startsWith('public/')))).toEqual(
      before,
    )
  })

  it('should leave files alone that are as they are to be, and take away those that are no more', async () => {
    const book = await makeSyncedBook()
    await build(book)
    const first = built(book)
    const { mtimeNs } = statSync(book.path('public/a.md'), { bigint: true })
    expect((await build(book)).files).toMatchObject({ written: [], removed: [], unchanged: 2 })
    expect(built(book)).toEqual(first)
    expect(statSync(book.path('public/a.md'), { bigint: true }).mtimeNs).toBe(mtimeNs)
    book.write('public/own.txt', 'mine')
    rmSync(book.path('source-zh/b.md'))
    expect((await build(book)).files).toMatchObject({ written: [], removed: ['b.md'], unchanged: 1 })
    expect(readdirSync(book.path('public')).sort()).toEqual(['.zhen-build.json', 'a.md', 'own.txt'])
  })

  it('should write over nothing that no build wrote', async () => {
    const book = await makeSyncedBook()
    book.write('public/notes.txt', 'mine')
    const foreign = await book.run('build', '--out', book.path('public'))
    expect(foreign).toMatchObject({ exitCode: 2, stdout: '' })
    expect(foreign.stderr).toContain('expected')
    rmSync(book.path('public'), { recursive: true })
    await build(book)
    book.write('public/a.md', 'edited by hand')
    book.write('target-en/a.md', '# Listeners\n\nThe listener binds port 15001 now.\n')
    const edited = await book.run('build', '--out', book.path('public'))
    expect(edited).toMatchObject({ exitCode: 2 })
    expect(edited.stderr).toContain('public/a.md would be overwritten')
    expect(book.read('public/a.md')).toBe('edited by hand')
  })

  it('should go on where a build was cut off', async () => {
    const book = await makeSyncedBook()
    await build(book)
    const whole = built(book)
    const manifest = JSON.parse(book.read('public/.zhen-build.json')) as { files: Record<string, string> }
    // As it is when the process ends between the first file and the last.
    book.write('public/.zhen-build.json', JSON.stringify({ files: {}, pending: manifest.files }))
    rmSync(book.path('public/b.md'))
    expect((await build(book)).files).toMatchObject({ written: ['b.md'], unchanged: 1 })
    expect(built(book)).toEqual(whole)
  })

  it('should refuse a folder in an edition or around one, by whatever way', async () => {
    const book = await makeSyncedBook()
    symlinkSync(book.path('target-en'), book.path('link'))
    for (const out of ['source-zh/out', 'target-en', 'target-en/public', '.', 'link/public', 'glossary/x']) {
      const result = await book.run('build', '--out', book.path(out))
      expect([out, result.exitCode]).toEqual([out, 2])
      expect(result.stderr).toContain('cannot be built into')
    }
    expect(Object.keys(book.tree()).filter((name) => /public|out/.test(name))).toEqual([])
  })

  it('should write through no link', async () => {
    const book = await makeSyncedBook()
    await build(book)
    writeFileSync(book.path('outside.md'), 'outside')
    rmSync(book.path('public/a.md'))
    symlinkSync(book.path('outside.md'), book.path('public/a.md'))
    expect(await book.run('build', '--out', book.path('public'))).toMatchObject({ exitCode: 2 })
    rmSync(book.path('public'), { recursive: true })
    book.write('target-en/deep/c.md', 'C.\n')
    await build(book)
    rmSync(book.path('public/deep'), { recursive: true })
    mkdirSync(book.path('elsewhere'))
    symlinkSync(book.path('elsewhere'), book.path('public/deep'))
    expect(await book.run('build', '--out', book.path('public'))).toMatchObject({ exitCode: 2 })
    expect([book.read('outside.md'), readdirSync(book.path('elsewhere'))]).toEqual(['outside', []])
  })

  it('should copy what a link of either edition leads to, and no link', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/x.png', 'picture')
    symlinkSync(book.path('source-zh/x.png'), book.path('target-en/x.png'))
    await build(book)
    expect(built(book)['public/x.png']).toBe('picture')
  })

  it('should say what a machine wrote, or not show it', async () => {
    const book = await makeSyncedBook()
    await book.must('draft')
    await build(book)
    expect(book.read('public/b.md')).toContain(
      'A machine translation that nobody has reviewed yet.\n```\n\nThe listener binds port 15001.\n',
    )
    await build(book, '--draft', 'source', '--note', 'none')
    expect(book.read('public/b.md')).toBe(book.read('source-zh/b.md'))
    expect(await book.run('build', '--out', book.path('public'), '--draft', 'refuse')).toMatchObject({ exitCode: 1 })
    await book.must('accept', '--chapter', 'b.md')
    await build(book, '--draft', 'refuse')
    expect(book.read('public/b.md')).not.toContain('machine')
  })

  it('should list what the policy refuses and exit 1', async () => {
    const book = await makeSyncedBook()
    const result = await book.run('build', '--out', book.path('public'), '--untranslated', 'refuse')
    expect(result).toMatchObject({ exitCode: 1, stderr: '' })
    expect(result.stdout).toMatch(/source-zh\/b\.md:1 .* not translated\n {6}熔断\n/)
    expect(result.stdout).toContain('Not built: the policy refuses 3 segments.\n')
    expect(built(book)).toEqual({})
  })

  it('should take its policy from the configuration, and from the command line first', async () => {
    const book = await makeSyncedBook()
    book.write('zhen.config.json', '{"build": {"untranslated": "refuse", "notes": {"chapter": "Not yet."}}}')
    expect(await book.run('build', '--out', book.path('public'))).toMatchObject({ exitCode: 1 })
    await build(book, '--untranslated', 'source')
    expect(book.read('public/b.md')).toContain('\nNot yet.\n')
    book.write('zhen.config.json', '{"build": {"stale": "hide"}}')
    const wrong = await book.run('build', '--out', book.path('public'))
    expect(wrong).toMatchObject({ exitCode: 2 })
    expect(wrong.stderr).toContain('build.stale')
  })

  it('should exit 2 without a folder, without the Chinese chapters, and for a choice there is not', async () => {
    const book = await makeSyncedBook()
    expect(await book.run('build')).toMatchObject({ exitCode: 2, stdout: '' })
    expect(await book.run('build', '--out', 'x', '--misplaced', 'omit')).toMatchObject({ exitCode: 2, stdout: '' })
    const english = await makeBook({ 'target-en/a.md': 'A.\n' })
    expect(await english.run('build', '--out', english.path('public'))).toMatchObject({ exitCode: 2, stdout: '' })
  })
})
