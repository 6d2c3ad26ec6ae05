import { describe, expect, it } from 'vitest'
import { acceptSuggestions } from '../../../src/app/accept-suggestions.js'
import { type DraftDeps, draftSegments } from '../../../src/app/draft-segments.js'
import type { Engine } from '../../../src/app/engine-port.js'
import type { DraftInput } from '../../../src/app/input.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { ZhenError } from '../../../src/core/errors.js'
import { parseLedger } from '../../../src/core/ledger.js'
import { createMemoryProject, DRAFT, type MemoryProject, UNINTERRUPTED } from '../../helpers/project.js'
import { createScriptedEngine, pseudoEnglish } from '../../helpers/scripted-engine.js'

const SOURCE = '# 监听器\n\n监听器绑定 `15001` 端口。\n\n连接池限制并发请求。\n\n熔断器保护上游。\n'
const PRICE = { characters: 20, inputTokens: null, outputTokens: null, currency: 'EUR' }

const untranslated = (source = SOURCE) => createMemoryProject([['source:a.md', source]])

function draft(
  project: MemoryProject,
  engine: Engine | null,
  input: Partial<DraftInput> = {},
  deps: Partial<DraftDeps> = {},
) {
  return draftSegments(
    { ...project, engine, interruption: UNINTERRUPTED, ...deps },
    { ...DRAFT, engine: engine?.name ?? 'memory', ...input },
  )
}

const sync = (project: MemoryProject) => syncProject(project, { chapters: [], locked: false, dryRun: false })
const english = (project: MemoryProject) => project.workspace.files.get('target:a.md')
const records = (project: MemoryProject) => project.index.loadSegments({})
const sentTexts = ({ requests }: { readonly requests: readonly (readonly { readonly text: string }[])[] }) =>
  requests.flat().map(({ text }) => text)

describe('a draft by an engine', () => {
  it('should put English into the chapter, marked as a draft of the engine', async () => {
    const project = untranslated()
    const report = await draft(project, createScriptedEngine())
    expect(report).toMatchObject({ drafted: 4, suggested: 0, refused: [], requests: 2, stopped: null, failure: null })
    expect(english(project)).toBe(pseudoEnglish(SOURCE).replaceAll('。', '.'))
    const found = await records(project)
    expect(found.map(({ status }) => status)).toEqual(['draft', 'draft', 'draft', 'draft'])
    expect(found[0]?.origin).toEqual({ type: 'engine', name: 'scripted' })
    expect(found[0]?.facts).toEqual([expect.objectContaining({ fact: 'machine', engine: 'scripted', model: 'one' })])
  })

  it.each([
    ['1、安装。', '1. Install.', '1\\. Install.'],
    ['＋新增。', '+ Added.', '\\+ Added.'],
    ['百分之一。', '% of it.', '\\% of it.'],
  ])('should stay a draft where it had to be escaped: %s', async (source, answer, written) => {
    const project = untranslated(`# 标题\n\n${source}\n`)
    const engine = createScriptedEngine({
      script: (texts) => texts.map(({ text }) => (text === source ? answer : 'Title')),
    })
    await draft(project, engine)
    await sync(project)
    expect(english(project)).toBe(`# Title\n\n${written}\n`)
    const [, record] = await records(project)
    expect(record).toMatchObject({ status: 'draft', facts: [{ fact: 'machine', target: written }] })
  })

  it('should write the fact before the chapter', async () => {
    const project = untranslated()
    const { workspace } = project
    const seen: boolean[] = []
    workspace.onWrite = (key) => {
      if (!key.startsWith('target:')) return
      const lines = parseLedger(workspace.files.get('ledger:a.md') ?? '', 'a')
      seen.push(lines.every(({ facts }) => facts.some(({ fact }) => fact === 'machine')))
    }
    await draft(project, createScriptedEngine())
    expect(seen).toEqual([true])
  })

  it('should send the same text once', async () => {
    const project = untranslated('连接池限制并发请求。\n\n熔断器保护上游。\n\n连接池限制并发请求。\n')
    const engine = createScriptedEngine()
    const report = await draft(project, engine)
    expect(sentTexts(engine)).toEqual(['连接池限制并发请求。', '熔断器保护上游。'])
    expect(report.drafted).toBe(3)
  })

  it('should show the engine what stands around a text', async () => {
    const engine = createScriptedEngine()
    await draft(untranslated(), engine)
    expect(engine.requests.flat()[2]).toMatchObject({
      section: ['监听器'],
      before: ['监听器绑定 15001 端口。'],
      after: ['熔断器保护上游。'],
    })
  })

  it('should pay for nothing twice, whatever else was lost', async () => {
    const project = untranslated()
    await draft(project, createScriptedEngine())
    for (const key of ['target:a.md', 'ledger:a.md']) project.workspace.files.delete(key)
    await project.index.clear()
    const engine = createScriptedEngine()
    const report = await draft(project, engine)
    expect(engine.requests).toEqual([])
    expect(report).toMatchObject({ drafted: 4, fromCache: 4, requests: 0, billedCharacters: 0 })
  })

  it('should ask again where what the answer depends on has changed', async () => {
    const project = untranslated()
    await draft(project, createScriptedEngine(), { write: false })
    const engine = createScriptedEngine({ setting: 'formal' })
    await draft(project, engine, { write: false })
    expect(engine.requests).toHaveLength(2)
  })

  it('should fill gaps that were left on purpose only when they are named', async () => {
    const project = createMemoryProject([
      ['source:a.md', '# 监听器\n\n监听器绑定端口。\n\n连接池限制并发请求。\n'],
      ['target:a.md', '# Listeners\n\nA listener binds a port.\n\nA connection pool limits requests.\n'],
    ])
    await sync(project)
    project.workspace.files.set('target:a.md', '# Listeners\n\nA connection pool limits requests.\n')
    await sync(project)
    const engine = createScriptedEngine()
    expect(await draft(project, engine)).toMatchObject({ drafted: 0 })
    expect(await draft(project, engine, { gaps: ['deleted'] })).toMatchObject({ drafted: 1 })
    expect(english(project)).toContain('A connection pool limits requests.')
  })
})

