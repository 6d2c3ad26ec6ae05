import type { GoldLink, GoldPage, LineRange } from './gold.js'

/** How often a page gets an edit of each sort, in each round of edits. */
const SHARE = 0.6
/** A moved paragraph passes at least this many blocks. */
const DISTANCE = 4
const HEADING = /^#/
const PLAIN = /^[A-Za-z`*[_"(]/
const NOT_TEXT = /^(?:[*+-] |\d+[.)] |\|)/

/** A run of lines of the English, and what it is made from. */
interface Block {
  readonly lines: readonly string[]
  /** How many blank lines stand before it. */
  readonly blank: number
  readonly zh: readonly LineRange[]
  readonly kind: string
  readonly op?: string
  readonly untranslated?: boolean
  /** A paragraph at the top level that nothing was done to. */
  readonly isFree: boolean
}

type Random = () => number

/** A page being edited. */
interface Draft {
  readonly page: GoldPage
  readonly blocks: Block[]
  /** Paragraphs of other pages. */
  readonly others: readonly Block[]
  readonly random: Random
}

/** What translators do to a page: one edit of each sort at a time. */
const OPERATIONS: Readonly<Record<string, (draft: Draft, op: string) => void>> = {
  deleted: (draft, op) => replace(draft, op, 1, 0),
  added: (draft, op) => replace(draft, op, 0, 1),
  moved: (draft, op) => move(draft, op, ({ from, to }) => Math.abs(from - to) >= DISTANCE),
  swapped: swap,
  merged: (draft, op) => merge(draft, op, 2),
  split: (draft, op) => split(draft, op, 2),
  'zh-copy': (draft, op) => leaveInChinese(draft, op, 1),
  replaced: (draft, op) => replace(draft, op, 1, 1),
}

/** What heavy edits do besides: longer runs, and across sections. */
const HEAVY: typeof OPERATIONS = {
  ...OPERATIONS,
  'deleted-run': (draft, op) => replace(draft, op, 3, 0),
  'added-run': (draft, op) => replace(draft, op, 0, 3),
  'other-section': (draft, op) => move(draft, op, ({ isOtherSection }) => isOtherSection),
  'merged-3': (draft, op) => merge(draft, op, 3),
  'split-3': (draft, op) => split(draft, op, 3),
  'zh-copies': (draft, op) => leaveInChinese(draft, op, 3),
}

/**
 * Copies of `pages` with seeded edits of the English and the right alignment. The same for the same seed. Heavy edits
 * leave few paragraphs as they were.
 */
export function editPages(pages: readonly GoldPage[], seed: number, rate: 'usual' | 'heavy' = 'usual'): GoldPage[] {
  const random = randomFrom(seed)
  const blocks = pages.map(blocksOf)
  const [operations, rounds] = rate === 'usual' ? [OPERATIONS, 1] : [HEAVY, 2]
  return pages.map((page, index) => {
    const other = blocks[(index + 1 + Math.floor(random() * (pages.length - 1))) % pages.length] as Block[]
    const edited = (blocks[index] as Block[]).slice()
    const draft = { page, blocks: edited, others: other.filter(({ isFree }) => isFree), random }
    for (let round = 0; round < rounds; round++) {
      for (const [op, edit] of Object.entries(operations)) if (random() < SHARE) edit(draft, op)
    }
    return { ...write(edited), name: page.name.replace(/\.json$/, `-${seed}.json`), zh: page.zh }
  })
}

function blocksOf({ en, links }: GoldPage): Block[] {
  const lines = en.split('\n')
  const isBlank = (line: number) => !(lines[line - 1] ?? '').trim()
  const placed = links.filter((link) => link.en.length > 0).sort((a, b) => startOf(a) - startOf(b))
  const unplaced = links.filter((link) => link.en.length === 0)
  let behind = 0
  const blocks = placed.map(({ zh, en: ranges, kind, untranslated }): Block => {
    const [start, end] = ranges[0] as LineRange
    const own = lines.slice(start - 1, end)
    const blank = Math.max(0, start - 1 - behind)
    behind = end
    const text = own.every((line) => PLAIN.test(line) && !NOT_TEXT.test(line)) && own.join(' ').length > 40
    const isFree = kind === '1-1' && text && isBlank(start - 1) && isBlank(end + 1)
    return { lines: own, blank, zh, kind, isFree, ...(untranslated && { untranslated }) }
  })
  const rest = unplaced.map(({ zh, kind }): Block => ({ lines: [], blank: 0, zh, kind, isFree: false }))
  return [...blocks, ...rest]
}

function startOf(link: GoldLink): number {
  return link.en[0]?.[0] ?? 0
}

/** Where a run of `count` paragraphs begins that nothing was done to; `undefined` where there is none. */
function pickRun({ blocks, random }: Draft, count: number): number | undefined {
  const starts = [...blocks.keys()].filter((at) => {
    const run = blocks.slice(at, at + count)
    return run.length === count && run.every(({ isFree }) => isFree)
  })
  return pick(starts, random)
}

/** Takes a run of paragraphs away, puts paragraphs of another page in its place, or both. */
function replace(draft: Draft, op: string, gone: number, added: number): void {
  const { blocks, others, random } = draft
  const at = pickRun(draft, Math.max(1, gone))
  if (at === undefined || others.length === 0) return
  const foreign = Array.from({ length: added }, () => pick(others, random) as Block)
  blocks.splice(
    at,
    gone,
    ...blocks.slice(at, at + gone).map((block) => ({ ...block, lines: [], kind: 'zh-only', op, isFree: false })),
    ...foreign.map((block) => ({ ...block, zh: [], kind: 'en-only', op, isFree: false })),
  )
}

/** Where a paragraph is and where it might go. */
interface Journey {
  readonly from: number
  readonly to: number
  readonly isOtherSection: boolean
}

function move(draft: Draft, op: string, isFarEnough: (journey: Journey) => boolean): void {
  const { blocks, random } = draft
  const from = pickRun(draft, 1)
  if (from === undefined) return
  const isOtherSection = (to: number): boolean =>
    blocks.slice(Math.min(from, to), Math.max(from, to)).some(({ lines: [first = ''] }) => HEADING.test(first))
  const places = [...blocks.keys()].filter(
    (to) => blocks[to]?.isFree && to !== from && isFarEnough({ from, to, isOtherSection: isOtherSection(to) }),
  )
  const to = pick(places, random)
  if (to === undefined) return
  const [block] = blocks.splice(from, 1) as [Block]
  blocks.splice(to > from ? to - 1 : to, 0, { ...block, op, isFree: false })
}

function swap(draft: Draft, op: string): void {
  const at = pickRun(draft, 2)
  if (at === undefined) return
  const pair = draft.blocks.slice(at, at + 2).map((block) => ({ ...block, op, isFree: false }))
  draft.blocks.splice(at, 2, ...pair.reverse())
}

function merge(draft: Draft, op: string, count: number): void {
  const at = pickRun(draft, count)
  if (at === undefined) return
  const run = draft.blocks.slice(at, at + count)
  const [lines, zh] = [run.flatMap((block) => block.lines), run.flatMap((block) => block.zh)]
  draft.blocks.splice(at, count, { ...(run[0] as Block), lines, zh, kind: 'n-m', op, isFree: false })
}

function split(draft: Draft, op: string, parts: number): void {
  const at = pickRun(draft, 1)
  if (at === undefined) return
  const block = draft.blocks[at] as Block
  draft.blocks[at] = { ...block, lines: splitSentences(block.lines, parts), kind: 'n-m', op, isFree: false }
}

function leaveInChinese(draft: Draft, op: string, count: number): void {
  const { blocks, page } = draft
  const at = pickRun(draft, count)
  if (at === undefined) return
  for (let place = at; place < at + count; place++) {
    const block = blocks[place] as Block
    const lines = linesAt(page.zh, block.zh)
    blocks[place] = { ...block, lines, untranslated: true, kind: 'copied', op, isFree: false }
  }
}

function linesAt(text: string, ranges: readonly LineRange[]): string[] {
  const lines = text.split('\n')
  return ranges.flatMap(([start, end]) => lines.slice(start - 1, end))
}

/** Paragraphs of about the same length, cut at the ends of sentences; fewer, where there are too few of those. */
function splitSentences(lines: readonly string[], parts: number): string[] {
  const text = lines.join('\n')
  const ends = Array.from(text.matchAll(/[.!?:]\s+(?=[A-Z])/g), ({ index, 0: end }) => index + end.length)
  const cuts = new Set<number>()
  for (let part = 1; part < parts; part++) {
    const ideal = (text.length * part) / parts
    const [cut] = ends.sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal))
    if (cut !== undefined) cuts.add(cut)
  }
  const corners = [0, ...[...cuts].sort((a, b) => a - b), text.length]
  return corners.slice(1).flatMap((end, at) => {
    const piece = text.slice(corners[at], end).trimEnd().split('\n')
    return at === 0 ? piece : ['', ...piece]
  })
}

function write(blocks: readonly Block[]): Pick<GoldPage, 'en' | 'links'> {
  const lines: string[] = []
  const links = blocks.map(({ lines: own, blank, zh, kind, op, untranslated }): GoldLink => {
    const remarks = { kind, ...(op && { op }), ...(untranslated && { untranslated }) }
    if (own.length === 0) return { zh, en: [], ...remarks }
    for (let line = 0; line < blank; line++) lines.push('')
    lines.push(...own)
    return { zh, en: [[lines.length - own.length + 1, lines.length]], ...remarks }
  })
  return { en: `${lines.join('\n')}\n`, links }
}

function pick<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)]
}

/** Numbers from 0 up to 1 (the generator known as mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
