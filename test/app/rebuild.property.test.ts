import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/app/decide.js'
import type { SegmentRecord } from '../../src/app/ports.js'
import { refresh } from '../../src/app/refresh.js'
import type { DecisionVerb } from '../../src/app/report.js'
import { syncProject } from '../../src/app/sync-project.js'
import { ZhenError } from '../../src/core/errors.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'
import { blocksOf, chapterText, chineseOf, englishOf, type Kind, type Piece } from './book-model.js'

const RUNS = { numRuns: Number(process.env.ZHEN_RUNS ?? 150) }

const CHAPTERS = ['a.md', 'b.md']
const SYNC = { chapters: [], locked: false, dryRun: false }

const piece: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constantFrom<Kind>('paragraph', 'paragraph', 'item', 'heading', 'fence'),
  words: fc.array(fc.nat(34), { minLength: 3, maxLength: 9 }),
  number: fc.integer({ min: 2, max: 99 }),
})

interface Place {
  readonly side: 'source' | 'target'
  readonly chapter: number
  readonly at: number
}

/** An edit of one chapter. Numbers choose a place, taken modulo what there is. */
type Edit = Place &
  (
    | { readonly do: 'insert' | 'rewrite'; readonly piece: Piece }
    | { readonly do: 'delete' | 'comma' | 'number' | 'split' | 'merge' | 'double' }
  )

/** What happens to a book between two syncs. */
type Happening =
  | Edit
  | (Place & { readonly do: 'move'; readonly to: number; readonly toChapter: number })
  | { readonly do: 'sync' }
  | { readonly do: 'look' }
  | { readonly do: 'undo' }
  | { readonly do: 'decide'; readonly decision: DecisionVerb; readonly at: number }

const place = {
  side: fc.constantFrom('source' as const, 'source' as const, 'target' as const),
  chapter: fc.nat(1),
  at: fc.nat(30),
}

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ do: fc.constantFrom('insert' as const, 'rewrite' as const), ...place, piece }),
  fc.record({
    do: fc.constantFrom(
      'delete' as const,
      'comma' as const,
      'number' as const,
      'split' as const,
      'merge' as const,
      'double' as const,
    ),
    ...place,
  }),
  fc.record({ do: fc.constant('move' as const), ...place, to: fc.nat(30), toChapter: fc.nat(1) }),
  fc.constantFrom<Happening>({ do: 'sync' }, { do: 'sync' }, { do: 'look' }, { do: 'undo' }),
  fc.record({
    do: fc.constant('decide' as const),
    decision: fc.constantFrom<DecisionVerb>('accept', 'approve', 'still-valid', 'omit', 'reopen'),
    at: fc.nat(30),
  }),
)

/** What becomes of a piece in the English edition. */
type Rendering = 'yes' | 'copy' | 'no' | 'twice' | 'early' | 'alike'

/** The English of each in turn; `twice` has it stand there twice, `early` before all others, `alike` says what the first does. */
function renderEach(pieces: readonly Piece[], hows: readonly Rendering[]): string[] {
  const blocks: string[] = []
  for (const [at, piece] of pieces.entries()) {
    const how = hows[at]
    const english = how === 'copy' ? chineseOf(piece) : englishOf(how === 'alike' ? (pieces[0] as Piece) : piece)
    if (how === 'early') blocks.unshift(english)
    else if (how !== 'no') blocks.push(...(how === 'twice' ? [english, english] : [english]))
  }
  return blocks
}

const book = fc.record({
  pieces: fc.tuple(fc.array(piece, { maxLength: 12 }), fc.array(piece, { maxLength: 6 })),
  /** Which pieces the English has, still has in Chinese, or lacks. */
  english: fc.array(fc.constantFrom<Rendering>('yes', 'yes', 'yes', 'copy', 'no'), { minLength: 18, maxLength: 18 }),
})

interface Start {
  readonly pieces: [Piece[], Piece[]]
  /** For each piece of both chapters. */
  readonly english: readonly Rendering[]
}

