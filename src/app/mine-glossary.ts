import { drifts, type MinedPair, mineTerms } from '../glossary/mine-terms.js'
import type { MineInput } from './input.js'
import type { SegmentRecord } from './ports.js'
import { readTerms } from './read-terms.js'
import { type RefreshDeps, refresh } from './refresh.js'
import type { MinedPlace, MineReport } from './report.js'
import { joinTexts } from './sync/entry.js'

/**
 * What the book calls things: Chinese phrases with the English that goes with them, strongest first, or only those
 * that have several. Drafts of machines do not count, and the same pair counts once.
 */
export async function mineGlossary(deps: RefreshDeps, { least, limit, drift }: MineInput): Promise<MineReport> {
  const { sourceAvailable, notices } = await refresh(deps)
  const pairs = pairsOf(await deps.index.loadSegments({}))
  const mined = mineTerms(pairs, await readTerms(deps.workspace), least)
  const terms = mined.filter((term) => (drift ? drifts(term) : !term.isKnown))
  // What the glossary has decided comes first.
  if (drift) terms.sort((a, b) => Number(b.isKnown) - Number(a.isKnown))
  const placeOf = (index: number): MinedPlace[] => {
    const { id, chapter, sourceLine, path, targetLine } = pairs[index] as PlacedPair
    return [{ id, chapter, sourceLine, path: deps.workspace.shownPath('target', path), targetLine }]
  }
  return {
    sourceAvailable,
    notices,
    terms: terms.slice(0, limit ?? undefined).map((term) => ({
      term: term.source,
      count: term.count,
      strength: Math.round(term.strength * 10) / 10,
      known: term.isKnown,
      renderings: term.renderings.map(({ text, status, pairs: found }) => {
        return { text, status, count: found.length, places: found.flatMap(placeOf) }
      }),
      unexplained: term.unexplained,
    })),
    total: terms.length,
    pairs: pairs.length,
  }
}

/** A pair, and where it stands. `path` is below the English folder. */
export interface PlacedPair extends MinedPair {
  readonly id: string
  readonly chapter: string
  readonly sourceLine: number
  readonly path: string
  readonly targetLine: number
}

const WRITTEN_BY_PEOPLE: ReadonlySet<string> = new Set(['translated', 'reviewed', 'final', 'stale'])

/** What people have translated, each pair of texts once. */
export function pairsOf(records: readonly SegmentRecord[]): PlacedPair[] {
  const pairs = new Map<string, PlacedPair>()
  for (const { block, status, source, targets, translatedFrom, id, chapter, group } of records) {
    const [first] = targets
    if (block || !source || !first || !WRITTEN_BY_PEOPLE.has(status) || (group && group[0] !== id)) continue
    const pair = { source: translatedFrom ?? source.text, target: joinTexts(targets.map(({ text }) => text)) }
    const key = JSON.stringify(pair)
    const place = { id, chapter, sourceLine: source.startLine, path: first.path, targetLine: first.startLine }
    if (!pairs.has(key)) pairs.set(key, { ...pair, ...place })
  }
  return [...pairs.values()]
}
