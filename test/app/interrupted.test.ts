import { describe, expect, it } from 'vitest'
import { acceptSuggestions } from '../../src/app/accept-suggestions.js'
import type { PastReader } from '../../src/app/adopt/edition-history.js'
import { adoptEdition } from '../../src/app/adopt-edition.js'
import { decide } from '../../src/app/decide.js'
import { draftSegments } from '../../src/app/draft-segments.js'
import { exportSegments } from '../../src/app/export-segments.js'
import { followChapters } from '../../src/app/follow-chapters.js'
import { importEdits } from '../../src/app/import-edits.js'
import { createReview } from '../../src/app/review/create-review.js'
import type { ReviewInput } from '../../src/app/review/view.js'
import { syncProject } from '../../src/app/sync-project.js'
import { parseLedger } from '../../src/core/ledger.js'
import type { Status } from '../../src/core/status.js'
import { createMemoryWorkspace, INTENT } from '../helpers/memory-workspace.js'
import { createMemoryProject, DRAFT, type MemoryProject, UNINTERRUPTED } from '../helpers/project.js'
import { createScriptedEngine } from '../helpers/scripted-engine.js'
import { EVERYTHING } from './review/desk.js'

const SYNC = { chapters: [], locked: false, dryRun: false }

const ZH = ['监听器绑定 15001 端口。', '连接池限制 20 个并发请求。', '熔断器保护 30 个上游。', '重试最多 40 次。']
const EN = [
  'The listener binds port 15001.',
  'A connection pool limits 20 concurrent requests.',
  'A circuit breaker protects 30 upstreams.',
  'There are at most 40 retries.',
]

const text = (blocks: readonly string[], order: readonly number[]) => `${order.map((at) => blocks[at]).join('\n\n')}\n`

type Files = ReadonlyMap<string, string>

/** What happened to files; `null` for one that is gone. */
type Changes = Readonly<Record<string, string | null>>

const BEFORE: Changes = {
  'source:a.md': text(ZH, [0, 1]),
  'target:a.md': text(EN, [0, 1]),
  'source:b.md': text(ZH, [2, 3]),
  'target:b.md': text(EN, [2, 3]),
}

const CHANGES: readonly (readonly [string, Changes])[] = [
  ['a chapter renamed', { 'source:a.md': null, 'source:c.md': text(ZH, [0, 1]) }],
  ['a chapter renamed to an earlier name', { 'source:b.md': null, 'source:Z.md': text(ZH, [2, 3]) }],
  ['a paragraph moved on', { 'source:a.md': text(ZH, [0]), 'source:b.md': text(ZH, [2, 1, 3]) }],
  ['a paragraph moved back', { 'source:a.md': text(ZH, [0, 2, 1]), 'source:b.md': text(ZH, [3]) }],
  ['paragraphs exchanged', { 'source:a.md': text(ZH, [0, 2]), 'source:b.md': text(ZH, [1, 3]) }],
  ['a chapter divided into two', { 'source:a.md': null, 'source:c.md': text(ZH, [0]), 'source:d.md': text(ZH, [1]) }],
]

/** No clock goes in the meantime, so that what is decided again is the same decision. */
function open(files: Files): MemoryProject {
  return { ...createMemoryProject(createMemoryWorkspace(files)), now: () => Date.UTC(2026, 0, 1) }
}

function changed(files: Files, changes: Changes): Files {
  const after = new Map(files)
  for (const [key, content] of Object.entries(changes)) {
    if (content === null) after.delete(key)
    else after.set(key, content)
  }
  return after
}

/** The files of a project that was synced, and to which `changes` happened then. */
async function synced(before: Changes, changes: Changes = {}): Promise<Files> {
  const project = open(changed(new Map(), before))
  await syncProject(project, SYNC)
  return changed(project.workspace.files, changes)
}

