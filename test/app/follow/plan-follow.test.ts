import { describe, expect, it } from 'vitest'
import { type FollowReport, followChapters } from '../../../src/app/follow-chapters.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'

type Files = Readonly<Record<string, string>>

const SYNC = { chapters: [], locked: false, dryRun: false }

/** A project that was synced with `before`, and to which `after` happened then. `null` takes a file away. */
async function happened(before: Files, after: Readonly<Record<string, string | null>>): Promise<MemoryProject> {
  const project = createMemoryProject(Object.entries(before))
  await syncProject(project, SYNC)
  for (const [key, text] of Object.entries(after)) {
    if (text === null) project.workspace.files.delete(key)
    else project.workspace.files.set(key, text)
  }
  return project
}

/** The English chapters after `follow`, and what it said. */
async function follow(project: MemoryProject): Promise<{ readonly english: Files; readonly report: FollowReport }> {
  const dry = await followChapters(project, { chapters: [], dryRun: true })
  const report = await followChapters(project, { chapters: [], dryRun: false })
  expect({ ...dry, dryRun: false }).toEqual(report)
  const english = [...project.workspace.files].filter(([key]) => key.startsWith('target:'))
  return { english: Object.fromEntries(english.sort()), report }
}

async function misplaced(project: MemoryProject): Promise<number> {
  return (await project.index.loadSegments({})).filter((record) => record.misplaced).length
}

const ZH = [
  '# 监听器',
  '监听器绑定 15001 端口。',
  '连接池限制 20 个并发请求。',
  '熔断器保护 30 个上游。',
  '重试最多 40 次。',
]
const EN = [
  '# Listeners',
  'The listener binds port 15001.',
  'A connection pool limits 20 concurrent requests.',
  'A circuit breaker protects 30 upstreams.',
  'There are at most 40 retries.',
]

const text = (blocks: readonly string[], order: readonly number[]) => `${order.map((at) => blocks[at]).join('\n\n')}\n`

