import { describe, expect, it } from 'vitest'
import { decide } from '../../src/app/decide.js'
import { draftSegments } from '../../src/app/draft-segments.js'
import type { SegmentRecord } from '../../src/app/ports.js'
import { syncProject } from '../../src/app/sync-project.js'
import { ZhenError } from '../../src/core/errors.js'
import { createMemoryProject, DRAFT, type MemoryProject, UNINTERRUPTED } from '../helpers/project.js'

const CHINESE = [
  '# 监听器',
  '监听器接受下游的连接，每个监听器绑定一个端口。',
  '过滤器链按顺序处理连接上的数据，顺序不可以改变。',
  '连接池最多保存 100 个空闲连接。',
  '路由使用 `retry_on` 决定何时重试请求。',
]

const ENGLISH = [
  '# Listeners',
  'A listener accepts connections from downstream; each listener is bound to one port.',
  'The filter chain processes the bytes of a connection in order, and the order cannot change.',
  'A connection pool keeps at most 100 idle connections.',
  'The route uses `retry_on` to decide when to retry a request.',
]

const page = (blocks: readonly string[]) => `${blocks.join('\n\n')}\n`

async function translatedBook(): Promise<MemoryProject> {
  const project = createMemoryProject([
    ['source:a.md', page(CHINESE)],
    ['target:a.md', page(ENGLISH)],
  ])
  await sync(project)
  return project
}

const sync = (project: MemoryProject) => syncProject(project, { chapters: [], locked: false, dryRun: false })

async function recordsOf(project: MemoryProject): Promise<SegmentRecord[]> {
  return project.index.loadSegments({})
}

async function statuses(project: MemoryProject): Promise<string[]> {
  return (await recordsOf(project)).map(({ status, change, gap }) => [status, change ?? gap].filter(Boolean).join(' '))
}

function edit(project: MemoryProject, key: string, blocks: readonly string[], at: number, ...instead: string[]): void {
  project.workspace.files.set(key, page(blocks.toSpliced(at, 1, ...instead)))
}

const source = (project: MemoryProject, at: number, ...instead: string[]) =>
  edit(project, 'source:a.md', CHINESE, at, ...instead)
const target = (project: MemoryProject, at: number, ...instead: string[]) =>
  edit(project, 'target:a.md', ENGLISH, at, ...instead)