describe('answers that do not verify', () => {
  const losesTags = (texts: readonly { readonly text: string }[]) =>
    texts.map(({ text }) => pseudoEnglish(text.replace(/<x[^>]*>/g, '')))

  it('should be asked for once more, alone and with what was wrong', async () => {
    const project = untranslated()
    const engine = createScriptedEngine({
      script: (texts) =>
        texts[0]?.complaint === null ? losesTags(texts) : texts.map(({ text }) => pseudoEnglish(text)),
    })
    expect(await draft(project, engine)).toMatchObject({ drafted: 4, refused: [], requests: 3 })
    const [again] = engine.requests.find(([first]) => first?.complaint !== null) ?? []
    expect(again?.complaint).toContain('<x id="1"/>')
    expect(english(project)).toContain('`15001`')
  })

  it('should be refused with the reason when they come back no better, and not asked for in the next run', async () => {
    const project = untranslated()
    const engine = createScriptedEngine({ script: losesTags })
    const report = await draft(project, engine)
    expect(report).toMatchObject({ drafted: 3, refused: [{ reason: 'code-missing' }] })
    expect(english(project)).toContain('监听器绑定 `15001` 端口。')
    const next = createScriptedEngine()
    expect(await draft(project, next)).toMatchObject({ drafted: 0, refused: [{ reason: 'code-missing' }] })
    expect(next.requests).toEqual([])
    expect(await draft(project, next, { retryRefused: true })).toMatchObject({ drafted: 1, refused: [] })
  })

  it('should be refused where they would break the chapter', async () => {
    const project = untranslated('- 甲项目\n- 乙项目\n')
    const engine = createScriptedEngine({ script: (texts) => texts.map(() => null) })
    const report = await draft(project, engine)
    expect(report.refused.map(({ reason }) => reason)).toEqual(['empty', 'empty'])
    expect(english(project)).toBeUndefined()
  })
})

