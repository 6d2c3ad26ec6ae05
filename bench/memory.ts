/**
 * Fuzzy look-ups in a memory on disk: how many a second, and how many of the matches there are they find.
 *
 * `bench/memory.ts [PAIRS] [LOOKUPS] [COMPARED]` with any TypeScript runner; the corpora are found by ZHEN_CORPORA. The
 * pairs are the corpora's Chinese paragraphs, and more of them made by joining clauses and editing them; what is sought
 * are pairs edited by a few characters in a hundred up to a quarter. COMPARED look-ups are held against every pair.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeCodes } from '../src/core/codes/encode.js'
import type { MemoryPair } from '../src/core/pair.js'
import { editDistance } from '../src/memory/edit-distance.js'
import { leverage } from '../src/memory/leverage.js'
import { tokensOf } from '../src/memory/tokens.js'
import { openIndex } from '../src/store/open-index.js'
import { corporaFolder } from './corpora.js'
import { MadeTexts } from './made-texts.js'

const THRESHOLD = 0.7
const CANDIDATES = 30

const [pairCount = 100_000, lookupCount = 300, comparedCount = 60] = process.argv.slice(2).map(Number)
const texts = new MadeTexts(corporaFolder(), 7)
const sources = makeSources(pairCount)
const sought = Array.from({ length: lookupCount }, () =>
  texts.edited(texts.pick(sources), 0.02 + 0.25 * texts.random()),
)

const folder = mkdtempSync(join(tmpdir(), 'zhen-bench-'))
const path = join(folder, 'zhen.db')
const stores = openIndex(path)
try {
  report('put', await seconds(() => stores.memory.put(sources.map(toPair))), 's')
  report('index', await seconds(() => stores.memory.refresh()), 's')
  const found: string[][] = []
  const times: number[] = []
  for (const source of sought) {
    times.push(
      await seconds(async () => {
        const pairs = await stores.memory.findCandidates(source, CANDIDATES)
        const { exact, fuzzy } = leverage({ source, previousSource: null, nextSource: null }, pairs, { limit: 10 })
        found.push([...exact, ...fuzzy].map(({ pair }) => pair.source))
      }),
    )
  }
  times.sort((a, b) => a - b)
  report('median look-up', (times[times.length >> 1] as number) * 1000, 'ms')
  report('slowest in a hundred', (times[Math.floor(times.length * 0.99)] as number) * 1000, 'ms')
  report('look-ups a second', times.length / times.reduce((sum, time) => sum + time, 0), '')
  reportRecall(found)
  report('peak memory', process.resourceUsage().maxRSS / 1024, 'MB')
} finally {
  stores.close()
  report('database', statSync(path).size / 1e6, 'MB')
  rmSync(folder, { recursive: true })
}

function tokensIn(text: string): string[] {
  return tokensOf(encodeCodes(text))
}

/** Against the ten most similar pairs there are, found by comparing with every one. */
function reportRecall(found: readonly (readonly string[])[]): void {
  const tokens = sources.map(tokensIn)
  let [wanted, hit, best, bestHit] = [0, 0, 0, 0]
  sought.slice(0, comparedCount).forEach((source, at) => {
    const truth = mostSimilar(tokensIn(source), tokens)
    const names = new Set(found[at])
    wanted += truth.length
    hit += truth.filter((name) => names.has(name)).length
    if (truth.length > 0) best++
    if (truth.length > 0 && names.has(truth[0] as string)) bestHit++
  })
  report(`recall of ${wanted} matches`, hit / wanted, '')
  report(`recall of ${best} best matches`, bestHit / best, '')
}

function mostSimilar(tokens: readonly string[], all: readonly (readonly string[])[]): string[] {
  const scored: [similarity: number, source: string][] = []
  all.forEach((other, at) => {
    const [shorter, longer] = [tokens.length, other.length].sort((a, b) => a - b) as [number, number]
    if (longer === 0 || shorter < THRESHOLD * longer) return
    const similarity = 1 - editDistance(tokens, other) / longer
    if (similarity >= THRESHOLD) scored.push([similarity, sources[at] as string])
  })
  return scored
    .sort((a, b) => b[0] - a[0])
    .slice(0, 10)
    .map(([, source]) => source)
}

function makeSources(count: number): string[] {
  const made = new Set(texts.paragraphs.slice(0, count))
  while (made.size < count) made.add(texts.next())
  return [...made]
}

function toPair(source: string, at: number): MemoryPair {
  const [previousSource, nextSource] = [sources[at - 1] ?? null, sources[at + 1] ?? null]
  const chapter = `chapter-${Math.floor(at / 150)}.md`
  const target = `English of ${source.length} characters, number ${at}`
  return { source, target, previousSource, nextSource, chapter, id: `${at}`, origin: '', quality: 'translated' }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}

function report(what: string, value: number, unit: string): void {
  console.log(`${what.padEnd(28)} ${value.toFixed(3)} ${unit}`)
}