describe('sync, when the source changes', () => {
  it.each([
    [2, '过滤器链按顺序处理连接上的数据；顺序不可以改变。', 'translated punctuation'],
    [3, '连接池最多保存 200 个空闲连接。', 'stale number'],
    [2, '过滤器链按顺序处理连接上的数据，顺序可以改变。', 'stale negation'],
    [4, '路由使用 `retry_policy` 决定何时重试请求。', 'stale code'],
    [1, '监听器接受下游的连接，每个监听器绑定一个端口，并为每个连接创建过滤器链。', 'stale substantive'],
  ])('should say of paragraph %i, now “%s”: %s', async (at, text, status) => {
    const project = await translatedBook()
    source(project, at, text)
    await sync(project)
    const expected = CHINESE.map((_, index) => (index === at ? status : 'translated'))
    expect(await statuses(project)).toEqual(expected)
    expect((await recordsOf(project))[at]?.translatedFrom).toBe(CHINESE[at])
  })

  it('should restore everything when the text comes back', async () => {
    const project = await translatedBook()
    const before = await recordsOf(project)
    source(project, 3, '连接池最多保存 200 个空闲连接。')
    await sync(project)
    project.workspace.files.set('source:a.md', page(CHINESE))
    await sync(project)
    expect(await recordsOf(project)).toEqual(before)
  })

  it('should keep the English of a paragraph that is gone, and give it back when the paragraph returns', async () => {
    const project = await translatedBook()
    const [, , , lost] = await recordsOf(project)
    source(project, 3)
    await sync(project)
    expect((await recordsOf(project)).find(({ id }) => id === lost?.id)).toMatchObject({
      status: 'obsolete',
      targets: [{ text: ENGLISH[3] }],
    })
    project.workspace.files.set('source:a.md', page(CHINESE))
    await sync(project)
    expect((await recordsOf(project))[3]).toEqual(lost)
  })

  it('should link the English of a split paragraph to both parts, as true as it was', async () => {
    const project = await translatedBook()
    source(project, 2, '过滤器链按顺序处理连接上的数据，', '顺序不可以改变。')
    await sync(project)
    const records = await recordsOf(project)
    expect(records.slice(2, 4).map(({ status, targets }) => [status, targets[0]?.text])).toEqual([
      ['translated', ENGLISH[2]],
      ['translated', ENGLISH[2]],
    ])
    expect(records[2]?.group).toEqual([records[2]?.id, records[3]?.id])
  })

  it('should link a merged paragraph to the English of both', async () => {
    const project = await translatedBook()
    source(project, 2, `${CHINESE[2]}${CHINESE[3]}`)
    project.workspace.files.set(
      'source:a.md',
      page([...CHINESE.slice(0, 2), `${CHINESE[2]}${CHINESE[3]}`, CHINESE[4] ?? '']),
    )
    await sync(project)
    const merged = (await recordsOf(project))[2]
    expect(merged?.targets.map(({ text }) => text)).toEqual([ENGLISH[2], ENGLISH[3]])
    expect(merged?.status).toBe('translated')
  })

  it('should follow a paragraph into another chapter, and say that its English stayed behind', async () => {
    const project = await translatedBook()
    const [, , , moving] = await recordsOf(project)
    source(project, 3)
    project.workspace.files.set('source:b.md', page(['# 连接池', CHINESE[3] ?? '']))
    const { seen } = await sync(project)
    expect(seen.first).toContainEqual(
      expect.objectContaining({ id: moving?.id, kind: 'moved', from: 'a.md', to: 'b.md' }),
    )
    const moved = (await recordsOf(project)).find(({ id }) => id === moving?.id)
    expect(moved).toMatchObject({ chapter: 'b.md', status: 'translated', misplaced: true, targets: [{ path: 'a.md' }] })
  })

  it('should follow a renamed chapter with all that was translated and decided', async () => {
    const project = await translatedBook()
    const [first] = await recordsOf(project)
    await decide(project, {
      decision: 'approve',
      ids: [first?.id ?? ''],
      chapter: null,
      touched: false,
      final: false,
      by: 'Wang Fang',
      reason: null,
      dryRun: false,
    })
    const { files } = project.workspace
    files.set('source:net/listeners.md', files.get('source:a.md') ?? '')
    files.delete('source:a.md')
    await sync(project)
    const records = await recordsOf(project)
    expect(records.map(({ chapter, status }) => [chapter, status])).toEqual(
      CHINESE.map((_, index) => ['net/listeners.md', index === 0 ? 'reviewed' : 'translated']),
    )
  })

  it('should list code that changed, though there is no Chinese in it', async () => {
    const fence = (port: number) => `\`\`\`yaml\nport: ${port} # 端口\n\`\`\``
    const project = createMemoryProject([
      ['source:a.md', page([...CHINESE, fence(15001)])],
      ['target:a.md', page([...ENGLISH, fence(15001).replace('端口', 'the port')])],
    ])
    await sync(project)
    expect(await statuses(project)).not.toContain('stale code')
    project.workspace.files.set('source:a.md', page([...CHINESE, fence(15006)]))
    await sync(project)
    expect((await recordsOf(project)).filter(({ status }) => status === 'stale')).toMatchObject([
      { kind: 'fence', block: true, change: 'code' },
    ])
  })
})

describe('sync, when paragraphs change places', () => {
  it('should follow each to the other chapter, and take neither for a new wording of the other', async () => {
    const pool = '每个连接池最多保存一百个空闲的连接，超过的连接会被关闭。'
    const filter = '每个过滤器最多保存一百个等待的请求，然后按照顺序处理。'
    const [pools, filters] = [
      'Each connection pool keeps at most a hundred idle connections and closes the others.',
      'Each filter keeps at most a hundred waiting requests and then processes them in order.',
    ]
    const project = createMemoryProject([
      ['source:a.md', page([CHINESE[1] ?? '', pool, CHINESE[2] ?? ''])],
      ['target:a.md', page([ENGLISH[1] ?? '', pools, ENGLISH[2] ?? ''])],
      ['source:b.md', page([CHINESE[3] ?? '', filter, CHINESE[4] ?? ''])],
      ['target:b.md', page([ENGLISH[3] ?? '', filters, ENGLISH[4] ?? ''])],
    ])
    await sync(project)
    project.workspace.files.set('source:a.md', page([CHINESE[1] ?? '', filter, CHINESE[2] ?? '']))
    project.workspace.files.set('source:b.md', page([CHINESE[3] ?? '', pool, CHINESE[4] ?? '']))
    await sync(project)
    const texts = (await recordsOf(project)).map(({ source, targets }) => [source?.text, targets[0]?.text])
    expect(texts).toEqual(
      expect.arrayContaining([
        [pool, pools],
        [filter, filters],
      ]),
    )
    expect(await statuses(project)).toEqual(Array(6).fill('translated'))
  })
})