describe('caps', () => {
  it('should stop before more characters are sent', async () => {
    const project = untranslated()
    const engine = createScriptedEngine({ textsInRequest: 1 })
    const report = await draft(project, engine, { maxCharacters: 20 })
    const characters = sentTexts(engine)
      .join('')
      .replace(/<[^>]*>/g, '').length
    expect(report).toMatchObject({ stopped: 'cap', characters })
    expect(characters).toBeLessThanOrEqual(20)
    expect(report.drafted + report.left).toBe(4)
    expect(report.left).toBeGreaterThan(0)
  })

  it('should stop before it costs more', async () => {
    const engine = createScriptedEngine({ textsInRequest: 1, price: PRICE })
    const report = await draft(untranslated(), engine, { maxCost: 0.0004 })
    expect(report.stopped).toBe('cap')
    expect(report.cost).toBeGreaterThan(0)
    expect(report.cost).toBeLessThanOrEqual(0.0004)
  })

  it('should refuse to cap a cost nobody knows', async () => {
    await expect(draft(untranslated(), createScriptedEngine(), { maxCost: 1 })).rejects.toMatchObject({
      code: 'engine-price-unknown',
    })
  })
})

describe('a dry run', () => {
  it('should say what would be sent and what it would cost, and send nothing', async () => {
    const project = untranslated(`${SOURCE}\n连接池限制并发请求。\n`)
    const engine = createScriptedEngine({ price: PRICE })
    const report = await draft(project, engine, { dryRun: true })
    expect(engine.requests).toEqual([])
    expect(engine.prepared).toEqual([])
    expect(report.plan).toMatchObject({ requests: 2, texts: 4, repeated: 1 })
    const sent = createScriptedEngine({ price: PRICE })
    const real = await draft(project, sent)
    expect(report.plan?.characters).toBe(real.characters)
    expect(report.plan?.cost).toBeCloseTo(real.cost ?? 0, 9)
    expect([...project.workspace.files.keys()].some((key) => key.startsWith('target:'))).toBe(true)
  })
})

describe('a run that does not come to its end', () => {
  const failing = (code: 'engine-quota' | 'engine-unavailable', at: (request: number) => boolean) =>
    createScriptedEngine({
      textsInRequest: 1,
      script: (texts, request) => {
        if (at(request)) throw new ZhenError(code, { engine: 'scripted' })
        return texts.map(({ text }) => pseudoEnglish(text))
      },
    })

  it('should keep what it has when the quota is gone', async () => {
    const project = untranslated()
    const report = await draft(
      project,
      failing('engine-quota', (request) => request === 3),
    )
    expect(report).toMatchObject({ drafted: 2, left: 2, stopped: 'quota', failure: { code: 'engine-quota' } })
    expect((await records(project)).map(({ status }) => status)).toEqual([
      'draft',
      'draft',
      'untranslated',
      'untranslated',
    ])
  })

  it('should go on after one request that failed, and name its text', async () => {
    const report = await draft(
      untranslated(),
      failing('engine-unavailable', (request) => request === 2),
    )
    expect(report).toMatchObject({ drafted: 3, refused: [{ reason: 'engine-unavailable' }], failure: null })
  })

  it('should end where the first request fails', async () => {
    const engine = failing('engine-unavailable', () => true)
    expect(await draft(untranslated(), engine)).toMatchObject({
      drafted: 0,
      left: 4,
      failure: { code: 'engine-unavailable' },
    })
    expect(engine.requests).toHaveLength(1)
  })

  it('should send nothing more once it is interrupted, and keep what came back', async () => {
    const [stop, drop] = [new AbortController(), new AbortController()]
    const engine = createScriptedEngine({
      textsInRequest: 1,
      script: (texts, request) => {
        if (request === 2) stop.abort()
        return texts.map(({ text }) => pseudoEnglish(text))
      },
    })
    const project = untranslated()
    const interruption = { stop: stop.signal, drop: drop.signal }
    expect(await draft(project, engine, {}, { interruption })).toMatchObject({
      drafted: 2,
      left: 2,
      stopped: 'interrupted',
    })
    expect(await draft(project, createScriptedEngine())).toMatchObject({ drafted: 2, left: 0 })
  })
})

