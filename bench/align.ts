/**
 * Measures alignment: all gold sets, and copies of the clean one with seeded edits, with the corpora's own scorer, in
 * both directions, beside an aligner that sees lengths alone; how well confidence is calibrated; and time.
 *
 * Needs Python 3 for the scorer. `book` as an argument measures the time of the real book alone, in a fresh process.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alignChapters, type ChapterAlignment } from '../src/align/align-chapters.js'
import { alignUnits } from '../src/align/align-units.js'
import { linkParts } from '../src/align/link-parts.js'
import { toAlignReport } from '../src/align/report.js'
import type { AlignUnit } from '../src/align/unit.js'
import { parseChapter } from '../src/markdown/parse-chapter.js'
import { calibrate, type SureLink } from './align/calibrate.js'
import { describeScores } from './align/describe-scores.js'
import { alignByLength } from './align/gale-church.js'
import { type FoundLink, type GoldPage, readGold, score } from './align/gold.js'
import { editPages } from './align/seeded-edits.js'
import { checkOutBook, readPages } from './corpora.js'
import { median } from './measure.js'

/** Others than the aligner was tuned with. */
const SEEDS = [101, 102, 103]

function findForward({ zh, en }: GoldPage): SureLink[] {
  return linksOf(alignChapters(parseChapter(zh), parseChapter(en))).map(({ source, target, confidence }) => ({
    zh: source,
    en: target,
    confidence,
  }))
}

function findBackward({ zh, en }: GoldPage): SureLink[] {
  return linksOf(alignChapters(parseChapter(en), parseChapter(zh))).map(({ source, target, confidence }) => ({
    zh: target,
    en: source,
    confidence,
  }))
}

function linksOf(alignment: ChapterAlignment) {
  return toAlignReport('', '', alignment).links
}

function print(name: string, pages: readonly GoldPage[], found: readonly (readonly FoundLink[])[]): void {
  console.log(describeScores(name, score(pages, found)))
}

function measure(name: string, pages: readonly GoldPage[]): void {
  console.log(`${name}, ${pages.length} pages`)
  const found = pages.map(findForward)
  print('forward', pages, found)
  print('backward', pages, pages.map(findBackward))
  print(
    'lengths alone',
    pages,
    pages.map(({ zh, en }) => alignByLength(zh, en)),
  )
  console.log('  confidence, share right, links')
  for (const { meanConfidence, right, links } of calibrate(pages, found)) {
    console.log(`  ${meanConfidence.toFixed(3)}  ${right.toFixed(3)}  ${links}`)
  }
}

function millisecondsOf(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return Math.round((user + system) / 1000)
}

/** Time of the real book's chapters that have a counterpart. Reading and parsing them is not counted. */
function measureBook(): void {
  const english = checkOutBook('en')
  const pairs = [...readPages(checkOutBook('zh'))].flatMap(([path, text]) => {
    const file = join(english, path)
    if (!existsSync(file)) return []
    return [[parseChapter(text), parseChapter(readFileSync(file, 'utf8'), { comments: 'all' })] as const]
  })
  const work = () => {
    for (const [source, target] of pairs) linkParts(source, target, alignChapters(source, target))
  }
  const cold = millisecondsOf(work)
  const warm = median(Array.from({ length: 7 }, () => millisecondsOf(work)))
  console.log(`the book, ${pairs.length} pairs of chapters: ${cold} ms of CPU, ${warm} ms once warm`)
}

/** A long chapter made of all pages: `count` units of either side. */
function longChapter(pages: readonly GoldPage[], side: 'zh' | 'en', count: number): AlignUnit[] {
  return pages.flatMap((page) => alignChapters(parseChapter(page[side]), parseChapter('')).sourceUnits).slice(0, count)
}

function hostileUnits(count: number, text: (index: number) => string): AlignUnit[] {
  const unit = { kind: 'paragraph', name: null, level: null, depth: 0 } as const
  return Array.from({ length: count }, (_, index) => ({ ...unit, text: text(index) }))
}

function measureTimes(clean: readonly GoldPage[]): void {
  const [source, target] = [longChapter(clean, 'zh', 1000), longChapter(clean, 'en', 1000)]
  const times = Array.from({ length: 7 }, () => millisecondsOf(() => alignUnits(source, target)))
  console.log(`1000 × 1000 units: ${median(times)} ms (median of 7)`)
  const repeated = [hostileUnits(500, () => '见下图。'), hostileUnits(500, () => 'See the figure below.')] as const
  const links = alignUnits(...repeated).filter(({ source, target }) => source.length === 1 && target.length === 1)
  console.log(`500 × 500 units, equal in each language: ${links.length} linked one by one`)
  const equal = hostileUnits(10_000, () => '同一段文字，出现很多次。')
  console.log(`10000 × 10000 equal units: ${millisecondsOf(() => alignUnits(equal, equal))} ms`)
  const english = hostileUnits(10_000, () => 'The same text, many times.')
  console.log(`10000 × 10000 units, equal in each language: ${millisecondsOf(() => alignUnits(equal, english))} ms`)
  const long = hostileUnits(1, () => '控制面与数据面。'.repeat(2_500_000))
  const short = hostileUnits(2, () => 'The control plane and the data plane.')
  console.log(`one line of 20 million characters: ${millisecondsOf(() => alignUnits(long, short))} ms`)
}

measureBook()
if (process.argv[2] !== 'book') {
  const clean = readGold('kubernetes/clean')
  measure('istio-insider/gold-set', readGold('istio-insider/gold-set'))
  measure('kubernetes/clean', clean)
  measure('kubernetes/perturbed', readGold('kubernetes/perturbed'))
  for (const rate of ['usual', 'heavy'] as const) {
    measure(
      `kubernetes/clean with ${rate} edits, seeds ${SEEDS.join(', ')}`,
      SEEDS.flatMap((seed) => editPages(clean, seed, rate)),
    )
  }
  measureTimes(clean)
}