function createBook({ pieces, english }: Start): MemoryProject {
  let turn = 0
  const files = CHAPTERS.flatMap((chapter, index): [string, string][] => {
    const chosen = pieces[index as 0 | 1]
    const hows = english.slice(turn, turn + chosen.length)
    turn += chosen.length
    return [
      [`source:${chapter}`, chapterText(chosen.map(chineseOf))],
      [`target:${chapter}`, chapterText(renderEach(chosen, hows))],
    ]
  })
  return createMemoryProject(files)
}

function editBlocks(blocks: string[], event: Edit): void {
  const at = blocks.length === 0 ? 0 : event.at % blocks.length
  const block = blocks[at]
  if (event.do === 'insert')
    blocks.splice(at, 0, event.side === 'source' ? chineseOf(event.piece) : englishOf(event.piece))
  if (block === undefined) return
  if (event.do === 'rewrite') blocks[at] = event.side === 'source' ? chineseOf(event.piece) : englishOf(event.piece)
  if (event.do === 'delete') blocks.splice(at, 1)
  if (event.do === 'comma') blocks[at] = block.replace(/[。.]$/, event.side === 'source' ? '！' : '!')
  if (event.do === 'number') blocks[at] = block.replace(/\d+/, (digits) => String(Number(digits) + 100))
  if (event.do === 'double') blocks.splice(at, 0, block)
  if (event.do === 'split' && !block.startsWith('`') && block.length > 12) {
    const middle = block.indexOf(event.side === 'source' ? '的' : ' of ', block.length / 3)
    if (middle > 2) blocks.splice(at, 1, block.slice(0, middle), block.slice(middle).trimStart())
  }
  if (
    event.do === 'merge' &&
    blocks[at + 1] !== undefined &&
    ![block, blocks[at + 1]].some((each) => /^[`#-]/.test(each ?? ''))
  ) {
    blocks.splice(at, 2, `${block}${event.side === 'source' ? '' : ' '}${blocks[at + 1]}`)
  }
}

async function happen(project: MemoryProject, event: Happening, history: Map<string, string>[]): Promise<void> {
  const { files } = project.workspace
  if (event.do === 'sync') await syncProject(project, SYNC)
  else if (event.do === 'look') await refresh(project)
  else if (event.do === 'decide') await decideSomewhere(project, event.decision, event.at)
  else if (event.do === 'undo') {
    const earlier = history.at(-2)
    for (const chapter of CHAPTERS) {
      const text = earlier?.get(`source:${chapter}`)
      if (text !== undefined) files.set(`source:${chapter}`, text)
    }
  } else {
    const from = `${event.side}:${CHAPTERS[event.chapter]}`
    const blocks = blocksOf(files.get(from) ?? '')
    if (event.do === 'move') {
      const moved = blocks.length === 0 ? [] : blocks.splice(event.at % blocks.length, 1)
      files.set(from, chapterText(blocks))
      const to = `${event.side}:${CHAPTERS[event.toChapter]}`
      const others = blocksOf(files.get(to) ?? '')
      others.splice(others.length === 0 ? 0 : event.to % others.length, 0, ...moved)
      files.set(to, chapterText(others))
    } else {
      editBlocks(blocks, event)
      files.set(from, chapterText(blocks))
    }
  }
  history.push(new Map([...files].filter(([key]) => key.startsWith('source:'))))
}

async function decideSomewhere(project: MemoryProject, decision: DecisionVerb, at: number): Promise<void> {
  await refresh(project)
  const records = await project.index.loadSegments({})
  const chosen = records[at % Math.max(1, records.length)]
  if (!chosen) return
  try {
    const input = {
      decision,
      ids: [chosen.id],
      chapter: null,
      touched: false,
      final: false,
      by: 'Li Lei',
      reason: 'because',
      dryRun: false,
    }
    await decide(project, input)
  } catch (error) {
    if (!(error instanceof ZhenError)) throw error
  }
}

/** What the law speaks of: all that is known of a segment, and of several equal English paragraphs which is whose. */
function judgement(records: readonly SegmentRecord[]) {
  return records.map(
    ({ id, chapter, kind, status, gap, change, source, targets, basis, group, targetEdited, misplaced, facts }) => ({
      ...{ id, chapter, kind, status, gap, change, source, basis, group, targetEdited, misplaced, facts },
      targets: targets.map(({ text, path, startLine }) => ({ text, path, startLine })),
    }),
  )
}

const varied = fc.record({ start: book, events: fc.array(happening, { maxLength: 12 }) })

/** A few texts over and over: what is equal can be told apart by its place alone. */
const repetitive = fc.array(piece, { minLength: 1, maxLength: 3 }).chain((few) => {
  const some = fc.constantFrom(...few)
  const again = fc.record({ do: fc.constantFrom('insert' as const, 'rewrite' as const), ...place, piece: some })
  return fc.record({
    start: fc.record({
      pieces: fc.tuple(fc.array(some, { maxLength: 8 }), fc.array(some, { maxLength: 5 })),
      english: fc.array(fc.constantFrom<Rendering>('yes', 'yes', 'yes', 'copy', 'no', 'twice', 'early', 'alike'), {
        minLength: 13,
        maxLength: 13,
      }),
    }),
    events: fc.array(fc.oneof({ weight: 2, arbitrary: again }, { weight: 3, arbitrary: happening }), {
      maxLength: 12,
    }),
  })
})

const BOOKS = [
  ['where most texts differ', varied],
  ['where texts stand often', repetitive],
] as const

function ledgersOf({ workspace }: MemoryProject): [string, string][] {
  return [...workspace.files].filter(([key]) => key.startsWith('ledger:')).sort()
}

/** Random books take as long as they take. */
describe('the rebuild law', { timeout: 300_000 }, () => {
  it('should leave nothing to a second sync, however often a text stands in the book', async () => {
    await fc.assert(
      fc.asyncProperty(repetitive, async ({ start, events }) => {
        const project = createBook(start)
        const history: Map<string, string>[] = []
        for (const event of events) await happen(project, event, history)
        await syncProject(project, SYNC)
        const before = ledgersOf(project)
        expect((await syncProject(project, SYNC)).seen.all).toBe(0)
        const { written } = await syncProject(createMemoryProject(project.workspace), SYNC)
        expect({ written, ledgers: ledgersOf(project) }).toEqual({ written: [], ledgers: before })
      }),
      RUNS,
    )
  })

  it.each(BOOKS)(
    'should give the same statuses, at the same places, after the index is deleted, %s',
    async (_, books) => {
      await fc.assert(
        fc.asyncProperty(books, async ({ start, events }) => {
          const project = createBook(start)
          const history: Map<string, string>[] = []
          for (const event of events) await happen(project, event, history)
          await syncProject(project, SYNC)
          const before = judgement(await project.index.loadSegments({}))
          const rebuilt = createMemoryProject(project.workspace)
          const { chapters } = await refresh(rebuilt, 'plan')
          expect(judgement(await rebuilt.index.loadSegments({}))).toEqual(before)
          expect(chapters.filter(({ pending }) => pending)).toEqual([])
        }),
        RUNS,
      )
    },
  )

  it.each(BOOKS)('should find every English paragraph again, whatever happened, %s', async (_, books) => {
    await fc.assert(
      fc.asyncProperty(books, async ({ start, events }) => {
        const project = createBook(start)
        const history: Map<string, string>[] = []
        for (const event of events) await happen(project, event, history)
        await refresh(project)
        const found = (await project.index.loadSegments({})).flatMap(({ targets }) =>
          targets.map(({ path, startLine }) => `${path}:${startLine}`),
        )
        for (const chapter of CHAPTERS) {
          let line = 1
          for (const block of blocksOf(project.workspace.files.get(`target:${chapter}`) ?? '')) {
            expect(found).toContain(`${chapter}:${line}`)
            line += block.split('\n').length + 1
          }
        }
      }),
      RUNS,
    )
  })
})
