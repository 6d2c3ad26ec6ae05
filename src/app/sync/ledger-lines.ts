import type { LedgerLine } from '../../core/fact.js'
import type { Entry } from './entry.js'
import { inLedgerOrder } from './link-targets.js'

/**
 * The chapter's ledger: its live lines in source order, obsolete and added ones behind their neighbour.
 *
 * An obsolete line is kept for its facts or while its English stands; an added one while its text stands.
 */
export function ledgerLines(live: readonly Entry[], rest: readonly Entry[]): LedgerLine[] {
  const kept = rest.filter((entry) => entry.targets.length > 0 || (entry.obsolete && entry.facts.length > 0))
  const dropped = new Map(rest.filter((entry) => !kept.includes(entry)).map((entry) => [entry.id, entry.behind]))
  const anchored = kept.map((entry) => ({ ...entry, behind: anchorOf(entry.behind, dropped) }))
  return inLedgerOrder(live, anchored).map(lineOf)
}

/** The nearest line in front that is kept. */
function anchorOf(behind: string | null, dropped: ReadonlyMap<string, string | null>): string | null {
  let anchor = behind
  while (anchor !== null && dropped.has(anchor)) anchor = dropped.get(anchor) ?? null
  return anchor
}

function lineOf(entry: Entry): LedgerLine {
  const path = entry.targets[0]?.path ?? entry.chapter
  return {
    id: entry.id,
    kind: entry.kind,
    source: entry.source,
    ...(path !== entry.chapter && { target: path }),
    ...(entry.obsolete && { obsolete: true }),
    facts: entry.facts,
  }
}
