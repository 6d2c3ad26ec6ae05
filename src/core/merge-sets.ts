import { canonicalJson } from './canonical-json.js'

/**
 * Merges two descendants of a list whose elements are told apart by what they hold: what either added is there, what
 * either dropped is not. Ours come first, in their order.
 */
export function mergeSets<T>(base: readonly T[], ours: readonly T[], theirs: readonly T[]): T[] {
  const [inBase, inOurs, inTheirs] = [base, ours, theirs].map((list) => new Set(list.map(canonicalJson))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ]
  const merged = new Map<string, T>()
  for (const element of [...ours, ...theirs]) {
    const key = canonicalJson(element)
    if (inBase.has(key) && !(inOurs.has(key) && inTheirs.has(key))) continue
    if (!merged.has(key)) merged.set(key, element)
  }
  return [...merged.values()]
}
