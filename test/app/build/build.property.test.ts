import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildEdition } from '../../../src/app/build-edition.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { BUILD_CHOICES, type BuildPolicy, NOTE_TEXTS } from '../../../src/core/build-policy.js'
import { hasSourceLanguage } from '../../../src/core/inline.js'
import type { ParsedChapter } from '../../../src/core/segment.js'
import { parseChapter } from '../../../src/markdown/parse-chapter.js'
import { createMemoryEdition } from '../../helpers/memory-edition.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'
import { chapterText, chineseOf, englishOf, type Kind, type Piece } from '../book-model.js'

const RUNS = { numRuns: Number(process.env.ZHEN_RUNS ?? 40) }

const SYNC = { chapters: [], locked: false, dryRun: false }

const piece: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constantFrom<Kind>('paragraph', 'paragraph', 'item', 'heading', 'fence'),
  words: fc.array(fc.nat(34), { minLength: 3, maxLength: 9 }),
  number: fc.integer({ min: 2, max: 99 }),
})

/** How a piece stands in the English chapter, and what stands around it: a list, a quote, a table, a directive. */
type Standing = 'yes' | 'copy' | 'no' | 'stale' | 'added'

interface Placed {
  readonly piece: Piece
  readonly standing: Standing
  readonly around: 'nothing' | 'quote' | 'table' | 'directive' | 'label'
}

const placed: fc.Arbitrary<Placed> = fc.record({
  piece,
  standing: fc.constantFrom<Standing>('yes', 'yes', 'yes', 'copy', 'no', 'stale', 'added'),
  around: fc.constantFrom<Placed['around']>('nothing', 'nothing', 'nothing', 'quote', 'table', 'directive', 'label'),
})

const chapter = fc.record({ blocks: fc.array(placed, { maxLength: 10 }), english: fc.boolean(), title: fc.nat(34) })

const book = fc.array(chapter, { minLength: 1, maxLength: 2 })

const policy: fc.Arbitrary<BuildPolicy> = fc.record({
  untranslated: fc.constantFrom('source' as const, 'omit' as const),
  dropped: fc.constantFrom('source' as const, 'omit' as const),
  stale: fc.constantFrom('keep' as const, 'source' as const, 'omit' as const),
  draft: fc.constant('keep' as const),
  obsolete: fc.constantFrom('keep' as const, 'omit' as const),
  added: fc.constantFrom('keep' as const, 'omit' as const),
  misplaced: fc.constant('keep' as const),
  note: fc.constantFrom('segment' as const, 'chapter' as const, 'none' as const),
  notes: fc.constant(NOTE_TEXTS),
})

type Book = typeof book extends fc.Arbitrary<infer T> ? T : never

function frame(text: string, { piece: { kind, number }, around }: Placed, at: number): string {
  if (kind === 'fence' || kind === 'heading') return text
  if (around === 'quote') return text.replace(/^/gm, '> ')
  if (around === 'directive') return `:::{tip}\n${text}\n:::`
  if (around === 'label') return `(label-${at}-${number})=\n${text}`
  if (around === 'table' && kind === 'paragraph') return `| a | b |\n|---|---|\n| ${text} | ${number} |`
  return text
}

/** Synced with the English as it is to be, but what is to be stale; then the Chinese of that changes. */
async function createBook(chapters: Book, changed: boolean): Promise<MemoryProject> {
  const files: [string, string][] = []
  const later: [string, string][] = []
  for (const [index, { blocks, english, title }] of chapters.entries()) {
    const heading: Piece = { kind: 'heading', words: [title, index, 3], number: 100 + index }
    const chinese = (isLater: boolean) => [
      chineseOf(heading).slice(1),
      ...blocks.flatMap((each, at) => {
        if (each.standing === 'added') return []
        const number = isLater && each.standing === 'stale' ? each.piece.number + 500 : each.piece.number
        return [frame(chineseOf({ ...each.piece, number }), { ...each, piece: { ...each.piece, number } }, at)]
      }),
    ]
    const translated = blocks.flatMap((each, at) => {
      if (each.standing === 'no') return []
      return [frame((each.standing === 'copy' ? chineseOf : englishOf)(each.piece), each, at)]
    })
    files.push([`source:${index}.md`, chapterText(chinese(false))])
    if (english) files.push([`target:${index}.md`, chapterText([englishOf(heading).slice(1), ...translated])])
    later.push([`source:${index}.md`, chapterText(chinese(true))])
  }
  const project = createMemoryProject(files)
  await syncProject(project, SYNC)
  if (changed) for (const [key, text] of later) project.workspace.files.set(key, text)
  return project
}