describe('what people wrote', () => {
  const translated = async () => {
    const project = createMemoryProject([
      ['source:a.md', '# 监听器\n\n监听器绑定 15001 端口。它只有一个。\n'],
      ['target:a.md', '# Listeners\n\nThe listener binds port 15001. There is but one.\n'],
    ])
    await sync(project)
    project.workspace.files.set('source:a.md', '# 监听器\n\n监听器绑定 15001 端口，并且转发全部请求。它只有一个。\n')
    await sync(project)
    return project
  }

  it('should get a suggestion where it is stale, and keep its place until a person takes it', async () => {
    const project = await translated()
    const before = english(project)
    const engine = createScriptedEngine()
    expect(await draft(project, engine)).toMatchObject({ drafted: 0, suggested: 1 })
    expect(english(project)).toBe(before)
    const [, stale] = await records(project)
    const { report } = await acceptSuggestions(project, {
      ids: [stale?.id ?? ''],
      suggestion: null,
      by: 'Han Meimei',
      reason: null,
      dryRun: false,
    })
    expect(report?.decided).toMatchObject([{ from: 'stale', to: 'translated' }])
    expect(english(project)).not.toBe(before)
    const [, now] = await records(project)
    expect(now).toMatchObject({ status: 'translated' })
    expect(now?.facts).toContainEqual(expect.objectContaining({ fact: 'accepted', by: 'Han Meimei' }))
    expect([...project.workspace.files.keys()]).not.toContain('notes:a.md')
  })

  it('should be a person’s no more than it is where it had to be escaped', async () => {
    const project = await translated()
    await draft(project, createScriptedEngine({ script: (texts) => texts.map(() => '1. Install.') }))
    const [, stale] = await records(project)
    const choice = { ids: [stale?.id ?? ''], suggestion: null, by: 'Han Meimei', reason: null, dryRun: false }
    await acceptSuggestions(project, choice)
    const [, now] = await records(project)
    expect(english(project)).toContain('1\\. Install.')
    expect(now?.facts.slice(-2)).toMatchObject([
      { fact: 'machine' },
      { fact: 'accepted', target: '1\\. Install. There is but one.' },
    ])
  })

  it('should stay when it is written while an engine is asked', async () => {
    const project = untranslated()
    await draft(project, createScriptedEngine(), { section: 'nowhere' })
    const engine = createScriptedEngine({
      textsInRequest: 4,
      script: (texts) => {
        const byHand = SOURCE.replace('连接池限制并发请求。', 'Written by hand.')
        project.workspace.files.set('target:a.md', byHand)
        return texts.map(({ text }) => pseudoEnglish(text))
      },
    })
    const report = await draft(project, engine)
    expect(english(project)).toContain('Written by hand.')
    expect(report).toMatchObject({ drafted: 3, suggested: 1 })
  })

  it('should not get English of a source that has changed meanwhile', async () => {
    const project = untranslated()
    const engine = createScriptedEngine({
      textsInRequest: 4,
      script: (texts) => {
        project.workspace.files.set('source:a.md', SOURCE.replace('熔断器保护上游。', '熔断器不再保护任何上游集群。'))
        return texts.map(({ text }) => pseudoEnglish(text))
      },
    })
    const report = await draft(project, engine)
    expect(report).toMatchObject({ drafted: 3, refused: [{ reason: 'source-changed' }] })
  })

  it('should not be replaced once a person has changed a word of a draft', async () => {
    const project = untranslated()
    await draft(project, createScriptedEngine())
    const edited = (english(project) ?? '').replace(/^(Word\d+ limits|Word\d+)\.$/m, 'The pool keeps requests few.')
    project.workspace.files.set('target:a.md', edited)
    project.workspace.files.set(
      'source:a.md',
      SOURCE.replace('连接池限制并发请求。', '连接池限制 20 个并发请求，多余的排队。'),
    )
    await sync(project)
    const report = await draft(project, createScriptedEngine())
    expect(report.drafted).toBe(0)
    expect(english(project)).toContain('The pool keeps requests few.')
  })

  it('should give way only where it is a stale draft nobody touched', async () => {
    const project = untranslated()
    await draft(project, createScriptedEngine())
    project.workspace.files.set('source:a.md', SOURCE.replace('熔断器保护上游。', '熔断器保护 3 个上游。'))
    await sync(project)
    expect(await draft(project, createScriptedEngine())).toMatchObject({ drafted: 1, suggested: 0 })
    expect(english(project)).toMatch(/3 Word/)
  })
})
