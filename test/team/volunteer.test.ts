import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { makeBook } from '../helpers/book.js'
import { makeTeam, type Team } from '../helpers/team.js'

const CHINESE = ['# 监听器', '监听器绑定 15001 端口，接收所有出站流量。', '连接池限制并发请求的数量，最多 1024 个。']
const ENGLISH = ['# Listeners', 'The listener binds port 15001 and takes all outbound traffic.']
const POOL = 'A connection pool limits the number of concurrent requests to 1024.'
const OTHERS = ['熔断器在错误过多时切断请求。', '健康检查定期探测每个端点。']

const chapter = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n`
const FILES = { 'source-zh/a.md': chapter(...CHINESE, ...OTHERS), 'target-en/a.md': chapter(...ENGLISH) }

/** Commits as written on a day of January 2025; the book was begun on the first. */
function commitOn(team: Team, day: number, words: string): void {
  team.commit(words, '--date', `2025-01-${day}T12:00:00Z`)
}

async function find(team: Pick<Team, 'list'>, words: string) {
  const found = (await team.list()).filter(({ source, targets }) =>
    [source?.text, ...targets.map(({ text }) => text)].some((text) => text?.includes(words)),
  )
  expect(found).toHaveLength(1)
  return found[0] as (typeof found)[number]
}

const start = () => makeTeam(FILES, null)
const translate = (team: Team) => team.write('target-en/a.md', chapter(...ENGLISH, POOL))
const moveOn = (team: Team) => team.edit('source-zh/a.md', '1024', '2048')

/** What a sync writes down stays: a new index says the same, and so does a second sync. */
async function expectSettled(team: Team): Promise<void> {
  const [before, files] = [await team.list(), team.tree()]
  team.remove('.zhen/zhen.db')
  expect(await team.list()).toEqual(before)
  await team.must('sync')
  expect(team.tree()).toEqual(files)
  await team.must('sync', '--locked')
}

describe('English that came in without zhen', () => {
  it('should be taken as made from the source of its day', async () => {
    const team = await start()
    translate(team)
    commitOn(team, 10, 'Translate the pool')
    moveOn(team)
    commitOn(team, 11, 'Raise the limit')
    const before = await find(team, POOL)
    await team.must('sync')
    const segment = await find(team, POOL)
    expect(segment).toMatchObject({ status: 'stale', change: 'number', translatedFrom: CHINESE[2], basis: 'assumed' })
    expect(segment).toEqual(before)
    const { stdout } = await team.must('list', '--assumed', '--format', 'json')
    expect(JSON.parse(stdout).segments.map(({ id }: { id: string }) => id)).toContain(segment.id)
    await expectSettled(team)
  })

  it('should be up to date where the source had moved on before', async () => {
    const team = await start()
    moveOn(team)
    commitOn(team, 10, 'Raise the limit')
    team.write('target-en/a.md', chapter(...ENGLISH, POOL.replace('1024', '2048')))
    commitOn(team, 11, 'Translate the pool')
    await team.must('sync')
    expect(await find(team, 'A connection pool')).toMatchObject({ status: 'translated', basis: 'assumed' })
    await expectSettled(team)
  })

  it('should be up to date while it is not committed', async () => {
    const team = await start()
    moveOn(team)
    commitOn(team, 10, 'Raise the limit')
    translate(team)
    await team.must('sync')
    expect(await find(team, POOL)).toMatchObject({ status: 'translated', translatedFrom: null })
  })

  it('should be known by the author’s date in a branch that was merged late', async () => {
    const team = await start()
    await team.branch('web', () => translate(team), { sync: false })
    team.git('checkout', '-q', 'web')
    team.git('commit', '-q', '--amend', '--no-edit', '--date', '2025-01-10T12:00:00Z')
    team.git('checkout', '-q', 'main')
    moveOn(team)
    commitOn(team, 11, 'Raise the limit')
    team.git('merge', '-q', '--no-edit', '--no-ff', 'web')
    await team.must('sync')
    const segment = await find(team, POOL)
    expect(segment).toMatchObject({ status: 'stale', translatedFrom: CHINESE[2] })
    expect(segment.confidence).toBeGreaterThan(0.7)
  })

  it('should be less sure of a squashed branch', async () => {
    const [plain, squashed] = [await start(), await start()]
    translate(plain)
    commitOn(plain, 10, 'Translate the pool')
    translate(squashed)
    commitOn(squashed, 10, 'Translate the pool (#12)')
    for (const team of [plain, squashed]) await team.must('sync')
    const [sure, unsure] = [await find(plain, POOL), await find(squashed, POOL)]
    expect(unsure.confidence ?? 1).toBeLessThan(sure.confidence ?? 0)
  })

  it('should know the source’s own repository', async () => {
    const book = await makeBook({
      'zhen.config.json': '{"source": {"dir": "zh/docs"}, "target": {"dir": "en/docs"}}\n',
      'zh/docs/a.md': FILES['source-zh/a.md'],
      'en/docs/a.md': FILES['target-en/a.md'],
    })
    const git = (side: 'zh' | 'en', ...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Li', '-c', 'user.email=li@example.org', ...args], { cwd: book.path(side) })
    const commit = (side: 'zh' | 'en', day: string) => {
      git(side, 'add', '-A')
      git(side, 'commit', '-q', '-m', 'bak', '--date', `2025-01-${day}T12:00:00Z`)
    }
    for (const side of ['zh', 'en'] as const) git(side, 'init', '-q')
    commit('zh', '01')
    await book.must('sync')
    commit('en', '02')
    book.write('en/docs/a.md', chapter(...ENGLISH, POOL))
    commit('en', '10')
    book.write('zh/docs/a.md', FILES['source-zh/a.md'].replace('1024', '2048'))
    commit('zh', '11')
    await book.must('sync')
    expect(await find(book, POOL)).toMatchObject({ status: 'stale', translatedFrom: CHINESE[2], basis: 'assumed' })
  })

  it('should be less sure where the clone is cut off', async () => {
    const whole = await start()
    const clone = await start()
    translate(whole)
    commitOn(whole, 10, 'Translate the pool')
    clone.remove('.git')
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${whole.root}`, clone.path('clone')])
    execFileSync('mv', [clone.path('clone/.git'), clone.path('.git')])
    clone.git('checkout', '-q', '--', 'target-en')
    for (const team of [whole, clone]) await team.must('sync')
    const [sure, unsure] = [await find(whole, POOL), await find(clone, POOL)]
    expect(unsure).toMatchObject({ status: 'translated', basis: 'assumed' })
    expect(unsure.confidence ?? 1).toBeLessThan(sure.confidence ?? 0)
  })

  it('should follow a source that was renamed since', async () => {
    const team = await start()
    translate(team)
    commitOn(team, 10, 'Translate the pool')
    moveOn(team)
    commitOn(team, 11, 'Raise the limit')
    team.git('mv', 'source-zh/a.md', 'source-zh/listeners.md')
    team.git('mv', 'target-en/a.md', 'target-en/listeners.md')
    commitOn(team, 12, 'Rename')
    await team.must('sync')
    expect(await find(team, POOL)).toMatchObject({
      chapter: 'listeners.md',
      status: 'stale',
      translatedFrom: CHINESE[2],
    })
    await expectSettled(team)
  })
})

