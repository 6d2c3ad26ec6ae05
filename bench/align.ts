/**
 * Measures alignment: all gold sets with the corpora's own scorer, how well confidence is calibrated, and time.
 *
 * Any TypeScript runner will do. The scorer needs Python 3.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { alignChapters, type ChapterAlignment } from '../src/align/align-chapters.js'
import { alignUnits } from '../src/align/align-units.js'
import { toAlignReport } from '../src/align/report.js'
import type { AlignUnit } from '../src/align/unit.js'
import { parseChapter } from '../src/markdown/parse-chapter.js'
import { corporaFolder } from './corpora.js'

const CORPORA = corporaFolder()
const SETS = ['istio-insider/gold-set', 'kubernetes/clean', 'kubernetes/perturbed']
const HALVES = ['all', 'even', 'odd'] as const

interface GoldLink {
  readonly zh: readonly (readonly [number, number])[]
  readonly en: readonly (readonly [number, number])[]
  readonly kind: string
  readonly untranslated?: boolean
}

interface Gold {
  readonly zh: string
  readonly en: string
  readonly links: readonly GoldLink[]
}

interface Page {
  readonly name: string
  readonly gold: Gold
  readonly alignment: ChapterAlignment
}

function alignSet(set: string): Page[] {
  const names = readdirSync(join(CORPORA, set, 'gold'), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const gold = JSON.parse(readFileSync(join(CORPORA, set, 'gold', name), 'utf8')) as Gold
      const read = (path: string) => parseChapter(readFileSync(join(CORPORA, set, path), 'utf8'))
      return { name, gold, alignment: alignChapters(read(gold.zh), read(gold.en)) }
    })
}

/** What the scorer says of every second page, or of all. */
function score(set: string, pages: readonly Page[], half: (typeof HALVES)[number]) {
  const folder = mkdtempSync(join(tmpdir(), 'align-'))
  for (const [index, { name, gold, alignment }] of pages.entries()) {
    if (half !== 'all' && (index % 2 === 0) !== (half === 'even')) continue
    write(join(folder, 'gold', name), gold)
    write(join(folder, 'found', name), toAlignReport(gold.zh, gold.en, alignment))
  }
  const command = [join(CORPORA, 'score_alignment.py'), '--dir', join(folder, 'gold'), join(folder, 'found')]
  const scores = execFileSync('python3', [...command, '--root', join(CORPORA, set)], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return JSON.parse(scores)
}

function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(content))
}

/** Links by tenth of confidence: how many, their mean confidence, and the share that stays within one gold link. */
function calibrate(pages: readonly Page[]): void {
  const bins = Array.from({ length: 10 }, () => ({ links: 0, confidence: 0, right: 0 }))
  for (const { gold, alignment } of pages) {
    const sourceLinks = linkByLine(gold, 'zh')
    const targetLinks = linkByLine(gold, 'en')
    for (const link of toAlignReport('', '', alignment).links) {
      const source = linksAt(sourceLinks, link.source)
      const target = linksAt(targetLinks, link.target)
      const all = new Set([...source, ...target])
      if ([...all].every((found) => found?.kind === 'copied' && !found.untranslated)) continue
      const bin = bins[Math.min(9, Math.floor(link.confidence * 10))] as (typeof bins)[number]
      bin.links++
      bin.confidence += link.confidence
      bin.right += isRight(all, source.size > 0, target.size > 0) ? 1 : 0
    }
  }
  for (const { links, confidence, right } of bins) {
    if (links === 0) continue
    console.log(`  ${(confidence / links).toFixed(3)}  ${(right / links).toFixed(3)}  ${links}`)
  }
}

function linkByLine(gold: Gold, side: 'zh' | 'en'): Map<number, GoldLink> {
  const links = new Map<number, GoldLink>()
  for (const link of gold.links) {
    for (const [start, end] of link[side]) for (let line = start; line <= end; line++) links.set(line, link)
  }
  return links
}

function linksAt(links: ReadonlyMap<number, GoldLink>, ranges: readonly (readonly [number, number])[]) {
  return new Set(ranges.map(([start]) => links.get(start)))
}

function isRight(all: ReadonlySet<GoldLink | undefined>, hasSource: boolean, hasTarget: boolean): boolean {
  if (hasSource && hasTarget) return all.size === 1
  return [...all].every((link) => (hasSource ? link?.en : link?.zh)?.length === 0)
}

/** A long chapter made of all pages: `count` units of either side. */
function longChapter(pages: readonly Page[], side: 'sourceUnits' | 'targetUnits', count: number): AlignUnit[] {
  return pages.flatMap(({ alignment }) => alignment[side]).slice(0, count)
}

function medianTime(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[runs >> 1] as number
}

function hostileUnits(count: number): AlignUnit[] {
  const unit = { kind: 'paragraph', name: null, level: null, depth: 0, text: '同一段文字，出现很多次。' } as const
  return Array.from({ length: count }, () => unit)
}

for (const set of SETS) {
  const pages = alignSet(set)
  for (const half of HALVES) {
    const { strict, strict_R_by_op: byOperation, ...scores } = score(set, pages, half)
    const only = ['zh-only', 'en-only'].map((key) => `${key} P ${scores[key].P} R ${scores[key].R}`).join('  ')
    console.log(`${set} ${half}: strict F1 ${strict.F1}  ${only}  ${byOperation ? JSON.stringify(byOperation) : ''}`)
  }
  console.log(`${set}: confidence, share right, links`)
  calibrate(pages)
  if (set !== 'kubernetes/clean') continue
  const [source, target] = [longChapter(pages, 'sourceUnits', 1000), longChapter(pages, 'targetUnits', 1000)]
  const milliseconds = medianTime(7, () => alignUnits(source, target))
  console.log(`${source.length} × ${target.length} units: ${Math.round(milliseconds)} ms (median of 7)`)
}
const equal = hostileUnits(10_000)
console.log(`10000 × 10000 equal units: ${Math.round(medianTime(3, () => alignUnits(equal, equal)))} ms`)
