import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/app/decide.js'
import type { DecisionVerb } from '../../src/app/report.js'
import { syncProject } from '../../src/app/sync-project.js'
import { canonicalJson } from '../../src/core/canonical-json.js'
import { ZhenError } from '../../src/core/errors.js'
import { parseLedger } from '../../src/core/ledger.js'
import { conflictOf, mergeRecords } from '../../src/core/merge-records.js'
import { blocksOf, chapterText, chineseOf, englishOf, type Kind, type Piece } from '../app/book-model.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

const CHAPTERS = ['a.md', 'b.md', 'c.md']

/** Never the same twice: of equal texts no merge can know which is whose. */
const piece: fc.Arbitrary<Piece> = fc.noShrink(
  fc.record({
    kind: fc.constantFrom<Kind>('paragraph', 'paragraph', 'item', 'heading', 'fence'),
    words: fc.array(fc.nat(34), { minLength: 4, maxLength: 9 }),
    number: fc.integer({ min: 2, max: 2 ** 30 }),
  }),
)

const place = { side: fc.constantFrom('source' as const, 'target' as const), chapter: fc.nat(2), at: fc.nat(30) }

const event = fc.oneof(
  fc.record({ do: fc.constantFrom('rewrite' as const, 'insert' as const, 'delete' as const), ...place, piece }),
  fc.record({ do: fc.constant('move' as const), ...place, toChapter: fc.nat(2), to: fc.nat(30) }),
  fc.record({ do: fc.constant('rename' as const), chapter: fc.nat(2), toChapter: fc.nat(2) }),
  fc.record({
    do: fc.constant('decide' as const),
    decision: fc.constantFrom<DecisionVerb>('accept', 'approve', 'still-valid', 'omit', 'reopen'),
    at: fc.nat(30),
    by: fc.constantFrom('Li Lei', 'Han Meimei'),
  }),
  fc.constant({ do: 'sync' as const }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

type Files = ReadonlyMap<string, string>

async function happen(project: MemoryProject, event: Event): Promise<void> {
  const { files } = project.workspace
  const keyOf = (side: string, chapter: number) => `${side}:${CHAPTERS[chapter]}`
  if (event.do === 'sync') await sync(project)
  else if (event.do === 'decide') await decideSomewhere(project, event)
  else if (event.do === 'rename') {
    for (const side of ['source', 'target']) {
      const [from, to] = [keyOf(side, event.chapter), keyOf(side, event.toChapter)]
      const text = files.get(from)
      if (text === undefined || files.has(to)) continue
      files.delete(from)
      files.set(to, text)
    }
  } else {
    const key = keyOf(event.side, event.chapter)
    const blocks = blocksOf(files.get(key) ?? '')
    const at = blocks.length === 0 ? 0 : event.at % blocks.length
    if (event.do === 'insert' || event.do === 'rewrite') {
      const text = event.side === 'source' ? chineseOf(event.piece) : englishOf(event.piece)
      blocks.splice(at, event.do === 'insert' ? 0 : 1, text)
    } else {
      const taken = blocks.splice(at, 1)
      if (event.do === 'move') {
        const other = keyOf(event.side, event.toChapter)
        const others = other === key ? blocks : blocksOf(files.get(other) ?? '')
        others.splice(others.length === 0 ? 0 : event.to % others.length, 0, ...taken)
        files.set(other, chapterText(others))
      }
    }
    files.set(key, chapterText(blocks))
  }
}

const sync = (project: MemoryProject) => syncProject(project, { chapters: [], locked: false, dryRun: false })

async function decideSomewhere(project: MemoryProject, event: Extract<Event, { do: 'decide' }>): Promise<void> {
  await sync(project)
  const records = await project.index.loadSegments({})
  const chosen = records[event.at % Math.max(1, records.length)]
  if (!chosen) return
  const input = { decision: event.decision, ids: [chosen.id], chapter: null, touched: false, final: false }
  try {
    await decide(project, { ...input, by: event.by, reason: 'because', dryRun: false })
  } catch (error) {
    if (!(error instanceof ZhenError)) throw error
  }
}

async function branch(base: Files, events: readonly Event[]): Promise<Files> {
  const project = createMemoryProject(base)
  for (const event of events) await happen(project, event)
  await sync(project)
  return new Map(project.workspace.files)
}

/** Merges as git does: ledgers by the driver, or as the conflict git leaves; of a chapter in conflict one side is taken. */
function merge(
  base: Files,
  ours: Files,
  theirs: Files,
  driver: boolean,
  coins: readonly boolean[],
): Map<string, string> {
  const merged = new Map<string, string>()
  const keys = [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()
  for (const [index, key] of keys.entries()) {
    const [was, a, b] = [base.get(key), ours.get(key), theirs.get(key)]
    const text = a === b || b === was ? a : a === was ? b : mergeBoth(key, { was, a, b }, driver, coins[index] ?? true)
    if (text !== undefined) merged.set(key, text)
  }
  return merged
}

function mergeBoth(
  key: string,
  { was = '', a, b }: Readonly<Record<'was' | 'a' | 'b', string | undefined>>,
  driver: boolean,
  coin: boolean,
): string | undefined {
  if (!key.startsWith('ledger:')) return coin ? a : b
  // Deleted by one and changed by the other: git keeps the changed file until a person decides.
  if (a === undefined || b === undefined) return a ?? b
  const versions = { base: was, ours: a, theirs: b }
  return driver ? mergeRecords(versions, key) : conflictOf(versions)
}

const linesOf = (files: Files) =>
  [...files].flatMap(([key, text]) => (key.startsWith('ledger:') ? parseLedger(text, key) : []))

/** Facts that only this branch has. What was known before may have been dropped by the other, whose text it was. */
function news(base: Files, files: Files): string[] {
  const known = new Set(linesOf(base).flatMap(({ id, facts }) => facts.map((fact) => `${id} ${canonicalJson(fact)}`)))
  return linesOf(files)
    .filter(({ source }) => source !== null)
    .flatMap(({ id, facts }) => facts.map((fact) => `${id} ${canonicalJson(fact)}`))
    .filter((fact) => !known.has(fact))
}

describe.each([
  ['with the driver', true],
  ['without it', false],
])('two branches, merged %s', (_, driver) => {
  it('should be right after one sync, with all that either side knew', async () => {
    const script = fc.array(event, { maxLength: 8 })
    const pieces = fc.array(piece, { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(pieces, pieces, script, script, fc.array(fc.boolean()), async (a, b, first, second, coins) => {
        const start = new Map(
          [a, b].flatMap((chosen, index): [string, string][] => [
            [`source:${CHAPTERS[index]}`, chapterText(chosen.map(chineseOf))],
            [`target:${CHAPTERS[index]}`, chapterText(chosen.map(englishOf))],
          ]),
        )
        const base = await branch(start, [])
        const [ours, theirs] = [await branch(base, first), await branch(base, second)]
        const project = createMemoryProject(merge(base, ours, theirs, driver, coins))
        await sync(project)
        const settled = new Map(project.workspace.files)
        const { outdated } = await syncProject(project, { chapters: [], locked: true, dryRun: false })
        expect(outdated).toBe(false)
        const again = createMemoryProject(settled)
        await sync(again)
        expect(again.workspace.files).toEqual(settled)
        const known = new Set(
          linesOf(settled).flatMap(({ id, facts }) => facts.map((fact) => `${id} ${canonicalJson(fact)}`)),
        )
        expect([...news(base, ours), ...news(base, theirs)].filter((fact) => !known.has(fact))).toEqual([])
      }),
      { numRuns: Number(process.env.ZHEN_RUNS ?? 60) },
    )
  })
})