describe('a paragraph edited on both sides between two syncs', () => {
  const edited = 'The listener binds port 15006 and takes all outbound traffic.'
  const bothSides = async (order: readonly ('source' | 'target')[], english = edited) => {
    const team = await start()
    for (const [index, side] of order.entries()) {
      if (side === 'source') team.edit('source-zh/a.md', '15001 端口', '15006 端口')
      else team.write('target-en/a.md', chapter(ENGLISH[0] as string, english))
      commitOn(team, 10 + index, side)
    }
    await team.must('sync')
    await expectSettled(team)
    return find(team, english)
  }

  it('should be up to date where English came later', async () => {
    expect(await bothSides(['source', 'target'])).toMatchObject({ status: 'translated', basis: 'assumed' })
  })

  it('should be stale where English came before', async () => {
    const early = 'The listener binds port 15001 and receives every outbound connection.'
    expect(await bothSides(['target', 'source'], early)).toMatchObject({
      status: 'stale',
      translatedFrom: CHINESE[1],
      targetEdited: false,
      basis: 'assumed',
    })
  })

  it('should be stale where English came later but did not take the number over', async () => {
    const late = 'The listener binds port 15001 and receives every outbound connection.'
    expect(await bothSides(['source', 'target'], late)).toMatchObject({ status: 'stale', targetEdited: true })
  })
})
