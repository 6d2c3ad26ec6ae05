import type { GoldLink, GoldPage, LineRange } from './gold.js'

/** What translators do to a page: one edit each, of a page or of none. */
const OPERATIONS = ['deleted', 'added', 'moved', 'swapped', 'merged', 'split', 'zh-copy', 'replaced'] as const

/** How often a page gets an edit of each sort. */
const SHARE = 0.6
/** A moved paragraph passes at least this many blocks. */
const DISTANCE = 4
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

/** Copies of `pages` with seeded edits of the English and the right alignment. The same for the same seed. */
export function editPages(pages: readonly GoldPage[], seed: number): GoldPage[] {
  const random = randomFrom(seed)
  const blocks = pages.map(blocksOf)
  return pages.map((page, index) => {
    const others = blocks[(index + 1 + Math.floor(random() * (pages.length - 1))) % pages.length] as Block[]
    const edited = (blocks[index] as Block[]).slice()
    for (const operation of OPERATIONS) {
      if (random() < SHARE)
        edit(
          edited,
          operation,
          page,
          others.filter(({ isFree }) => isFree),
          random,
        )
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

function edit(
  blocks: Block[],
  operation: (typeof OPERATIONS)[number],
  page: GoldPage,
  others: readonly Block[],
  random: Random,
): void {
  const free = blocks.flatMap((block, at) => (block.isFree ? [at] : []))
  const twins = free.filter((at) => blocks[at + 1]?.isFree)
  const at = pick(operation === 'merged' || operation === 'swapped' ? twins : free, random)
  const other = pick(others, random)
  if (at === undefined || !other) return
  const block = blocks[at] as Block
  const gone = { ...block, lines: [], kind: 'zh-only', op: operation, isFree: false }
  const added = { ...other, zh: [], kind: 'en-only', op: operation, isFree: false }
  const done = { ...block, op: operation, isFree: false }
  if (operation === 'deleted') blocks[at] = gone
  if (operation === 'added') blocks.splice(at, 0, added)
  if (operation === 'replaced') blocks.splice(at, 1, gone, added)
  if (operation === 'moved') {
    const place = pick(
      free.filter((to) => Math.abs(to - at) >= DISTANCE),
      random,
    )
    if (place === undefined) return
    blocks.splice(at, 1)
    blocks.splice(place > at ? place - 1 : place, 0, done)
  }
  if (operation === 'zh-copy')
    blocks[at] = { ...done, lines: linesAt(page.zh, block.zh), untranslated: true, kind: 'copied' }
  if (operation === 'split') blocks[at] = { ...done, lines: splitSentences(block.lines), kind: 'n-m' }
  const next = blocks[at + 1] as Block
  if (operation === 'swapped') blocks.splice(at, 2, { ...next, op: operation, isFree: false }, done)
  if (operation === 'merged') {
    blocks.splice(at, 2, {
      ...done,
      lines: [...block.lines, ...next.lines],
      zh: [...block.zh, ...next.zh],
      kind: 'n-m',
    })
  }
}

function linesAt(text: string, ranges: readonly LineRange[]): string[] {
  const lines = text.split('\n')
  return ranges.flatMap(([start, end]) => lines.slice(start - 1, end))
}

/** Two paragraphs, cut at the end of the sentence nearest to the middle; one, where there is none. */
function splitSentences(lines: readonly string[]): string[] {
  const text = lines.join('\n')
  const ends = Array.from(text.matchAll(/[.!?:]\s+(?=[A-Z])/g), ({ index, 0: end }) => index + end.length)
  const [cut] = ends.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  if (cut === undefined) return [...lines]
  return [...text.slice(0, cut).trimEnd().split('\n'), '', ...text.slice(cut).split('\n')]
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
