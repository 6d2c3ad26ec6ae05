import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ProjectReport } from '../../../src/app/report/project-report.js'
import { type Book, makeBook, makeSyncedBook } from '../../helpers/book.js'
import { makeTeam } from '../../helpers/team.js'

const SOURCE = '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n\n熔断器保护上游。\n'
const TARGET =
  '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n\nA circuit breaker protects the upstream.\n'

async function reportOf(book: Book, ...argv: string[]): Promise<ProjectReport> {
  return JSON.parse((await book.must('report', '--format', 'json', ...argv)).stdout) as ProjectReport
}

const staleOf = ({ chapters }: ProjectReport) =>
  chapters.flatMap(({ open }) => open.filter((one) => one.status === 'stale'))

describe('reportProject', () => {
  it('should say since which commit English is stale, through a rename and later edits', async () => {
    const team = await makeTeam({ 'source-zh/a.md': SOURCE, 'target-en/a.md': TARGET }, null)
    const change = (from: string, to: string, date: string, path = 'source-zh/a.md') => {
      team.edit(path, from, to)
      team.commit('bak', '--date', date)
    }
    change('15001 端口', '15006 端口', '2025-02-01T12:00:00Z')
    change('熔断器', '熔断机制', '2025-03-01T12:00:00Z')
    team.git('mv', 'source-zh/a.md', 'source-zh/b.md')
    team.commit('bak', '--date', '2025-04-01T12:00:00Z')
    change('15006 端口', '15007 端口', '2025-05-01T12:00:00Z', 'source-zh/b.md')
    team.edit('source-zh/b.md', '并发请求', '并发请求不得超过')
    await team.must('sync')
    const since = staleOf(await reportOf(team)).map((one) => [
      one.translatedFrom,
      one.since?.at.slice(0, 10),
      one.since?.by,
    ])
    expect(since).toEqual([
      ['监听器绑定 15001 端口。', '2025-02-01', 'git'],
      ['连接池限制并发请求。', '2026-01-15', 'present'],
      ['熔断器保护上游。', '2025-03-01', 'git'],
    ])
  })

  it('should not take a text for today’s that also stands elsewhere in the chapter', async () => {
    const twice = `${SOURCE}\n监听器绑定 15001 端口。\n`
    const team = await makeTeam(
      { 'source-zh/a.md': twice, 'target-en/a.md': `${TARGET}\nThe listener binds port 15001.\n` },
      null,
    )
    team.edit('source-zh/a.md', '监听器绑定 15001 端口。', '监听器绑定 15006 端口。')
    team.commit('bak', '--date', '2025-02-01T12:00:00Z')
    expect(staleOf(await reportOf(team)).map(({ since }) => since?.at)).toEqual(['2025-02-01T12:00:00Z'])
  })

  it('should say what it does not know where there is no git, and what zhen saw itself', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md', '# 监听器\n\n监听器绑定 15006 端口。\n\n连接池限制并发请求。\n')
    await book.must('sync')
    const report = await reportOf(book)
    expect([report.sourceHistory, report.history.reach, report.history.points.length]).toEqual(['none', 'none', 1])
    expect(report.commits).toEqual({ source: null, target: null })
    expect(staleOf(report).map(({ since }) => since)).toEqual([
      { at: '2026-01-15T12:00:00Z', commit: null, by: 'seen' },
    ])
    rmSync(book.path('.zhen'), { recursive: true })
    expect(staleOf(await reportOf(book)).map(({ since }) => since)).toEqual([null])
  })

  it('should say the same of a committed ledger as of the chapters', async () => {
    const team = await makeTeam(
      { 'source-zh/a.md': SOURCE, 'target-en/a.md': TARGET.replace(/A circuit.*\n/, '') },
      null,
    )
    team.edit('source-zh/a.md', '15001 端口', '15006 端口')
    await team.must('approve', '--chapter', 'a.md', '--by', '王芳')
    team.commit('bak', '--date', '2025-02-01T12:00:00Z')
    const { history, total } = await reportOf(team)
    expect(history.points.map(({ at }) => at.slice(0, 10))).toEqual(['2025-01-01', '2025-02-01', '2026-01-15'])
    expect(total.segments).toMatchObject({ stale: 1, untranslated: 1, reviewed: 2 })
    for (const point of history.points.slice(1)) expect(point.segments).toEqual(total.segments)
  })

  it('should order chapters as the tables of contents do, then by their names', async () => {
    const book = await makeBook({
      'source-zh/index.md': '# 书\n\n```{toctree}\nz/index\n第二章 <b.md>\n```\n',
      'source-zh/z/index.md': '# 一\n\n```{toctree}\n/c10\nc2\nindex\n```\n',
      'source-zh/b.md': '# 二\n',
      'source-zh/c10.md': '# 三\n',
      'source-zh/z/c2.md': '# 四\n',
      'source-zh/n10.md': '# 六\n',
      'source-zh/n9.md': '# 五\n',
    })
    const { chapters } = await reportOf(book)
    expect(chapters.map(({ chapter }) => chapter)).toEqual([
      ...['index.md', 'z/index.md', 'c10.md', 'z/c2.md', 'b.md', 'n9.md', 'n10.md'],
    ])
  })

  it('should count decisions by person, those taken back too', async () => {
    const book = await makeSyncedBook()
    const [, first, second] = await book.list('a.md')
    await book.must('approve', first?.id ?? '', second?.id ?? '', '--by', '王芳')
    await book.must('reopen', first?.id ?? '', '--by', 'Li Lei', '--reason', 'too soon')
    const { people, decisions } = await reportOf(book)
    const ofWang = people.find(({ name }) => name === '王芳')
    expect(ofWang).toMatchObject({ reviewed: 1, decisions: { approved: 2, reopened: 0 }, last: '2026-01-15T12:00:00Z' })
    expect(people.find(({ name }) => name === 'Li Lei')).toMatchObject({ translated: 0, decisions: { reopened: 1 } })
    expect(decisions).toContainEqual(
      expect.objectContaining({
        ...{ decision: 'reopened', by: 'Li Lei', reason: 'too soon', id: first?.id },
        target: { path: 'target-en/a.md', line: 3 },
      }),
    )
  })

  it('should tell how terms are rendered, the least consistent first', async () => {
    const book = await makeBook({
      'source-zh/a.md': '监听器一。\n\n监听器二。\n\n监听器三。\n\n上游四。\n\n上游五。\n',
      'target-en/a.md': 'Listener 1.\n\nListener 2.\n\nEar 3.\n\nUpstream 4.\n\nUpstream 5.\n',
      'glossary/t.csv':
        'source,target,status\n监听器,listener,preferred\n监听器,ear,deprecated\n上游,upstream,preferred\n',
    })
    await book.must('sync')
    const { terms } = await reportOf(book)
    expect(terms.map(({ term, count, consistency }) => [term, count, consistency])).toEqual([
      ['监听器', 3, 0.666],
      ['上游', 2, 1],
    ])
    expect(
      terms[0]?.renderings.map(({ text, status, count, places }) => [text, status, count, places[0]?.target.line]),
    ).toEqual([
      ['listener', 'preferred', 2, 1],
      ['ear', 'deprecated', 1, 5],
    ])
  })

  it('should tell apart what a branch changed, and how far the book was before', async () => {
    const team = await makeTeam({ 'source-zh/a.md': SOURCE, 'target-en/a.md': '# Listeners\n' }, null)
    team.git('checkout', '-q', '-b', 'work')
    team.write('target-en/a.md', '# Listeners\n\nThe listener binds port 15006.\n')
    await team.must('sync')
    team.commit('bak')
    const { changed, total } = await reportOf(team, '--changed-from', 'main')
    expect(changed?.before?.segments).toMatchObject({ translated: 1, untranslated: 3 })
    expect(total.segments).toMatchObject({ translated: 2, untranslated: 2 })
    expect(changed?.segments.map(({ source }) => source?.text)).toEqual(['监听器绑定 15001 端口。'])
    expect(changed?.issues.map(({ check }) => check)).toEqual(['number-mismatch'])
  })
})
