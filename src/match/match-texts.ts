import { linkExact, linkExactRemains } from './exact.js'
import { linkEdited } from './gaps.js'
import { joinPieces } from './joins.js'
import type { MatchResult, MatchUnit } from './match-unit.js'
import { closeMatching, openMatching } from './matching.js'
import { linkReworked } from './slots.js'
import { linkStrays } from './strays.js'

export interface MatchOptions {
  /** False when the lists are excerpts, so that standing first or last in them says nothing. Default true. */
  readonly edges?: boolean
}

/**
 * Says what became of the texts of an older list in a newer one of the same language.
 *
 * Surest evidence first, and no later stage undoes an earlier one: the same text in order, the same text moved, edited
 * between unchanged neighbours, split or merged, rewritten in its place, moved and edited. No text is both gone and
 * added. Near-linear in the number of units and the length of their texts.
 */
export function matchTexts(
  older: readonly MatchUnit[],
  newer: readonly MatchUnit[],
  { edges = true }: MatchOptions = {},
): MatchResult {
  const matching = openMatching(older, newer, edges)
  linkExact(matching)
  linkEdited(matching)
  joinPieces(matching)
  linkReworked(matching)
  linkExactRemains(matching)
  linkStrays(matching)
  joinPieces(matching)
  return closeMatching(matching)
}
