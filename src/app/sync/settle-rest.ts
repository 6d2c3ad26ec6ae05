import type { Fact } from '../../core/fact.js'
import { sameText } from '../../core/text.js'
import { type Entry, isAdded, joinTexts } from './entry.js'

/**
 * Settles what obsolete and added entries found: English that a live segment has is that segment's alone, and what a
 * person edited is remembered as it is now, so that it is found again.
 */
export function settleRest(live: readonly Entry[], rest: readonly Entry[]): void {
  const taken = new Set(live.flatMap(({ targets }) => targets))
  for (const entry of rest) {
    entry.targets = entry.targets.filter((unit) => !taken.has(unit))
    if (entry.targets.length > 0) remember(entry, joinTexts(entry.targets.map(({ text }) => text)))
  }
}

function remember(entry: Entry, target: string): void {
  if (isAdded(entry)) entry.facts = [{ fact: 'added', target }]
  else if (!isKnown(entry, target)) entry.facts.push({ fact: 'translated', source: entry.source ?? '', target })
}

function isKnown({ source, facts }: Entry, target: string): boolean {
  const speaksOf = (fact: Fact) =>
    ('target' in fact && sameText(fact.target, target)) || (fact.fact === 'copied' && sameText(fact.source, target))
  return sameText(source ?? '', target) || facts.some(speaksOf)
}