describe('sync, when an edition is first seen', () => {
  it('should link one paragraph that stands there many times, one by one', async () => {
    const project = createMemoryProject([
      ['source:a.md', page([CHINESE[0] ?? '', ...Array<string>(500).fill(CHINESE[1] ?? '')])],
      ['target:a.md', page([ENGLISH[0] ?? '', ...Array<string>(500).fill(ENGLISH[1] ?? '')])],
    ])
    await sync(project)
    const records = await recordsOf(project)
    expect(records.map(({ status }) => status)).toEqual(Array(501).fill('translated'))
    expect(records.map(({ source, targets }) => targets[0]?.startLine === source?.startLine)).not.toContain(false)
  })

  it('should link as many of equal paragraphs as there are, in order', async () => {
    const project = createMemoryProject([
      ['source:a.md', page([...Array<string>(250).fill(CHINESE[1] ?? ''), CHINESE[2] ?? ''])],
      ['target:a.md', page([...Array<string>(248).fill(ENGLISH[1] ?? ''), ENGLISH[2] ?? ''])],
    ])
    await sync(project)
    const records = await recordsOf(project)
    expect(records.filter(({ status }) => status === 'translated')).toHaveLength(249)
    expect(records.filter(({ status }) => status === 'untranslated')).toHaveLength(2)
    expect(records.some(({ misplaced }) => misplaced)).toBe(false)
  })
})

