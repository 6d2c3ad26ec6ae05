import type { LedgerLine } from '../../core/fact.js'
import { type Entry, isLive } from './entry.js'
import { inLedgerOrder } from './link-targets.js'

/**
 * The entries of a chapter that its ledger keeps: live ones in source order, obsolete and added ones behind their
 * neighbour.
 *
 * An obsolete one is kept for its facts or while its English stands; an added one while its text stands.
 */
export function keptEntries(live: readonly Entry[], rest: readonly Entry[]): Entry[] {
  const kept = rest.filter((entry) => entry.targets.length > 0 || (entry.obsolete && entry.facts.length > 0))
  const dropped = new Map(rest.filter((entry) => !kept.includes(entry)).map((entry) => [entry.id, entry.behind]))
  return inLedgerOrder(live, kept, (entry) => anchorOf(entry.behind, dropped))
}

/** The nearest line in front that is kept. */
function anchorOf(behind: string | null, dropped: ReadonlyMap<string, string | null>): string | null {
  let anchor = behind
  while (anchor !== null && dropped.has(anchor)) anchor = dropped.get(anchor) ?? null
  return anchor
}

/** @param hasTarget whether there is an English chapter in which something can be missing */
export function ledgerLine(entry: Entry, hasTarget: boolean): LedgerLine {
  const path = entry.targets[0]?.path ?? entry.chapter
  const also = [...new Set(entry.targets.map((unit) => unit.path))].filter(
    (other) => other !== path && other !== entry.chapter,
  )
  return {
    id: entry.id,
    kind: entry.kind,
    source: entry.source,
    ...(path !== entry.chapter && { target: path }),
    ...(also.length > 0 && { also }),
    ...(entry.obsolete && { obsolete: true }),
    ...(hasTarget && isMissing(entry) && { missing: true }),
    facts: entry.facts,
  }
}

/** Once its source is gone, what was missing must not be taken for an equal text that was not. */
function isMissing(entry: Entry): boolean {
  return entry.targets.length === 0 && (isLive(entry) || (entry.obsolete && entry.wasMissing))
}
