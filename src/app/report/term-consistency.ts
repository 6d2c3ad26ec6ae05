import { type MinedTerm, renderTerms } from '../../glossary/mine-terms.js'
import { type PlacedPair, pairsOf } from '../mine-glossary.js'
import type { SegmentRecord } from '../ports.js'
import { readTerms } from '../read-terms.js'
import type { Workspace } from '../workspace-port.js'
import type { TermConsistency, TermPlace } from './project-report.js'

/** How the book renders the terms of its glossary, the least consistent first. Drafts of machines do not count. */
export async function termConsistency(
  workspace: Workspace,
  records: readonly SegmentRecord[],
): Promise<TermConsistency[]> {
  const terms = await readTerms(workspace)
  if (terms.length === 0) return []
  const pairs = pairsOf(records)
  const preferred = new Map(terms.map((term) => [term.source, term.preferred]))
  const placesOf = (indices: readonly number[]) =>
    indices.map((index) => placeOf(pairs[index] as PlacedPair, workspace))
  const reported = renderTerms(pairs, terms).map((term): TermConsistency => {
    const unexplained = unexplainedOf(term)
    return {
      term: term.source,
      preferred: preferred.get(term.source) ?? null,
      count: term.count,
      consistency: consistencyOf(term),
      renderings: term.renderings.map(({ text, status, pairs: found }) => {
        return { text, status, count: found.length, places: placesOf(found) }
      }),
      unexplained: { count: unexplained.length, places: placesOf(unexplained) },
    }
  })
  return reported.sort((a, b) => a.consistency - b.consistency || b.count - a.count || (a.term < b.term ? -1 : 1))
}

function placeOf({ id, chapter, sourceLine, path, targetLine }: PlacedPair, { shownPath }: Workspace): TermPlace {
  return {
    id,
    chapter,
    source: { path: shownPath('source', chapter), line: sourceLine },
    target: { path: shownPath('target', path), line: targetLine },
  }
}

function unexplainedOf({ pairs, renderings }: MinedTerm): number[] {
  const explained = new Set(renderings.flatMap((rendering) => rendering.pairs))
  return pairs.filter((index) => !explained.has(index))
}

/** The share of the most frequent rendering, to three decimals; 1 for a term that has none. */
function consistencyOf({ renderings: [first, ...others] }: MinedTerm): number {
  if (!first) return 1
  const all = others.reduce((sum, { pairs }) => sum + pairs.length, first.pairs.length)
  return Math.floor((first.pairs.length / all) * 1000) / 1000
}
