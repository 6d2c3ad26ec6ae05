import { describe, expect, it } from 'vitest'
import type { StatusReport } from '../../src/app/report.js'
import { makeBook } from '../helpers/book.js'
import { makeTeam, type Team } from '../helpers/team.js'

const chapter = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n`
const CHINESE = ['# 监听器', '监听器绑定端口。', '连接池限制请求。', '熔断器切断请求。']
const FILES = { 'source-zh/a.md': chapter(...CHINESE), 'target-en/a.md': chapter('# Listeners') }
const ENGLISH = ['# Listeners', 'A listener binds a port.', 'A pool limits requests.', 'A breaker cuts requests off.']

const translatorsOf = async (book: Pick<Team, 'must'>) =>
  (JSON.parse((await book.must('status', '--group-by', 'translator', '--format', 'json')).stdout) as StatusReport)
    .translators

describe('status --group-by translator', () => {
  it('should count by the authors of the lines, co-authors, and who decided', async () => {
    const team = await makeTeam(FILES, null)
    team.write('target-en/a.md', chapter(...ENGLISH.slice(0, 2)))
    team.commit('Translate', '--author', 'Han Meimei <han@example.org>')
    team.write('target-en/a.md', chapter(...ENGLISH.slice(0, 3)))
    team.commit(
      'Translate the pool\n\nCo-authored-by: Wang Fang <wang@example.org>\nCo-authored-by: 张伟 <zhang@example.org>',
      ...['--author', 'Han Meimei <han@example.org>'],
    )
    await team.must('sync')
    const [, listener, pool] = await team.list('a')
    await team.must('approve', listener?.id ?? '', '--by', 'Li Lei')
    await team.must('approve', pool?.id ?? '', '--by', 'Wang Fang')
    await team.must('reopen', pool?.id ?? '', '--by', 'Wang Fang')
    expect(await translatorsOf(team)).toEqual([
      { name: 'Han Meimei', translated: 2, reviewed: 0, characters: 14 },
      { name: 'Wang Fang', translated: 1, reviewed: 0, characters: 7 },
      { name: '张伟', translated: 1, reviewed: 0, characters: 7 },
      { name: 'Li Lei', translated: 1, reviewed: 1, characters: 3 },
    ])
    const { stdout } = await team.must('status', '--group-by', 'translator')
    expect(stdout).toMatch(/^Who +Translated +Reviewed +Characters\nHan Meimei +2 +0 +14\n/)
  })

  it('should give what is not committed to whoever is at work, and a draft to whoever accepts it', async () => {
    const team = await makeTeam({ ...FILES, 'source-zh/b.md': chapter(...CHINESE) }, null)
    team.git('config', 'user.name', 'Lin Tao')
    team.write('target-en/a.md', chapter(...ENGLISH))
    await team.must('draft')
    expect(await translatorsOf(team)).toMatchObject([
      { name: 'Lin Tao', translated: 3 },
      { name: 'Li Lei', translated: 1 },
    ])
    await team.must('accept', '--chapter', 'b', '--by', 'Han Meimei')
    expect(await translatorsOf(team)).toMatchObject([
      { name: 'Han Meimei', translated: 4 },
      { name: 'Lin Tao', translated: 3 },
      { name: 'Li Lei', translated: 1 },
    ])
  })

  it('should not guess without git', async () => {
    const book = await makeBook({ ...FILES, 'target-en/a.md': chapter(...ENGLISH) })
    await book.must('sync')
    expect(await translatorsOf(book)).toEqual([{ name: null, translated: 4, reviewed: 0, characters: 24 }])
  })
})
