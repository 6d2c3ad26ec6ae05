import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Build, build } from '../helpers/build.js'
import { lostFacts, makeTeam, type Team } from '../helpers/team.js'

let built: Build

beforeAll(() => {
  built = build()
}, 120_000)
afterAll(() => built.remove())

const CHINESE = [
  '# 监听器',
  '监听器绑定 15001 端口，接收所有出站流量。',
  '连接池限制并发请求的数量，避免压垮上游。',
  '熔断器在错误过多时切断请求。',
  '健康检查定期探测每个端点。',
]
const ENGLISH = [
  '# Listeners',
  'The listener binds port 15001 and takes all outbound traffic.',
  'A connection pool limits the number of concurrent requests, so that the upstream is not overwhelmed.',
]

const chapter = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n`
const FILES = {
  'source-zh/a.md': chapter(...CHINESE),
  'target-en/a.md': chapter(...ENGLISH),
  'source-zh/b.md': chapter('# 路由', '路由把请求交给集群。'),
  'target-en/b.md': chapter('# Routes', 'A route hands requests to a cluster.'),
}

const BREAKER = 'A circuit breaker cuts requests off when there are too many errors.'
const CHECK = 'Health checks probe every endpoint from time to time.'

/** What must hold after any merge: one sync makes the ledger right, and nothing either side knew is gone. */
async function expectRight(team: Team, ...branches: string[]): Promise<void> {
  await team.must('sync')
  expect((await team.run('sync', '--locked')).stderr).toBe('')
  expect(await team.must('sync', '--locked')).toMatchObject({ exitCode: 0 })
  for (const branch of branches) expect(lostFacts(team, branch)).toEqual([])
  const ids = team.lines().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const before = team.tree()
  await team.must('sync')
  expect(team.tree()).toEqual(before)
}

const find = async (team: Team, words: string) => {
  const found = (await team.list()).filter(({ source, targets }) =>
    [source?.text, ...targets.map(({ text }) => text)].some((text) => text?.includes(words)),
  )
  expect(found).toHaveLength(1)
  return found[0] as (typeof found)[number]
}

const statuses = async (team: Team, name: string) =>
  (await team.list(name)).filter(({ block }) => !block).map(({ status }) => status)

/** Merges `theirs` into `ours`. Chapters in conflict are solved as `solved` says; the ledger is never touched by hand. */
async function merge(team: Team, ours: string, theirs: string, solved: Readonly<Record<string, string>> = {}) {
  team.git('checkout', '-q', ours)
  const { ok } = team.tryGit('merge', '-q', '--no-edit', theirs)
  const conflicts = team.git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean)
  for (const [path, text] of Object.entries(solved)) {
    team.write(path, text)
    team.git('add', '-A', '--', path)
  }
  return { ok, conflicts }
}

describe.each(['with the driver', 'without it'])('%s', (way) => {
  const withDriver = way === 'with the driver'
  const start = (files: Readonly<Record<string, string>> = FILES) => makeTeam(files, withDriver ? built.main : null)

  it('should merge the work of two on neighbouring paragraphs by itself', async () => {
    const files = {
      ...FILES,
      'target-en/a.md': chapter(...ENGLISH, CHINESE[3] as string, CHINESE[4] as string),
    }
    const team = await start(files)
    await team.branch('one', () => team.edit('target-en/a.md', CHINESE[3] as string, BREAKER))
    await team.branch('two', () => team.edit('target-en/a.md', CHINESE[4] as string, CHECK))
    expect(await merge(team, 'one', 'two')).toEqual({ ok: true, conflicts: [] })
    expect(team.read('target-en/a.md')).toBe(chapter(...ENGLISH, BREAKER, CHECK))
    await expectRight(team, 'one', 'two')
    expect(await statuses(team, 'a')).toEqual(Array(5).fill('translated'))
  })

  it('should keep both of two translations of one paragraph', async () => {
    const team = await start()
    const other = 'The breaker trips when errors pile up.'
    await team.branch('one', () => team.write('target-en/a.md', chapter(...ENGLISH, BREAKER)))
    await team.branch('two', async () => {
      team.write('target-en/a.md', chapter(...ENGLISH, other))
      await team.must('sync')
      await team.must('approve', (await find(team, other)).id, '--by', 'Han Meimei')
    })
    const { conflicts } = await merge(team, 'one', 'two', { 'target-en/a.md': chapter(...ENGLISH, BREAKER) })
    expect(conflicts.includes('target-en/.zhen/a.md.jsonl')).toBe(!withDriver)
    const before = await team.list()
    const { stderr } = await team.must('status')
    expect(stderr.includes('target-en/.zhen/a.md.jsonl holds a merge conflict')).toBe(!withDriver)
    expect((await team.must('status')).stderr).toBe(stderr)
    expect((await team.run('sync', '--locked')).exitCode).toBe(withDriver ? 0 : 1)
    await expectRight(team, 'one', 'two')
    expect(await team.list()).toEqual(before)
    expect((await team.must('status')).stderr).toBe('')
    const segment = await find(team, BREAKER)
    expect(segment.status).toBe('translated')
    const { stdout } = await team.must('show', segment.id)
    expect(stdout).toContain(other)
    // Taking the other one after all finds its approval again.
    team.edit('target-en/a.md', BREAKER, other)
    await team.must('sync')
    expect((await find(team, other)).status).toBe('reviewed')
  })

  it('should follow a paragraph that one moved and the other edited', async () => {
    const team = await start()
    const [, listener = '', pool = ''] = ENGLISH
    const edited = pool.replace('is not overwhelmed', 'survives')
    await team.branch('one', () => {
      team.write('source-zh/a.md', chapter(CHINESE[0] as string, CHINESE[1] as string, CHINESE[3] as string))
      team.write('source-zh/b.md', `${team.read('source-zh/b.md')}\n${CHINESE[2]}\n`)
      team.write('target-en/a.md', chapter(ENGLISH[0] as string, listener))
      team.write('target-en/b.md', `${team.read('target-en/b.md')}\n${pool}\n`)
    })
    await team.branch('two', async () => {
      team.edit('target-en/a.md', pool, edited)
      await team.must('sync')
      await team.must('approve', (await find(team, edited)).id, '--by', 'Han Meimei')
    })
    await merge(team, 'one', 'two', {
      'target-en/a.md': chapter(ENGLISH[0] as string, listener),
      'target-en/b.md': chapter('# Routes', 'A route hands requests to a cluster.', edited),
    })
    await expectRight(team, 'one', 'two')
    expect(await find(team, edited)).toMatchObject({
      chapter: 'b.md',
      status: 'reviewed',
      source: { text: CHINESE[2] },
    })
  })

  it('should know a newer source that one synced and an approval that the other gave', async () => {
    const team = await start()
    const [, listener = ''] = ENGLISH
    await team.branch('one', () => team.edit('source-zh/a.md', '15001', '15006'))
    await team.branch(
      'two',
      async () => {
        await team.must('approve', (await find(team, listener)).id, '--by', 'Han Meimei')
        await team.must('approve', (await find(team, '连接池')).id, '--by', 'Han Meimei')
      },
      { sync: false },
    )
    await merge(team, 'one', 'two')
    await expectRight(team, 'one', 'two')
    expect(await find(team, listener)).toMatchObject({ status: 'stale', change: 'number', translatedFrom: CHINESE[1] })
    expect((await find(team, '连接池')).status).toBe('reviewed')
    team.edit('source-zh/a.md', '15006', '15001')
    expect((await find(team, listener)).status).toBe('reviewed')
  })

  it('should give a paragraph that both took in one line', async () => {
    const team = await start()
    const added = '重试会放大流量。'
    team.write('source-zh/a.md', `${team.read('source-zh/a.md')}\n${added}\n`)
    team.commit('Chinese goes on')
    await team.branch('one', () => {})
    await team.branch('two', async () => {
      await team.must('sync')
      await team.must('omit', (await find(team, added)).id, '--by', 'Han Meimei', '--reason', 'said above')
    })
    await merge(team, 'one', 'two')
    await expectRight(team, 'one', 'two')
    expect((await find(team, added)).status).toBe('omitted')
  })

  it('should follow a chapter that one branch renamed', async () => {
    const team = await start()
    await team.branch('one', () => {
      team.git('mv', 'source-zh/a.md', 'source-zh/listeners.md')
      team.git('mv', 'target-en/a.md', 'target-en/listeners.md')
    })
    await team.branch('two', async () => {
      team.edit('target-en/a.md', 'takes all', 'accepts all')
      await team.must('sync')
      await team.must('approve', (await find(team, 'accepts all')).id, '--by', 'Han Meimei')
    })
    await merge(team, 'one', 'two')
    team.git('add', '-A')
    await expectRight(team, 'one', 'two')
    expect(await find(team, 'accepts all')).toMatchObject({ chapter: 'listeners.md', status: 'reviewed' })
    expect((await team.status()).chapters.map((each) => each.chapter)).toEqual(['b.md', 'listeners.md'])
  })

  it.each(['rebase', 'cherry-pick'])('should hold after a %s', async (how) => {
    const team = await start()
    const [, listener = '', pool = ''] = ENGLISH
    await team.branch('one', async () => {
      await team.must('approve', (await find(team, listener)).id, '--by', 'Li Lei')
      team.write('target-en/a.md', chapter(...ENGLISH, BREAKER))
    })
    await team.branch('two', async () => {
      await team.must('approve', (await find(team, listener)).id, '--by', 'Han Meimei')
      await team.must('approve', (await find(team, pool)).id, '--by', 'Han Meimei')
    })
    team.git('tag', 'two-before', 'two')
    team.git('checkout', '-q', how === 'rebase' ? 'two' : 'one')
    const { ok } = team.tryGit(how, how === 'rebase' ? 'one' : 'two')
    expect(ok).toBe(withDriver)
    if (!ok) {
      await team.must('sync')
      team.git('add', '-A')
      team.git(how, '--continue')
    }
    await expectRight(team, 'one', 'two-before')
    expect((await statuses(team, 'a')).slice(1, 4)).toEqual(['reviewed', 'reviewed', 'translated'])
  })

  it('should need no more than a sync where the pins differ', async () => {
    const team = await start()
    await team.branch('one', async () => {
      team.edit('source-zh/a.md', '15001', '15006')
      team.commit('Port')
    })
    await team.branch('two', async () => {
      team.edit('source-zh/b.md', '集群', '一个集群')
      team.commit('Cluster')
    })
    const { ok } = await merge(team, 'one', 'two')
    expect(ok).toBe(withDriver)
    await expectRight(team, 'one', 'two')
  })
})

describe('zhen init', () => {
  it('should set the driver up, and leave one that is right', async () => {
    const team = await makeTeam(FILES, built.main)
    const driver = team.git('config', 'merge.zhen.driver').trim()
    expect(driver).toContain(' merge-ledger %O %A %B %P ||')
    expect(team.git('check-attr', 'merge', '--', 'target-en/.zhen/a.md.jsonl', 'target-en/.zhen/source.json')).toBe(
      'target-en/.zhen/a.md.jsonl: merge: zhen\ntarget-en/.zhen/source.json: merge: zhen\n',
    )
    const { stdout } = await team.must('init', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ created: [], changed: [], mergeDriver: 'changed' })
    const again = await team.must('init', '--format', 'json')
    expect(JSON.parse(again.stdout)).toMatchObject({ mergeDriver: 'unchanged' })
  })
})

describe('zhen merge-ledger', () => {
  it('should not let the text between conflict markers into the ledger', async () => {
    const team = await makeTeam(FILES, built.main)
    const example = `${chapter(...ENGLISH)}\n\`\`\`\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n\`\`\`\n`
    await team.branch('one', () => team.write('target-en/a.md', chapter(...ENGLISH, BREAKER)))
    await team.branch('two', () => team.write('target-en/a.md', chapter(...ENGLISH, CHECK)))
    await merge(team, 'one', 'two')
    const before = team.tree()
    const { exitCode, stderr } = await team.run('sync')
    expect({ exitCode, tree: team.tree() }).toEqual({ exitCode: 2, tree: before })
    expect(stderr).toContain('target-en/a.md:7 is in the middle of a merge')
    await team.must('status')
    team.write('target-en/a.md', example)
    team.git('add', '-A')
    await team.must('sync')
  })

  it('should be missed without harm where zhen is gone', async () => {
    const team = await makeTeam(FILES, '/no/such/zhen/main.js')
    const other = 'The breaker trips when errors pile up.'
    await team.branch('one', () => team.write('target-en/a.md', chapter(...ENGLISH, BREAKER)))
    await team.branch('two', () => team.write('target-en/a.md', chapter(...ENGLISH, other)))
    const { conflicts } = await merge(team, 'one', 'two', { 'target-en/a.md': chapter(...ENGLISH, BREAKER) })
    expect(conflicts).toContain('target-en/.zhen/a.md.jsonl')
    await expectRight(team, 'one', 'two')
  })

  it('should leave both sides to a person where one cannot be read', async () => {
    const team = await makeTeam(FILES, built.main)
    const ledger = 'target-en/.zhen/a.md.jsonl'
    await team.branch('one', () => team.write('target-en/a.md', chapter(...ENGLISH, BREAKER)))
    await team.branch('two', () => team.write(ledger, `${team.read(ledger).slice(0, -40)}\n`), { sync: false })
    const { ok, conflicts } = await merge(team, 'one', 'two')
    expect({ ok, conflicts }).toEqual({ ok: false, conflicts: [ledger] })
    expect(team.read(ledger)).toMatch(/^<<<<<<< ours\n.*\n=======\n.*\n>>>>>>> theirs\n$/s)
    const { exitCode, stderr } = await team.run('sync')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('is no ledger line')
  })
})
