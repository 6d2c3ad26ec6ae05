import type { Fact } from '../../core/fact.js'
import { normalizeText, sameText } from '../../core/text.js'
import { type Entry, joinTexts, type TargetUnit } from './entry.js'

/**
 * True where a ledger of these entries may be read otherwise than it was meant: of equal English it says whose each is
 * by order alone.
 *
 * No doubt is left where no text stands twice, nor one that was said last of an entry and is another's; nor, where some
 * do stand twice, if all English is in the order of the ledger and each has an entry that is not obsolete.
 *
 * @param kept all entries of a plan, in the order of their ledgers
 * @param left English that no entry has
 */
export function leavesDoubt(kept: readonly Entry[], left: readonly TargetUnit[]): boolean {
  const units = new Set([...kept.flatMap(({ targets }) => targets), ...left])
  const texts = new Set([...units].map(({ text }) => normalizeText(text)))
  if (kept.some((entry) => seeksAmong(entry, texts))) return true
  return texts.size < units.size && (kept.some(({ obsolete }) => obsolete) || !isInOrder(kept) || hasTwin(kept, left))
}

/** True for an entry that will be looked for where it is not: what was said of it last, or else its source, stands elsewhere. */
function seeksAmong({ targets, facts, source }: Entry, texts: ReadonlySet<string>): boolean {
  const last = facts.findLast((fact) => 'target' in fact) ?? facts.findLast(({ fact }) => fact === 'copied')
  const sought = last ? textOf(last) : targets.length === 0 ? source : null
  if (sought === null) return false
  const isHere = targets.length > 0 && sameText(sought, joinTexts(targets.map(({ text }) => text)))
  return !isHere && texts.has(normalizeText(sought))
}

function textOf(fact: Fact): string {
  if ('target' in fact) return fact.target
  return 'source' in fact ? fact.source : ''
}

/** English that neighbours share is looked for once. */
function isInOrder(kept: readonly Entry[]): boolean {
  const reached = new Map<string, number>()
  let shared: readonly TargetUnit[] = []
  for (const { targets } of kept) {
    if (targets.length === 0 || isSame(targets, shared)) continue
    for (const { path, part } of targets) {
      if (path !== targets[0]?.path || part <= (reached.get(path) ?? -1)) return false
      reached.set(path, part)
    }
    shared = targets
  }
  return true
}

function isSame(targets: readonly TargetUnit[], others: readonly TargetUnit[]): boolean {
  return targets.length === others.length && targets.every((unit, at) => unit === others[at])
}

/** True when English that nobody has says the same as some that an entry has. */
function hasTwin(kept: readonly Entry[], left: readonly TargetUnit[]): boolean {
  if (left.length === 0) return false
  const texts = new Set(left.map(({ text }) => normalizeText(text)))
  return kept.some(({ targets }) => targets.some(({ text }) => texts.has(normalizeText(text))))
}
