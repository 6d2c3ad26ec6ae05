import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProject } from '../../src/app/check-project.js'
import type { CheckInput } from '../../src/app/input.js'
import type { FindingStore } from '../../src/app/ports.js'
import type { ProjectDeps } from '../../src/app/project.js'
import { syncProject } from '../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

const PAIRS = [
  ['监听器绑定 15001 端口。', 'The listener binds port 15006.'],
  ['重试 3 次。', 'It retries 4 times.'],
  ['见 `code.span` 一节。', 'See the section on that.'],
  ['超时 7 秒。', 'It waits 7 seconds.'],
  ['连接池已满。', 'The connection pool is full.'],
] as const

/** Texts that only make sense, or nonsense, beside the rest of a book. */
const BESIDE = [
  ['# 连接池的上限', '# Limits of the pool'],
  ['# 连接池的上限', '# How Large the Pools Are'],
  ['# 监听器与端口', '# Listeners and their ports'],
  ['见 {ref}`连接池的上限`。', 'See {ref}`Limits of the pool`.'],
  ['见 {ref}`连接池的上限`。', 'See {ref}`Listeners and their ports`.'],
  ['见[别处](b.md#监听器与端口)。', 'See [there](b.md#listeners-and-their-ports).'],
  ['见 {doc}`b` 与 {ref}`pool`。', 'See {doc}`b` and {ref}`pool`.'],
  ['(pool)=', '(pool)='],
  ['![连接池](pool.svg)', '![The pool](pool.svg)'],
  ['每个端点最多保存一百个空闲的连接。', 'Each endpoint keeps at most one hundred idle connections.'],
  ['每个端点最多保存一百个空闲的连接。', 'At most one hundred connections wait at an endpoint.'],
  ['超过阈值的请求会被立即拒绝。', 'Each endpoint keeps at most one hundred idle connections.'],
  ['路由器把请求转发给上游主机。', '路由器把请求转发给上游主机。'],
] as const

const GLOSSARY = 'glossary:terms.csv'

const GLOSSARIES = ['source,target,status\n', 'source,target,status\n连接池,link pool,preferred\n']

type Pair = (typeof PAIRS | typeof BESIDE)[number]

type Step =
  | { readonly from: string; readonly to: string }
  | { readonly file: string; readonly text: string | null }
  | { readonly path: string; readonly source: readonly Pair[]; readonly target: readonly Pair[] }
  | { readonly glossary: string }
  | { readonly grade: 'off' | 'warning' }
  | { readonly only: string }
  | { readonly sync: true }

const chapter = fc.uniqueArray(fc.constantFrom(...PAIRS), { maxLength: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ path: fc.constantFrom('a.md', 'b.md'), source: chapter, target: chapter }),
  fc.record({ glossary: fc.constantFrom(...GLOSSARIES) }),
  fc.record({ grade: fc.constantFrom('off' as const, 'warning' as const) }),
  fc.record({ only: fc.constantFrom('number-mismatch', 'term-missing') }),
  fc.record({ sync: fc.constant(true as const) }),
)

const INPUT: CheckInput = { chapters: [], only: [], release: true, changedFrom: null, baseline: null, dryRun: false }

/** The project's findings, and a list of what is put there. */
function watched({ found }: MemoryProject): { readonly looked: string[]; readonly found: FindingStore } {
  const looked: string[] = []
  const put: FindingStore['put'] = (findings) => {
    looked.push(...findings.map(({ chapter, subject }) => `${chapter} ${subject}`))
    return found.put(findings)
  }
  return { looked, found: { ...found, put } }
}

