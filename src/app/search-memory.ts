import { groupBy } from '../core/group-by.js'
import { normalizeText } from '../core/text.js'
import { diffWords } from '../match/diff-words.js'
import { leverage, type Match, similarity } from '../memory/leverage.js'
import { fillMemory } from './fill-memory.js'
import type { OnProgress, SearchMemoryInput } from './input.js'
import type { MemoryPair, MemorySide } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { MemoryMatch, MemorySearchReport } from './report.js'

/** How many similar sources are looked at, at the least. */
const CANDIDATES = 50

/** Longer texts are no phrase that others hold. */
const LONGEST_PHRASE = 1_000

export interface SearchMemoryDeps extends ProjectDeps {
  readonly onMemoryProgress?: OnProgress
}

/**
 * What the memory has that is like a text, and what holds it: the pairs a translator would want to see.
 *
 * Chinese is found by likeness and by what it holds; English by what it holds alone, a concordance: where all words of
 * the text stand in it.
 */
export async function searchMemory(deps: SearchMemoryDeps, input: SearchMemoryInput): Promise<MemorySearchReport> {
  const { sourceAvailable, notices, chapters } = await refresh(deps)
  const missing = await fillMemory(deps, chapters, deps.onMemoryProgress)
  const query = normalizeText(input.text).trim()
  const like = query === '' || input.in === 'target' ? [] : await findLike(deps, query, input)
  const holding = await findHolding(deps, query, input)
  const known = new Set(like.map(({ pair }) => textsOf(pair)))
  const matches = [
    ...like.map((match) => reported(match, query, input.in)),
    ...[...groupBy(holding, textsOf)].flatMap(([texts, [pair, ...others]]) => {
      return pair === undefined || known.has(texts) ? [] : reportedHolding(pair, 1 + others.length, query, input)
    }),
  ]
  const ranked =
    input.in === 'source' ? matches : matches.toSorted((a, b) => rankOf(a) - rankOf(b) || b.score - a.score)
  return {
    sourceAvailable,
    notices: [...notices, ...missing],
    query,
    in: input.in,
    matches: ranked.slice(0, input.limit),
  }
}

async function findLike(
  { memory }: ProjectDeps,
  query: string,
  { limit, minScore }: SearchMemoryInput,
): Promise<Match[]> {
  const same = (await memory.exact([query])).get(query) ?? []
  const candidates = await memory.findCandidates(query, Math.max(CANDIDATES, 2 * limit))
  const named = new Map([...same, ...candidates].map((pair) => [keyOf(pair), pair]))
  const sought = { source: query, previousSource: null, nextSource: null }
  const { exact, fuzzy } = leverage(sought, [...named.values()], { threshold: minScore, limit })
  return [...exact, ...fuzzy]
}

async function findHolding({ memory }: ProjectDeps, query: string, { in: side, limit }: SearchMemoryInput) {
  if (query === '' || query.length > LONGEST_PHRASE) return []
  const whole = await memory.findContaining(side, [query], 2 * limit)
  const words = query.split(/\s+/)
  if (whole.length >= limit || words.length === 1) return whole
  const named = new Map(
    [...whole, ...(await memory.findContaining(side, words, 2 * limit))].map((pair) => [keyOf(pair), pair]),
  )
  return [...named.values()]
}

function keyOf({ memory = '', chapter, id, source }: MemoryPair): string {
  return `${memory}\0${chapter}\0${id}\0${source}`
}

/** What two pairs have in common that say the same. */
function textsOf({ source, target }: MemoryPair): string {
  return `${normalizeText(source)}\0${normalizeText(target)}`
}

function reported(
  { kind, pair, target, similarity: score, occurrences }: Match,
  query: string,
  side: MemorySide,
): MemoryMatch {
  const words = kind === 'exact' ? [] : diffWords(pair[side], query)
  return { kind, score: round(score), source: pair.source, target, words, ...about(pair), occurrences }
}

/** English is not looked for by likeness, but what is found may be alike. */
function reportedHolding(
  pair: MemoryPair,
  occurrences: number,
  query: string,
  { in: side, minScore }: SearchMemoryInput,
): MemoryMatch {
  const score = round(similarity(query, pair[side]))
  const kind = side === 'source' ? 'contains' : score === 1 ? 'exact' : score >= minScore ? 'fuzzy' : 'contains'
  const words = kind === 'fuzzy' ? diffWords(pair[side], query) : []
  return { kind, score, source: pair.source, target: pair.target, words, ...about(pair), occurrences }
}

function about({ memory, chapter, id, quality, origin, about: said }: MemoryPair) {
  return {
    memory: memory ?? null,
    chapter,
    id,
    quality,
    origin,
    changed: said?.changed ?? null,
    notes: said?.notes ?? [],
  }
}

function rankOf({ kind }: MemoryMatch): number {
  return kind === 'contains' ? 1 : 0
}

function round(score: number): number {
  return Math.round(score * 100) / 100
}