/** What a person's JSON program would make of ledgers: the same lines, with blanks. */
function withBlanks(files: Files): Files {
  const entries = [...files].map(([key, content]): [string, string] => {
    return [key, key.startsWith('ledger:') ? content.replace(/(?<=[,{]"(?:id|kind|source|facts)"):/g, ' : ') : content]
  })
  return new Map(entries)
}

const draft = (project: MemoryProject) => {
  const deps = { ...project, engine: createScriptedEngine(), interruption: UNINTERRUPTED }
  return draftSegments(deps, { ...DRAFT, engine: 'scripted' })
}

/** New paragraphs and a new chapter, a stale paragraph, and headings to which references lead. */
const UNDRAFTED: Changes = {
  'source:a.md': `# 监听器\n\n${text(ZH, [0, 1]).replace('15001', '15006')}\n参见 [熔断](b.md#熔断)。\n`,
  'source:b.md': `# 熔断\n\n${text(ZH, [2, 3])}`,
  'source:c.md': '# 路由\n\n路由匹配 [监听器](a.md#监听器) 的前缀。\n',
}

/** A book with drafts, and a suggestion for what is stale. */
async function drafted(): Promise<Files> {
  const project = open(await synced(BEFORE, UNDRAFTED))
  await draft(project)
  return project.workspace.files
}

async function acceptAll(project: MemoryProject): Promise<void> {
  await syncProject(project, SYNC)
  const records = await project.index.loadSegments({ statuses: ['draft', 'stale'] })
  const given = { ids: records.map(({ id }) => id), by: 'Mei', reason: null, dryRun: false }
  const { others } = await acceptSuggestions(project, { ...given, suggestion: null })
  const rest = { ...given, ids: others, chapter: null, touched: false, final: false }
  if (others.length > 0) await decide(project, { ...rest, decision: 'accept' })
}

const EDITED = 'Breakers protect 30 upstreams.'

/** Takes what is suggested, edits a text of a person's, approves a draft. */
async function reviewSome(project: MemoryProject): Promise<void> {
  const review = createReview(project)
  for (const { id } of (await review.queue({ ...EVERYTHING, queues: ['draft', 'stale', 'translated'] })).rows) {
    const { seen, suggestions, source, status } = await review.segment(id)
    if (seen.targets[0] === EDITED) continue
    const nothing = { text: null, passage: 0, suggestion: null, decision: null, reason: null, by: 'Mei' }
    const wish = wishFor(source.text, { status, isSuggested: suggestions.length > 0 })
    if (!wish) continue
    const { kind } = await review.apply({ id, seen, ...nothing, ...wish })
    if (kind !== 'done') throw new Error(`${source.text}: ${kind}`)
  }
}

function wishFor(
  source: string,
  { status, isSuggested }: { readonly status: Status; readonly isSuggested: boolean },
): Partial<ReviewInput> | null {
  if (isSuggested) return { suggestion: 1 }
  if (source === ZH[2]) return { text: EDITED }
  return source === '路由' && status === 'draft' ? { decision: 'approve' } : null
}

/** A book whose English was edited in a spreadsheet: texts of two chapters, a heading among them. */
async function exported(): Promise<{ readonly files: Files; readonly sheet: string }> {
  const project = open(await drafted())
  const languages = { sourceLanguage: 'zh-CN', targetLanguage: 'en-US' }
  const asked = { chapters: [], statuses: [], form: 'csv', split: false, languages } as const
  const [sheet] = (await exportSegments(project, asked)).files
  const files = project.workspace.files
  const edited = (sheet?.text ?? '')
    .replace(/Word55105(?=,|$)/, 'Breakers')
    .replaceAll(/A (connection|circuit)/g, 'Any $1')
  return { files, sheet: edited }
}

/** The Chinese of one paragraph changed after its English was written. */
const PAST: PastReader = {
  async history(side) {
    const edit = (path: string, blob: string, time: number) => ({ path, from: null, blob, time })
    const edits = [edit('a.md', `${side}-a`, 1), edit('b.md', `${side}-b`, 1)]
    const later = side === 'source' ? [{ commit: '2', time: 2, edits: [edit('a.md', 'source-a2', 2)] }] : []
    return { revisions: [{ commit: '1', time: 1, edits }, ...later], isShallow: false }
  },
  async *texts(_, blobs) {
    for (const blob of blobs) yield PAST_TEXTS[blob] ?? ''
  },
}
const PAST_TEXTS: Readonly<Record<string, string>> = {
  'source-a': BEFORE['source:a.md'] as string,
  'source-a2': (BEFORE['source:a.md'] as string).replace('15001', '15006'),
  'source-b': BEFORE['source:b.md'] as string,
  'target-a': BEFORE['target:a.md'] as string,
  'target-b': BEFORE['target:b.md'] as string,
}

class Killed extends Error {}

/** Runs a command of which nothing is written any more after `writes` files. False where it ends before. */
async function kill(project: MemoryProject, writes: number, command: Command): Promise<boolean> {
  let left = writes
  project.workspace.onWrite = () => {
    if (left-- <= 0) throw new Killed()
  }
  try {
    await command(project)
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return true
  } finally {
    project.workspace.onWrite = () => {}
  }
}

/** All files, the source left out. */
const filesOf = ({ workspace }: MemoryProject) => Object.fromEntries([...workspace.files].sort())

type Command = (project: MemoryProject) => Promise<unknown>

const sync: Command = (project) => syncProject(project, SYNC)
const follow: Command = (project) => followChapters(project, { chapters: [], dryRun: false })
const adopt: Command = (project) => adoptEdition({ ...project, past: PAST }, { dryRun: false })
const importing = (sheet: string): Command => {
  return (project) =>
    importEdits(project, { files: [{ shown: 'a', form: 'csv', text: sheet }], by: 'Mei', dryRun: false })
}

async function cases(): Promise<(readonly [name: string, files: Files, command: Command])[]> {
  const { files, sheet } = await exported()
  const moved = await Promise.all(
    CHANGES.map(async ([name, changes]) => [name, await synced(BEFORE, changes)] as const),
  )
  return [
    ...moved.map(([name, files]) => [`sync: ${name}`, files, sync] as const),
    ...moved.map(([name, files]) => [`sync: ${name}, ledgers with blanks`, withBlanks(files), sync] as const),
    ...moved.map(([name, files]) => [`follow: ${name}`, files, follow] as const),
    ['draft', await synced(BEFORE, UNDRAFTED), draft],
    ['accept', await drafted(), acceptAll],
    ['adopt', changed(new Map(), { ...BEFORE, 'source:a.md': PAST_TEXTS['source-a2'] as string }), adopt],
    ['import', files, importing(sheet)],
    ['review', await drafted(), reviewSome],
  ]
}

const CASES = await cases()

describe('a command that ends in the middle', () => {
  it.each(CASES)('should end as if undisturbed when it is run again, and again: %s', async (_, files, command) => {
    const undisturbed = open(files)
    await command(undisturbed)
    const expected = filesOf(undisturbed)
    expect(expected).not.toEqual(Object.fromEntries([...files].sort()))
    let killed = true
    for (let writes = 0; killed; writes++) {
      for (const forgets of [false, true]) {
        const project = open(files)
        killed = await kill(project, writes, command)
        const again = forgets ? open(project.workspace.files) : project
        if (forgets) await kill(again, 1, command)
        await command(again)
        expect([writes, forgets, filesOf(again)]).toEqual([writes, forgets, expected])
      }
    }
  })

  it.each(CASES.filter(([name]) => !/^(?:sync|adopt)/.test(name)))(
    'should lose nothing where somebody edits a chapter before the next run: %s',
    async (_, files, command) => {
      const undisturbed = open(files)
      await command(undisturbed)
      const kept = paragraphsIn(undisturbed.workspace.files)
      const before = [...paragraphsIn(files)].filter((paragraph) => kept.has(paragraph))
      let killed = true
      for (let writes = 0; killed; writes++) {
        const chapter = `target:${['a', 'b'][writes % 2]}.md`
        const project = open(files)
        killed = await kill(project, writes, command)
        const { workspace } = project
        const was = workspace.files.get(chapter) ?? ''
        workspace.files.set(chapter, `By hand.\n\n${was}`)
        await sync(project)
        const found = paragraphsIn(workspace.files)
        expect(workspace.files.get(chapter)).toMatch(/^By hand\.\n/)
        expect([writes, before.filter((paragraph) => !found.has(paragraph))]).toEqual([writes, []])
        expect([writes, claimsWithoutText(workspace.files)]).toEqual([writes, []])
        expect(workspace.files.has(INTENT)).toBe(false)
        const once = filesOf(project)
        await sync(project)
        expect(filesOf(project)).toEqual(once)
      }
    },
  )
})

function paragraphsIn(files: Files): Set<string> {
  const chapters = [...files].filter(([key]) => key.startsWith('target:'))
  return new Set(chapters.flatMap(([, content]) => content.trimEnd().split('\n\n')))
}

/** Decisions of people on texts that are in no chapter. */
function claimsWithoutText(files: Files): string[] {
  const there = paragraphsIn(files)
  const ledgers = [...files].filter(([key]) => key.startsWith('ledger:'))
  const lines = ledgers.flatMap(([key, ledger]) => parseLedger(ledger, key))
  return lines.flatMap(({ facts }) =>
    facts.flatMap((fact) => {
      if (!('at' in fact && 'target' in fact)) return []
      return [...there].some((paragraph) => paragraph.includes(fact.target)) ? [] : [fact.target]
    }),
  )
}