async function take(project: MemoryProject, change: Step): Promise<Partial<ProjectDeps>> {
  if ('path' in change) {
    const { path, source, target } = change
    project.workspace.files.set(`source:${path}`, `${source.map(([zh]) => zh).join('\n\n')}\n`)
    project.workspace.files.set(`target:${path}`, `${target.map(([, en]) => en).join('\n\n')}\n`)
  }
  if ('from' in change && change.from !== change.to) {
    const [from, to] = [change.from, change.to].map((path) => project.workspace.files.get(`target:${path}`) ?? '')
    project.workspace.files.set(`target:${change.to}`, `${to}\n${from}`)
    project.workspace.files.set(`target:${change.from}`, '')
  }
  if ('file' in change) {
    if (change.text === null) project.workspace.files.delete(change.file)
    else project.workspace.files.set(change.file, change.text)
  }
  if ('glossary' in change) project.workspace.files.set(GLOSSARY, change.glossary)
  if ('sync' in change) await syncProject(project, { chapters: [], locked: false, dryRun: false })
  return 'grade' in change ? { checks: { 'number-mismatch': change.grade } } : {}
}

const besides = fc.array(fc.constantFrom(...BESIDE, ...PAIRS), { maxLength: 9 })
const name = fc.constantFrom('a.md', 'b.md', 'c.md')
const inBook: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, besides).map(([path, pairs]) => ({ path, source: pairs, target: pairs })),
  fc.record({ path: name, source: besides, target: besides }),
  fc.record({ from: name, to: name }),
  fc.record({ file: fc.constantFrom('source:pool.svg', 'target:pool.svg'), text: fc.constantFrom('<svg/>', null) }),
  fc.record({ file: name.map((path) => `target:${path}`), text: fc.constant(null) }),
  fc.record({
    file: fc.constantFrom('source:conf.py', 'target:conf.py'),
    text: fc.constantFrom("extensions = ['myst_parser', 'sphinx.ext.autosectionlabel']\n", null),
  }),
  fc.record({ only: fc.constantFrom('reference-unresolved', 'translation-inconsistent') }),
  fc.record({ sync: fc.constant(true as const) }),
)

/** Small books have habits too. */
const HABITS = {
  'length-unusual': { options: { pairs: 3, deviations: 1, times: 1 } },
  'heading-capitals': { options: { headings: 1, share: 50 } },
  'untranslated-copy': { options: { segments: 1, share: 10 } },
  'translation-repeated': { options: { alike: 50 } },
}