async function build(project: MemoryProject, wanted: BuildPolicy): Promise<Map<string, string>> {
  const edition = createMemoryEdition(project.workspace)
  await buildEdition({ ...project, edition }, { policy: wanted, dryRun: false })
  return new Map([...edition.files.keys()].map((path) => [path, edition.text(path)]))
}

const QUIET: BuildPolicy = {
  ...{ untranslated: 'source', dropped: 'omit', stale: 'keep', draft: 'keep' },
  ...{ obsolete: 'keep', added: 'keep', misplaced: 'keep', note: 'none', notes: NOTE_TEXTS },
}

function notesOf({ nodes }: ParsedChapter): number[] {
  return nodes.flatMap(({ type, name }, index) => (type === 'directive' && name === 'note' ? [index] : []))
}

describe('the laws of a build', { timeout: 300_000 }, () => {
  it('should give the English edition byte for byte where all is translated', async () => {
    await fc.assert(
      fc.asyncProperty(book, policy, async (chapters, wanted) => {
        const whole = chapters.map((each) => ({
          ...each,
          english: true,
          blocks: each.blocks.map((block) => ({ ...block, standing: 'yes' as const })),
        }))
        const project = await createBook(whole, false)
        const records = await (async () => {
          await build(project, wanted)
          return project.index.loadSegments({})
        })()
        fc.pre(
          records.every(
            ({ status, misplaced }) => /translated|carried/.test(status) && status !== 'untranslated' && !misplaced,
          ),
        )
        for (const [path, text] of await build(project, wanted)) {
          expect(text).toBe(project.workspace.files.get(`target:${path}`))
        }
      }),
      RUNS,
    )
  })

  it('should put notes between blocks alone, and change no block by them', async () => {
    await fc.assert(
      fc.asyncProperty(book, policy, async (chapters, wanted) => {
        const project = await createBook(chapters, true)
        const bare = await build(project, { ...wanted, note: 'none' })
        for (const [path, text] of await build(project, wanted)) {
          const parsed = parseChapter(text)
          const notes = notesOf(parsed)
          expect(notes.map((note) => parsed.nodes[note]?.parent)).toEqual(notes.map(() => 0))
          const lines = text.split('\n')
          for (const note of notes.reverse()) {
            const { startLine, endLine } = parsed.nodes[note] as ParsedChapter['nodes'][number]
            lines.splice(startLine - 1, endLine - startLine + 1)
          }
          const blank = (all: string) => all.replace(/\n{2,}/g, '\n')
          expect(blank(lines.join('\n')).trim()).toBe(blank(bare.get(path) ?? '').trim())
          const rest = parseChapter(bare.get(path) ?? '')
          const types = ({ nodes }: ParsedChapter, without: ReadonlySet<number>) =>
            nodes.flatMap(({ type, parent }, at) => (without.has(at) || without.has(parent) ? [] : [type]))
          expect(types(parsed, new Set(notes))).toEqual(types(rest, new Set()))
        }
      }),
      RUNS,
    )
  })

  it('should show no Chinese without a note in front of it, nor in the chapter', async () => {
    await fc.assert(
      fc.asyncProperty(book, policy, async (chapters, wanted) => {
        fc.pre(wanted.note !== 'none')
        const project = await createBook(chapters, true)
        for (const text of (await build(project, wanted)).values()) {
          const parsed = parseChapter(text)
          const chinese = parsed.parts.filter((part) => part.type === 'segment' && hasSourceLanguage(part.text))
          const notes = notesOf(parsed).map((note) => parsed.nodes[note]?.startLine ?? 0)
          for (const { startLine, kind } of chinese) {
            // A heading's note stands behind it.
            const before = notes.filter((line) => line < startLine + (kind === 'heading' ? 3 : 0))
            expect({ text, startLine, noted: before.length > 0 }).toMatchObject({ noted: true })
          }
        }
      }),
      RUNS,
    )
  })

  it('should build the same again, and itself of what it built without leaving anything out', async () => {
    await fc.assert(
      fc.asyncProperty(book, policy, async (chapters, wanted) => {
        const project = await createBook(chapters, true)
        const built = await build(project, wanted)
        expect(await build(project, wanted)).toEqual(built)
        // What was left out would be brought in again.
        fc.pre(wanted.untranslated === 'source' && wanted.stale !== 'omit')
        const files = [...project.workspace.files].filter(([key]) => !key.startsWith('target:'))
        const own = [...built].map(([path, text]): [string, string] => [`target:${path}`, text])
        const again = createMemoryProject([...files, ...own])
        expect(await build(again, QUIET)).toEqual(built)
      }),
      RUNS,
    )
  })

  it('should leave no policy untried', () => {
    expect(Object.keys(BUILD_CHOICES).every((standing) => standing in QUIET)).toBe(true)
  })
})
