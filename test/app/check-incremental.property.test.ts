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

const GLOSSARY = 'glossary:terms.csv'

const GLOSSARIES = ['source,target,status\n', 'source,target,status\n连接池,link pool,preferred\n']

type Pair = (typeof PAIRS)[number]

type Step =
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

async function take(project: MemoryProject, change: Step): Promise<Partial<ProjectDeps>> {
  if ('path' in change) {
    const { path, source, target } = change
    project.workspace.files.set(`source:${path}`, `${source.map(([zh]) => zh).join('\n\n')}\n`)
    project.workspace.files.set(`target:${path}`, `${target.map(([, en]) => en).join('\n\n')}\n`)
  }
  if ('glossary' in change) project.workspace.files.set(GLOSSARY, change.glossary)
  if ('sync' in change) await syncProject(project, { chapters: [], locked: false, dryRun: false })
  return 'grade' in change ? { checks: { 'number-mismatch': change.grade } } : {}
}

describe('a second check', () => {
  it('should say what a first one would, whatever happened in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const project = createMemoryProject([['source:index.md', '端口 1。\n']])
        let settings: Partial<ProjectDeps> = {}
        for (const one of steps) {
          settings = { ...settings, ...(await take(project, one)) }
          const input = 'only' in one ? { ...INPUT, only: [one.only] } : INPUT
          const deps = { ...project, ...settings }
          const { found: _, ...fresh } = { ...createMemoryProject(project.workspace), ...settings }
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
    const looked: string[] = []
    const found: FindingStore = {
      load: (keys) => (project.found as FindingStore).load(keys),
      put: (findings) => {
        looked.push(...findings.map(({ chapter }) => chapter))
        return (project.found as FindingStore).put(findings)
      },
    }
    const check = () => checkProject({ ...project, found }, INPUT)
    await check()
    await check()
    expect(looked.splice(0)).toEqual(['a.md', 'b.md', ''])
    project.workspace.files.set('target:b.md', 'Port 3.\n')
    await check()
    expect(looked).toEqual(['b.md', ''])
  })
})
