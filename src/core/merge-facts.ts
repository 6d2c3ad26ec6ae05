import { canonicalJson } from './canonical-json.js'
import type { Fact } from './fact.js'

/** True when two facts are the same fact, so that one of them is enough. */
export function sameFact(a: Fact, b: Fact): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/**
 * Unites what two branches know of one segment: every fact of either, in an order that respects both.
 *
 * Where neither order decides, the date does; the two branches may be swapped. Facts are never revoked, so one that is
 * missing on one side stays, but for those that `sync` itself replaces: a pending draft, and an added text's wording.
 *
 * @param base what both grew out of, empty where that is not known
 */
export function mergeFacts(base: readonly Fact[], ours: readonly Fact[], theirs: readonly Fact[]): readonly Fact[] {
  const was = new Set(base.map(canonicalJson))
  const [a, b] = [keyed(ours), keyed(theirs)]
  const isReplaced = ({ key, fact }: Keyed) =>
    was.has(key) && isReplaceable(fact) && !(a.keys.has(key) && b.keys.has(key))
  return withoutSettled(interleave(a, b).filter((each) => !isReplaced(each))).map(({ fact }) => fact)
}

interface Keyed {
  readonly key: string
  readonly fact: Fact
}

interface KeyedFacts {
  readonly list: readonly Keyed[]
  readonly keys: ReadonlySet<string>
}

function keyed(facts: readonly Fact[]): KeyedFacts {
  const byKey = new Map(facts.map((fact) => [canonicalJson(fact), fact]))
  return { list: [...byKey].map(([key, fact]) => ({ key, fact })), keys: new Set(byKey.keys()) }
}

function isReplaceable(fact: Fact): boolean {
  return fact.fact === 'added' || (fact.fact === 'machine' && fact.pending === true)
}

/** A draft that one side has seen in its chapter is no longer pending. */
function withoutSettled(facts: readonly Keyed[]): Keyed[] {
  const keys = new Set(facts.map(({ key }) => key))
  return facts.filter(({ fact }) => {
    if (fact.fact !== 'machine' || !fact.pending) return true
    const { pending: _, ...settled } = fact
    return !keys.has(canonicalJson(settled))
  })
}

/** Both lists as one, each in its own order as far as they do not contradict each other. */
function interleave(a: KeyedFacts, b: KeyedFacts): Keyed[] {
  const merged: Keyed[] = []
  const taken = new Set<string>()
  const place = { a: 0, b: 0 }
  const headOf = (side: 'a' | 'b', { list }: KeyedFacts) => {
    while (taken.has(list[place[side]]?.key ?? '')) place[side]++
    return list[place[side]]
  }
  for (;;) {
    const [left, right] = [headOf('a', a), headOf('b', b)]
    if (!left && !right) return merged
    const next = !left ? right : !right ? left : chooseNext(left, right, a.keys, b.keys)
    if (!next) return merged
    merged.push(next)
    taken.add(next.key)
  }
}

/** What only one side has goes before what both have; of two such facts the earlier one, dates first of all. */
function chooseNext(left: Keyed, right: Keyed, inLeft: ReadonlySet<string>, inRight: ReadonlySet<string>): Keyed {
  const isLeftAlone = !inRight.has(left.key)
  const isRightAlone = !inLeft.has(right.key)
  if (isLeftAlone !== isRightAlone) return isLeftAlone ? left : right
  return rankOf(left) <= rankOf(right) ? left : right
}

function rankOf({ key, fact }: Keyed): string {
  return `${'at' in fact ? fact.at : ''}\0${key}`
}
