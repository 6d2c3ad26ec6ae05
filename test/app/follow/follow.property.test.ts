import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followChapters } from '../../../src/app/follow-chapters.js'
import type { SegmentRecord } from '../../../src/app/ports.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'
import { chapterText, chineseOf, englishOf, type Kind, type Piece } from '../book-model.js'

const CHAPTERS = ['a.md', 'b.md', 'new.md']
const SYNC = { chapters: [], locked: false, dryRun: false }

/** Pieces that differ enough to be told apart: what moves must be known again. */
const pieces: fc.Arbitrary<Piece[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Kind>('paragraph', 'paragraph', 'item', 'heading', 'fence'),
      words: fc.array(fc.nat(34), { minLength: 5, maxLength: 9 }),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map((list) => list.map((piece, index) => ({ ...piece, number: 100 + index })))

/** Where each piece stands before and after: a chapter, and a key that orders it there; and whether it has English. */
const book = pieces.chain((list) =>
  fc.record({
    pieces: fc.constant(list),
    before: fc.array(fc.nat(1), { minLength: list.length, maxLength: list.length }),
    after: fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 1, 2), fc.nat(99)), {
      minLength: list.length,
      maxLength: list.length,
    }),
    moved: fc.array(fc.boolean(), { minLength: list.length, maxLength: list.length }),
    english: fc.array(fc.constantFrom(true, true, true, false), { minLength: list.length, maxLength: list.length }),
  }),
)

type Book = typeof book extends fc.Arbitrary<infer T> ? T : never

/** The pieces of each chapter in their order, once moved. */
function arranged({ pieces, before, after, moved }: Book): Piece[][] {
  const placed = pieces.map((piece, index) => {
    const [chapter, key] = moved[index] ? (after[index] as [number, number]) : [before[index] as number, index * 7]
    return { piece, chapter, key }
  })
  return CHAPTERS.map((_, chapter) =>
    placed
      .filter((each) => each.chapter === chapter)
      .sort((a, b) => a.key - b.key)
      .map(({ piece }) => piece),
  )
}

async function movedBook(model: Book): Promise<MemoryProject> {
  const start = CHAPTERS.map((_, chapter) => model.pieces.filter((_, index) => model.before[index] === chapter))
  const hasEnglish = (piece: Piece) => model.english[model.pieces.indexOf(piece)] === true
  const files = CHAPTERS.flatMap((name, chapter): [string, string][] => {
    const list = start[chapter] ?? []
    if (list.length === 0) return []
    const english = list.filter(hasEnglish)
    return [
      [`source:${name}`, chapterText(list.map(chineseOf))],
      ...(english.length > 0 ? [[`target:${name}`, chapterText(english.map(englishOf))] as [string, string]] : []),
    ]
  })
  const project = createMemoryProject(files)
  await syncProject(project, SYNC)
  for (const [chapter, list] of arranged(model).entries()) {
    if (list.length > 0) project.workspace.files.set(`source:${CHAPTERS[chapter]}`, chapterText(list.map(chineseOf)))
    else project.workspace.files.delete(`source:${CHAPTERS[chapter]}`)
  }
  await syncProject(project, SYNC)
  return project
}

function englishBlocks(project: MemoryProject): string[] {
  return [...project.workspace.files]
    .filter(([key]) => key.startsWith('target:'))
    .flatMap(([, text]) => text.split(/\n{2,}|\n(?=[-*+] )/))
    .map((block) => block.trim().replace(/^[*+]/, '-'))
    .filter((block) => block !== '')
    .sort()
}

const live = (records: readonly SegmentRecord[]) =>
  records.filter(({ status }) => status !== 'obsolete' && status !== 'added')

/** Random books take as long as they take. */
describe('follow', { timeout: 300_000 }, () => {
  it('should bring English into the order of its source, losing and changing nothing', async () => {
    await fc.assert(
      fc.asyncProperty(book, async (model) => {
        const project = await movedBook(model)
        const blocks = englishBlocks(project)
        const before = new Map((await project.index.loadSegments({})).map((record) => [record.id, record]))
        const dry = await followChapters(project, { chapters: [], dryRun: true })
        expect(englishBlocks(project)).toEqual(blocks)
        const report = await followChapters(project, { chapters: [], dryRun: false })
        expect(report).toEqual({ ...dry, dryRun: false })
        expect(englishBlocks(project)).toEqual(blocks)
        const left = new Set(report.left.map(({ id }) => id))
        for (const record of live(await project.index.loadSegments({}))) {
          const was = before.get(record.id)
          expect([record.id, record.status, record.gap]).toEqual([was?.id, was?.status, was?.gap])
          expect(record.targets.map(({ text }) => text)).toEqual(was?.targets.map(({ text }) => text))
          if (!left.has(record.id) && !record.block)
            expect([record.id, record.misplaced && left.size === 0]).toEqual([record.id, false])
        }
        const again = await followChapters(project, { chapters: [], dryRun: true })
        if (left.size === 0) expect(again.moves).toEqual([])
      }),
      { numRuns: Number(process.env.ZHEN_RUNS ?? 150) },
    )
  })

  it('should leave nothing where all can be moved', async () => {
    const figures = { moved: 0, left: 0 }
    await fc.assert(
      fc.asyncProperty(book, async (model) => {
        const project = await movedBook(model)
        const { moves, left } = await followChapters(project, { chapters: [], dryRun: false })
        figures.moved += moves.length
        figures.left += left.length
      }),
      { numRuns: 100, seed: 1 },
    )
    expect(figures.moved).toBeGreaterThan(100)
    expect(figures.left).toBeLessThan(figures.moved / 10)
  })
})