describe('follow', () => {
  it('should move a paragraph within its chapter', async () => {
    const project = await happened(
      { 'source:a.md': text(ZH, [0, 1, 2, 3, 4]), 'target:a.md': text(EN, [0, 1, 2, 3, 4]) },
      { 'source:a.md': text(ZH, [0, 2, 3, 4, 1]) },
    )
    const { english, report } = await follow(project)
    expect(english).toEqual({ 'target:a.md': text(EN, [0, 2, 3, 4, 1]) })
    expect(report.moves).toMatchObject([{ from: 'a.md', to: 'a.md', line: 3, text: EN[1] }])
    expect(await misplaced(project)).toBe(0)
  })

  it('should move a paragraph to another chapter', async () => {
    const project = await happened(
      {
        'source:a.md': text(ZH, [0, 1, 2]),
        'target:a.md': text(EN, [0, 1, 2]),
        'source:b.md': text(ZH, [3, 4]),
        'target:b.md': text(EN, [3, 4]),
      },
      { 'source:a.md': text(ZH, [0, 2]), 'source:b.md': text(ZH, [3, 1, 4]) },
    )
    const { english, report } = await follow(project)
    expect(english).toEqual({ 'target:a.md': text(EN, [0, 2]), 'target:b.md': text(EN, [3, 1, 4]) })
    expect(report).toMatchObject({ renames: [], left: [], moves: [{ from: 'a.md', to: 'b.md' }] })
    expect(await misplaced(project)).toBe(0)
  })

  it('should move a paragraph in front of an item that is a paragraph in English', async () => {
    const item = (blocks: readonly string[]) => blocks.with(3, `- ${blocks[3]}`)
    const project = await happened(
      {
        'source:a.md': text(ZH, [0, 1, 2]),
        'target:a.md': text(EN, [0, 1, 2]),
        'source:b.md': text(item(ZH), [3, 4]),
        'target:b.md': text(EN, [3, 4]),
      },
      { 'source:a.md': text(ZH, [0, 2]), 'source:b.md': text(item(ZH), [1, 3, 4]) },
    )
    const { english, report } = await follow(project)
    expect(english).toEqual({ 'target:a.md': text(EN, [0, 2]), 'target:b.md': text(EN, [1, 3, 4]) })
    expect(report).toMatchObject({ left: [], moves: [{ from: 'a.md', to: 'b.md' }] })
    expect(await misplaced(project)).toBe(0)
  })

  it('should rename a file whose source was renamed, and edit it on the way', async () => {
    const project = await happened(
      { 'source:a.md': text(ZH, [0, 1, 2, 3, 4]), 'target:a.md': text(EN, [0, 1, 2, 3, 4]) },
      { 'source:a.md': null, 'source:x/b.md': text(ZH, [0, 1, 2, 4, 3]) },
    )
    const { english, report } = await follow(project)
    expect(english).toEqual({ 'target:x/b.md': text(EN, [0, 1, 2, 4, 3]) })
    expect(report.renames).toEqual([{ from: 'a.md', to: 'x/b.md' }])
    expect([...report.written].sort()).toEqual(['target/a.md', 'target/x/b.md'])
    expect(await misplaced(project)).toBe(0)
  })

  it('should divide a file whose source was divided', async () => {
    const project = await happened(
      { 'source:a.md': text(ZH, [0, 1, 2, 3, 4]), 'target:a.md': text(EN, [0, 1, 2, 3, 4]) },
      { 'source:a.md': text(ZH, [0, 1, 2]), 'source:b.md': text(ZH, [3, 4]) },
    )
    const { english } = await follow(project)
    expect(english).toEqual({ 'target:a.md': text(EN, [0, 1, 2]), 'target:b.md': text(EN, [3, 4]) })
  })

  it('should unite files whose sources were united', async () => {
    const project = await happened(
      {
        'source:a.md': text(ZH, [0, 1]),
        'target:a.md': text(EN, [0, 1]),
        'source:b.md': text(ZH, [2, 3, 4]),
        'target:b.md': text(EN, [2, 3, 4]),
      },
      { 'source:a.md': text(ZH, [0, 1, 2, 3, 4]), 'source:b.md': null },
    )
    const { english } = await follow(project)
    expect(english).toEqual({ 'target:a.md': text(EN, [0, 1, 2, 3, 4]) })
  })

  it('should move a section with its label, code and list', async () => {
    const section = (zh: boolean) => [
      zh ? '(重试)=' : '(retries)=',
      zh ? '## 重试' : '## Retries',
      zh ? '- 第 1 次重试\n- 第 2 次重试' : '- The retry number 1\n- The retry number 2',
      '```yaml\nretries: 40\n```',
      zh ? ':::{note}\n重试要花 50 毫秒。\n:::' : ':::{note}\nA retry takes 50 ms.\n:::',
    ]
    const zh = [...ZH.slice(0, 2), ...section(true), '## 监听', ...ZH.slice(2)]
    const en = [...EN.slice(0, 2), ...section(false), '## Listening', ...EN.slice(2)]
    const order = [0, 1, 7, 8, 9, 10, 2, 3, 4, 5, 6]
    const first = zh.map((_, index) => index)
    const project = await happened(
      { 'source:a.md': text(zh, first), 'target:a.md': text(en, first) },
      { 'source:a.md': text(zh, order) },
    )
    const { english, report } = await follow(project)
    expect(report.left).toEqual([])
    expect(english['target:a.md']).toBe(text(en, order))
  })

  it('should leave what it cannot move safely, and say why', async () => {
    const table = (rows: readonly string[]) => ['| a | b |', '| - | - |', ...rows].join('\n')
    const rows = ['| 监听器甲 | 一 |', '| 连接池乙 | 二 |', '| 熔断器丙 | 三 |']
    const english = ['| Listener A | one |', '| Pool B | two |', '| Breaker C | three |']
    const moved = [rows[1], rows[2], rows[0]] as string[]
    const project = await happened(
      { 'source:a.md': `${table(rows)}\n`, 'target:a.md': `${table(english)}\n` },
      { 'source:a.md': `${table(moved)}\n` },
    )
    const before = project.workspace.files.get('target:a.md')
    const { report, english: after } = await follow(project)
    expect(after).toEqual({ 'target:a.md': before })
    expect(new Set(report.left.map(({ reason }) => reason))).toEqual(new Set(['holds-more']))
    expect(report.written).toEqual([])
  })

  it('should keep all text somewhere, wherever writing ends', async () => {
    const before = {
      'source:a.md': text(ZH, [0, 1, 2]),
      'target:a.md': text(EN, [0, 1, 2]),
      'source:b.md': text(ZH, [3, 4]),
      'target:b.md': text(EN, [3, 4]),
    }
    for (let writes = 0; writes < 6; writes++) {
      const project = await happened(before, { 'source:a.md': text(ZH, [0, 1, 3]), 'source:b.md': text(ZH, [2, 4]) })
      const { workspace } = project
      let left = writes
      const counted =
        <A extends unknown[], R>(work: (...given: A) => Promise<R>) =>
        async (...given: A) => {
          if (left-- === 0) throw new Error('killed')
          return work(...given)
        }
      const dying = {
        ...workspace,
        writeTarget: counted(workspace.writeTarget),
        removeTarget: counted(workspace.removeTarget),
      }
      await followChapters({ ...project, workspace: dying }, { chapters: [], dryRun: false }).catch(() => {})
      const all = [...workspace.files].flatMap(([key, text]) => (key.startsWith('target:') ? [text] : [])).join('\n')
      for (const paragraph of EN) expect(all).toContain(paragraph)
      const { english } = await follow(project)
      const again = Object.values(english).join('\n')
      for (const paragraph of EN) expect(again).toContain(paragraph)
    }
  })

  it('should move only into the chapters that were named', async () => {
    const project = await happened(
      {
        'source:a.md': text(ZH, [0, 1, 2]),
        'target:a.md': text(EN, [0, 1, 2]),
        'source:b.md': text(ZH, [3, 4]),
        'target:b.md': text(EN, [3, 4]),
      },
      { 'source:a.md': text(ZH, [0, 2, 1]), 'source:b.md': text(ZH, [4, 3]) },
    )
    const { moves } = await followChapters(project, { chapters: ['b'], dryRun: true })
    expect(moves.map(({ to }) => to)).toEqual(['b.md'])
  })
})