describe('sync, when people edit the English', () => {
  it('should keep the link of an edited paragraph', async () => {
    const project = await translatedBook()
    const before = await recordsOf(project)
    target(project, 1, 'Listeners accept downstream connections; each of them is bound to a port of its own.')
    const { seen } = await sync(project)
    expect(seen).toMatchObject({ all: 1, first: [{ kind: 'edited' }] })
    expect((await recordsOf(project))[1]).toMatchObject({ id: before[1]?.id, status: 'translated', change: null })
  })

  it('should clear stale when the edit brings in the new number, and only then', async () => {
    const project = await translatedBook()
    source(project, 3, '连接池最多保存 200 个空闲连接。')
    await sync(project)
    target(project, 3, 'A connection pool will keep at most 100 idle connections.')
    await sync(project)
    expect((await recordsOf(project))[3]).toMatchObject({ status: 'stale', targetEdited: true })
    target(project, 3, 'A connection pool will keep at most 200 idle connections.')
    await sync(project)
    expect((await recordsOf(project))[3]).toMatchObject({ status: 'translated', change: null, targetEdited: false })
  })

  it('should not clear stale for a comma', async () => {
    const project = await translatedBook()
    source(project, 1, '监听器接受下游的连接，每个监听器绑定一个端口，并为每个连接创建过滤器链。')
    await sync(project)
    target(project, 1, (ENGLISH[1] ?? '').replace(';', ','))
    await sync(project)
    expect((await recordsOf(project))[1]).toMatchObject({ status: 'stale', targetEdited: true })
  })

  it('should say that a person removed it', async () => {
    const project = await translatedBook()
    target(project, 3)
    await sync(project)
    expect((await recordsOf(project))[3]).toMatchObject({ status: 'untranslated', gap: 'deleted' })
  })

  it('should keep an added paragraph apart, now and later', async () => {
    const project = await translatedBook()
    target(project, 2, ENGLISH[2] ?? '', "*Translator's note: the order matters a great deal here.*")
    await sync(project)
    expect((await statuses(project)).filter((status) => status === 'added')).toHaveLength(1)
    source(project, 2, CHINESE[2] ?? '', '写缓冲区有高低两个水位。')
    await sync(project)
    const records = await recordsOf(project)
    expect(records[3]).toMatchObject({ status: 'untranslated', gap: 'new', targets: [] })
    expect(records.filter(({ status }) => status === 'added')).toHaveLength(1)
  })

  it('should link English that came before its Chinese', async () => {
    const project = await translatedBook()
    target(project, 2, ENGLISH[2] ?? '', 'The write buffer has 2 watermarks, a high one and a low one.')
    await sync(project)
    source(project, 2, CHINESE[2] ?? '', '写缓冲区有 2 个水位，一高一低。')
    await sync(project)
    const [, , , fourth, ...others] = await recordsOf(project)
    expect(fourth).toMatchObject({ status: 'translated', basis: 'assumed', targets: [{ startLine: 7 }] })
    expect(others.filter(({ status }) => status === 'added')).toEqual([])
    expect((await sync(project)).written).toEqual([])
  })

  it.each(['a.md', 'b.md'])(
    'should not take a copy of what a text of %s became for the English of another',
    async (at) => {
      const project = await translatedBook()
      const copy = 'A connection pool keeps at most 100 idle connections.'
      const [chinese, english] =
        at === 'a.md'
          ? [CHINESE, ENGLISH]
          : [
              ['# 池', '池很小。'],
              ['# Pools', 'Pools are small.'],
            ]
      project.workspace.files.set('source:b.md', page(['# 池', '池很小。']))
      project.workspace.files.set('target:b.md', page(['# Pools', 'Pools are small.']))
      project.workspace.files.set(`target:${at}`, page([...english, copy]))
      await sync(project)
      const came = '连接池最多保存 100 个连接，其中空闲的不会关闭。'
      project.workspace.files.set(`source:${at}`, page([...chinese, came]))
      await sync(project)
      const records = await recordsOf(project)
      expect(records.find(({ source }) => source?.text === came)).toMatchObject({ status: 'untranslated', targets: [] })
      expect(records.filter(({ status }) => status === 'added')).toMatchObject([
        { targets: [{ text: copy, path: at }] },
      ])
      project.workspace.files.set(`source:${at}`, page([...chinese, CHINESE[3] ?? '']))
      await sync(project)
      const [same] = (await recordsOf(project)).filter(({ chapter }) => chapter === at).slice(-1)
      expect(same).toMatchObject({
        status: 'translated',
        source: { text: CHINESE[3] },
        targets: [{ text: copy, path: at }],
      })
    },
  )

  it('should link a chapter that was written in English first', async () => {
    const project = createMemoryProject([
      ['source:b.md', '# 别的'],
      ['target:a.md', page(ENGLISH)],
    ])
    await sync(project)
    project.workspace.files.set('source:a.md', page(CHINESE))
    await sync(project)
    const statuses = (await recordsOf(project)).filter(({ chapter }) => chapter === 'a.md').map(({ status }) => status)
    expect(statuses).toEqual(CHINESE.map(() => 'translated'))
  })

  it('should link a chapter whose source was in English too, and is put into Chinese', async () => {
    const project = createMemoryProject([
      ['source:a.md', page(ENGLISH)],
      ['target:a.md', page(ENGLISH)],
    ])
    await sync(project)
    project.workspace.files.set('source:a.md', page(CHINESE))
    await sync(project)
    const statuses = (await recordsOf(project)).map(({ status }) => status)
    expect(statuses).toEqual(CHINESE.map(() => 'translated'))
    expect((await sync(project)).written).toEqual([])
  })

  it('should find what needs no translation again when the English chapter is renamed before the Chinese', async () => {
    const project = createMemoryProject([
      ['source:a.md', page([...CHINESE, '`upstream_rq_active`'])],
      ['target:a.md', page([...ENGLISH, '`upstream_rq_active`'])],
    ])
    await sync(project)
    for (const side of ['target', 'source']) {
      project.workspace.files.set(`${side}:b.md`, project.workspace.files.get(`${side}:a.md`) ?? '')
      project.workspace.files.delete(`${side}:a.md`)
      await sync(project)
    }
    const statuses = (await recordsOf(project)).map(({ status }) => status)
    expect(statuses).toEqual([...CHINESE.map(() => 'translated'), 'carried'])
  })

  it('should take a translation in place of the Chinese copy, and say that it concluded so', async () => {
    const copied = ENGLISH.with(2, CHINESE[2] ?? '')
    const project = createMemoryProject([
      ['source:a.md', page(CHINESE)],
      ['target:a.md', page(copied)],
    ])
    await sync(project)
    expect((await statuses(project))[2]).toBe('untranslated copy')
    project.workspace.files.set('target:a.md', page(ENGLISH))
    await sync(project)
    expect((await recordsOf(project))[2]).toMatchObject({
      status: 'translated',
      basis: 'assumed',
      targets: [{ text: ENGLISH[2] }],
    })
  })
})

