import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBook, makeSyncedBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'
import { makeTeam } from '../helpers/team.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort()

const addressesIn = (page: string) =>
  Array.from(page.matchAll(/class="place" href="([^"]*)"/g), ([, address = '']) => address)

describe('report', () => {
  it('should write a page for every topic and chapter, a style sheet and a badge', async () => {
    const book = await makeSyncedBook()
    const { stdout } = await book.must('report', '--out', 'site')
    expect(filesIn(book.path('site'))).toEqual([
      ...['badge.svg', 'chapters/a.md.html', 'chapters/b.md.html', 'findings.html', 'index.html', 'people.html'],
      ...['stale.html', 'style.css', 'terms.html'],
    ])
    expect(stdout).toBe('9 files written to site\n54% translated in 2 chapters\nsite/index.html\n')
    expect(book.read('site/badge.svg')).toContain('<title>translated to English 54%</title>')
  })

  it('should touch neither chapters nor ledger, and write the same again', async () => {
    const book = await makeSyncedBook()
    const before = book.tree()
    await book.must('report', '--out', '../elsewhere', '--dry-run')
    await book.must('report', '--format', 'json')
    expect(book.tree()).toEqual(before)
    await book.must('report', '--out', 'site')
    const first = book.tree()
    await book.must('report', '--out', 'site')
    expect(book.tree()).toEqual(first)
  })

  it('should write the same at any hour of a day, and with a commit of that day', async () => {
    const team = await makeTeam({ 'source-zh/a.md': '# 一\n\n二。\n', 'target-en/a.md': '# One\n' }, null)
    team.edit('source-zh/a.md', '一', '甲')
    await team.must('sync')
    team.commit('bak', '--date', '2026-01-15T08:00:00Z')
    team.edit('source-zh/a.md', '甲', '乙')
    const siteAt = async (hour: number) => {
      const now = () => Date.UTC(2026, 0, 15, hour)
      await runCli(['-C', team.root, 'report', '--out', 'site'], { now })
      return filesIn(team.path('site')).map((name) => team.read(`site/${name}`))
    }
    expect(await siteAt(9)).toEqual(await siteAt(21))
  })

  it('should write nothing on a dry run, and say so', async () => {
    const book = await makeSyncedBook()
    const { stdout } = await book.must('report', '--out', 'site', '--dry-run')
    expect(stdout).toContain('9 files would be written to site')
    expect(existsSync(book.path('site'))).toBe(false)
  })

  it('should ask for a folder where it has nothing else to do', async () => {
    const book = await makeSyncedBook()
    expect(await book.run('report')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') })
  })

  it('should lead from every row to its lines, by the files themselves', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md', '# 监听器\n\n监听器绑定 15006 端口。\n\n连接池限制并发请求。\n')
    await book.must('report', '--out', 'out/site')
    expect(addressesIn(book.read('out/site/stale.html'))).toEqual([
      '../../source-zh/a.md#L3',
      '../../target-en/a.md#L3',
    ])
    expect(addressesIn(book.read('out/site/chapters/a.md.html'))).toContain('../../../target-en/a.md#L3')
    expect(existsSync(join(book.path('out/site'), '../../target-en/a.md'))).toBe(true)
  })

  it('should lead nowhere from outside of the project', async () => {
    const book = await makeSyncedBook()
    const folder = temporaryFolder()
    await book.must('report', '--out', folder)
    const page = readFileSync(join(folder, 'chapters/b.md.html'), 'utf8')
    expect(addressesIn(page)).toEqual([])
    expect(page).toContain('title="source-zh/b.md:1"')
  })

  it('should lead to the addresses it is given, by paths from the top of the repository', async () => {
    const team = await makeTeam({ 'source-zh/第 1 章.md': '# 一\n\n二。\n', 'target-en/第 1 章.md': '# One\n' }, null)
    const pageWith = async (...options: string[]) => {
      await team.must('report', '--out', 'site', ...options)
      return addressesIn(team.read('site/chapters/第 1 章.md.html')).at(-1)
    }
    const chapter = 'source-zh/%E7%AC%AC%201%20%E7%AB%A0.md'
    expect(await pageWith('--link-base', 'https://example.org/blob/main/')).toBe(
      `https://example.org/blob/main/${chapter}#L3`,
    )
    expect(await pageWith('--link-base', 'https://example.org/{path}?plain=1#L{line}')).toBe(
      `https://example.org/${chapter}?plain=1#L3`,
    )
    expect(
      await pageWith('--link-base', 'https://example.org/en', '--source-link-base', 'https://example.org/z"h)/{path}'),
    ).toBe(`https://example.org/z%22h%29/${chapter}`)
  })

  it('should lead to the commit that a workflow of GitHub looks at', async () => {
    const team = await makeTeam({ 'source-zh/a.md': '# 一\n\n二。\n', 'target-en/a.md': '# One\n' }, null)
    const env = {
      ...{ LANG: 'en', GITHUB_WORKSPACE: team.root, GITHUB_SERVER_URL: 'https://github.com' },
      ...{ GITHUB_REPOSITORY: 'you/book', GITHUB_SHA: 'abc' },
    }
    await runCli(['-C', team.root, 'report', '--out', 'site'], { env })
    expect(addressesIn(team.read('site/chapters/a.md.html'))).toContain(
      'https://github.com/you/book/blob/abc/source-zh/a.md?plain=1#L3',
    )
  })

  it.each(['javascript:alert(1)', 'example.org', '../..'])('should refuse %s for an address', async (address) => {
    const book = await makeSyncedBook()
    const result = await book.run('report', '--out', 'site', '--link-base', address)
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('https://') })
    expect(existsSync(book.path('site'))).toBe(false)
  })

  it('should speak Chinese where asked to', async () => {
    const book = await makeSyncedBook()
    await book.must('report', '--out', 'site', '--lang', 'zh-CN')
    expect(book.read('site/index.html')).toContain('<html lang="zh-CN">')
    expect(book.read('site/index.html')).toContain('全书一览')
    expect(book.read('site/badge.svg')).toContain('英文版已译 54%')
  })

  it('should report a book that is empty, and one without its Chinese', async () => {
    const empty = await makeBook()
    empty.write('source-zh/.keep', '')
    await empty.must('report', '--out', 'site')
    expect(empty.read('site/index.html')).toContain('100%')
    const book = await makeSyncedBook()
    const { stdout } = await book.must('report', '--format', 'markdown')
    expect(stdout).toMatch(/^### Listeners: 54% translated\n/)
    rmSync(book.path('source-zh'), { recursive: true })
    await book.must('report', '--out', 'site')
    expect(book.read('site/index.html')).toContain('54%')
    expect(addressesIn(book.read('site/chapters/b.md.html'))).toEqual([])
    expect(addressesIn(book.read('site/chapters/a.md.html'))).toEqual(['../../target-en/a.md#L1'])
  })
})