describe('a second check', () => {
  it('should say of the whole book what a first one would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(inBook, { minLength: 2, maxLength: 8 }), async (steps) => {
        const project = { ...createMemoryProject([['source:index.md', '端口 1。\n']]), checks: HABITS }
        for (const one of steps) {
          await take(project, one)
          // What no ledger says yet is derived anew after every change, and then nothing is remembered.
          await syncProject(project, { chapters: [], locked: false, dryRun: false })
          const input = 'only' in one ? { ...INPUT, only: [one.only] } : INPUT
          const forgetful = { ...project, found: createMemoryProject([]).found }
          expect(await checkProject(project, input)).toEqual(await checkProject(forgetful, input))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('should look again at what refers to a heading that changed, and at nothing else for a word', async () => {
    const project = createMemoryProject([
      ['source:a.md', '见 {ref}`上限`。\n'],
      ['target:a.md', 'See {ref}`Limits`.\n'],
      ['source:b.md', '# 上限\n\n端口。\n'],
      ['target:b.md', '# Limits\n\nThe port.\n'],
    ])
    await syncProject(project, { chapters: [], locked: false, dryRun: false })
    const { looked, found } = watched(project)
    const unresolved = async () => {
      const { issues } = await checkProject({ ...project, found }, INPUT)
      return issues.filter(({ check }) => check === 'reference-unresolved').map(({ chapter }) => chapter)
    }
    expect(await unresolved()).toEqual([])
    looked.splice(0)
    project.workspace.files.set('target:b.md', '# Limits\n\nA port.\n')
    expect(await unresolved()).toEqual([])
    expect(looked.splice(0).filter((one) => one.startsWith('a.md'))).toEqual([])
    project.workspace.files.set('target:b.md', '# Limits\n\n## Ports\n\nA port.\n')
    expect(await unresolved()).toEqual([])
    expect(looked.splice(0).filter((one) => one.startsWith('a.md'))).toEqual(['a.md judged'])
    project.workspace.files.set('target:b.md', '# Bounds\n\nA port.\n')
    expect(await unresolved()).toEqual(['a.md'])
    expect(looked.filter((one) => one.startsWith('a.md'))).toEqual(['a.md judged', 'a.md book'])
  })

  it('should make again what somebody who synced meanwhile had forgotten', async () => {
    const project = createMemoryProject([
      ['source:a.md', '见 {doc}`b`。\n'],
      ['target:a.md', 'See {doc}`b`.\n'],
      ['source:b.md', '# 上限\n'],
      ['target:b.md', '# Limits\n'],
    ])
    let written = 0
    const isForgotten = (chapter: string) => chapter === 'b.md' && written === 1
    const without = (rows: ReadonlyMap<string, string>) =>
      new Map([...rows].filter(([chapter]) => !isForgotten(chapter)))
    const found: FindingStore = {
      load: async (subject, keys) => without(await project.found.load(subject, keys)),
      keys: async (subject) => without(await project.found.keys(subject)),
      async put(rows) {
        if (rows.some(({ chapter, subject }) => chapter === 'b.md' && subject === 'landmarks')) written++
        await project.found.put(rows)
      },
    }
    const { issues } = await checkProject({ ...project, found }, INPUT)
    expect(issues.map(({ check }) => check)).toEqual([])
    expect(written).toBe(2)
  })

  it('should look again at a chapter in which English of one stands that changed', async () => {
    const project = createMemoryProject([
      ['source:a.md', '先读 {ref}`上限` 一节，再读别的。\n'],
      ['target:a.md', 'First read {ref}`Breakers`, then the rest.\n'],
      ['source:b.md', '# 上限\n\n# 熔断\n'],
      ['target:b.md', '# Limits\n\n# Breakers\n'],
    ])
    const change = async (...files: (readonly [string, string])[]) => {
      for (const [file, text] of files) project.workspace.files.set(file, text)
      await syncProject(project, { chapters: [], locked: false, dryRun: false })
      const { issues } = await checkProject(project, INPUT)
      return issues.flatMap(({ check, target }) => (check === 'reference-elsewhere' ? [target.path] : []))
    }
    expect(await change()).toEqual(['target/a.md'])
    const moved = '# Limits\n\n# Breakers\n\nFirst read {ref}`Breakers`, then the rest.\n'
    expect(await change(['target:a.md', ''], ['target:b.md', moved])).toEqual(['target/b.md'])
    expect(await change(['source:a.md', '先读 {ref}`熔断` 一节，再读别的。\n'])).toEqual([])
  })

  it('should say what a first one would, whatever happened in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const project = createMemoryProject([['source:index.md', '端口 1。\n']])
        let settings: Partial<ProjectDeps> = {}
        for (const one of steps) {
          settings = { ...settings, ...(await take(project, one)) }
          const input = 'only' in one ? { ...INPUT, only: [one.only] } : INPUT
          const deps = { ...project, ...settings }
          const fresh = { ...createMemoryProject(project.workspace), ...settings }
          expect(await checkProject(deps, input)).toEqual(await checkProject(fresh, input))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('should look at nothing that is as it was', async () => {
    const project = createMemoryProject([
      ['source:a.md', '端口 1。\n'],
      ['target:a.md', 'Port 2.\n'],
      ['source:b.md', '端口 3。\n'],
      ['target:b.md', 'Port 4.\n'],
    ])
    await syncProject(project, { chapters: [], locked: false, dryRun: false })
    const { looked, found } = watched(project)
    const check = () => checkProject({ ...project, found }, INPUT)
    await check()
    await check()
    const all = ['chapter', 'landmarks', 'uses', 'tally']
    const ofBoth = ['a.md', 'b.md'].flatMap((chapter) => all.map((subject) => `${chapter} ${subject}`))
    expect(looked.splice(0)).toEqual([...ofBoth, 'a.md judged', 'b.md judged', 'a.md book', 'b.md book', ' book'])
    project.workspace.files.set('target:b.md', 'Port 3.\n')
    await check()
    expect(looked).toEqual([...all.map((subject) => `b.md ${subject}`), 'b.md judged', 'b.md book', ' book'])
  })
})