describe('drafts and people', () => {
  const repeated = '请勿在生产环境中直接使用这里的取值。'
  const english = 'Do not use these values in production.'

  /** Six chapters with the same sentence, translated in the first. */
  async function draftedBook(): Promise<MemoryProject> {
    const chapters = ['b', 'c', 'd', 'e', 'f', 'g']
    const project = createMemoryProject([
      ['source:a.md', page(['# 甲', repeated])],
      ['target:a.md', page(['# First', english])],
      ...chapters.flatMap((name): [string, string][] => [
        [`source:${name}.md`, page([`# 第 ${name} 章`, repeated])],
        [`target:${name}.md`, page([`# Chapter ${name}`, repeated])],
      ]),
    ])
    await sync(project)
    await draftSegments(
      { ...project, engine: null, interruption: UNINTERRUPTED },
      { ...DRAFT, statuses: ['untranslated'] },
    )
    return project
  }

  const draftsOf = async (project: MemoryProject) =>
    (await recordsOf(project)).filter(({ status }) => status === 'draft')

  it('should know a draft for what it is', async () => {
    const project = await draftedBook()
    expect(await draftsOf(project)).toHaveLength(6)
    expect(project.workspace.files.get('target:b.md')).toBe(page(['# Chapter b', english]))
    expect(project.workspace.files.get('ledger:b.md')).not.toContain('pending')
  })

  it('should give a draft to the person who changed its words', async () => {
    const project = await draftedBook()
    project.workspace.files.set('target:b.md', page(['# Chapter b', 'Never use these values in production.']))
    await sync(project)
    const record = (await recordsOf(project)).find(({ chapter, kind }) => chapter === 'b.md' && kind === 'paragraph')
    expect(record).toMatchObject({ status: 'translated', origin: { type: 'person', name: 'memory' } })
  })

  it('should leave a draft a draft when only its punctuation changed, but protect it', async () => {
    const project = await draftedBook()
    project.workspace.files.set('target:b.md', page(['# Chapter b', 'Do not use these values in production!']))
    await sync(project)
    expect((await draftsOf(project)).find(({ chapter }) => chapter === 'b.md')).toMatchObject({ protected: true })
  })

  it('should not take a search and replace over five drafts for five people reading', async () => {
    const project = await draftedBook()
    for (const name of ['b', 'c', 'd', 'e', 'f']) {
      project.workspace.files.set(
        `target:${name}.md`,
        page([`# Chapter ${name}`, english.replace('values', 'settings')]),
      )
    }
    await sync(project)
    expect((await draftsOf(project)).filter((record) => record.protected)).toHaveLength(5)
  })

  it('should drop the fact of a draft that never got into its chapter', async () => {
    const project = await draftedBook()
    const ledger = project.workspace.files.get('ledger:b.md') ?? ''
    project.workspace.files.set('ledger:b.md', ledger.replace('"fact":"machine"', '"fact":"machine","pending":true'))
    project.workspace.files.set('target:b.md', page(['# Chapter b', repeated]))
    await sync(project)
    const record = (await recordsOf(project)).find(({ chapter, kind }) => chapter === 'b.md' && kind === 'paragraph')
    expect(record).toMatchObject({ status: 'untranslated', gap: 'copy' })
    expect(record?.facts).toEqual([])
  })
})

describe('what a sync tells of', () => {
  /** Two batches of chapters. */
  const manyChapters = () =>
    createMemoryProject(
      Array.from({ length: 80 }, (_, at) => [`source:${10 + at}.md`, page([`第 ${at} 段。`])] as const),
    )

  /** What a plan tells of that the disk disturbs as often as it says. */
  async function toldOf(project: MemoryProject, disturbed: number) {
    const told: string[] = []
    const { workspace } = project
    let left = disturbed
    const report = await syncProject(
      {
        ...project,
        workspace: {
          ...workspace,
          async read(side, path) {
            if (path === '85.md' && left-- > 0) throw new ZhenError('file-changed', { path })
            return workspace.read(side, path)
          },
        },
        listener: {
          take: async (changes) =>
            void told.push(...changes.map(({ chapter, kind, to }) => `${chapter} ${kind} ${to}`)),
          forget: async () => void told.splice(0),
        },
      },
      { chapters: [], locked: false, dryRun: true },
    )
    return { told: told.sort(), all: report.seen.all }
  }

  it('should be told once, where the book is looked at again in the middle', async () => {
    const expected = await toldOf(manyChapters(), 0)
    expect(expected.all).toBe(80)
    expect(expected.told).toHaveLength(80)
    expect(await toldOf(manyChapters(), 2)).toEqual(expected)
  })
})
