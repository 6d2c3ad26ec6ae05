import { canonicalJson } from './canonical-json.js'
import type { LedgerLine } from './fact.js'
import { mergeFacts } from './merge-facts.js'

/**
 * Merges the ledgers of two branches.
 *
 * Facts are united. What a line says besides follows the side that changed it. A line that one side dropped, because its
 * text moved to another chapter, is dropped unless the other side had something new to say of it. The two sides may be
 * swapped: only the order of lines that both added at the same place depends on which is which.
 *
 * @param base what both grew out of; lines missing there were added by both
 */
export function mergeLines(
  base: readonly LedgerLine[],
  ours: readonly LedgerLine[],
  theirs: readonly LedgerLine[],
): LedgerLine[] {
  const [was, a, b] = [byId(base), byId(ours), byId(theirs)]
  const merged = new Map<string, LedgerLine>()
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const line = mergeLine(was.get(id), a.get(id), b.get(id))
    if (line) merged.set(id, line)
  }
  return orderOf(base, ours, theirs).flatMap((id) => merged.get(id) ?? [])
}

/** One line for each id, with the facts of all. It stands where the first stood; a live one says what the source is. */
export function uniteLines(lines: LedgerLine[]): LedgerLine[] {
  const united = new Map<string, LedgerLine>()
  for (const line of lines) {
    const first = united.get(line.id)
    united.set(line.id, first ? uniteTwo(first, line) : line)
  }
  return united.size === lines.length ? lines : [...united.values()]
}

/** What two ledgers say of one segment, as one line. */
export function uniteTwo(first: LedgerLine, second: LedgerLine): LedgerLine {
  const kept = first.obsolete && !second.obsolete ? second : first
  return { ...kept, facts: mergeFacts([], first.facts, second.facts) }
}

function byId(lines: readonly LedgerLine[]): Map<string, LedgerLine> {
  return new Map(lines.map((line) => [line.id, line]))
}

function mergeLine(
  base: LedgerLine | undefined,
  ours: LedgerLine | undefined,
  theirs: LedgerLine | undefined,
): LedgerLine | null {
  if (!ours || !theirs) {
    const left = ours ?? theirs
    return !left || (base && isEqual(left, base)) ? null : left
  }
  if (isEqual(ours, theirs) || (base && isEqual(theirs, base))) return ours
  if (base && isEqual(ours, base)) return theirs
  const kind = pick(base?.kind, ours.kind, theirs.kind)
  const source = pick(base?.source, ours.source, theirs.source)
  const target = pick(base?.target, ours.target, theirs.target)
  const also = target === theirs.target && target !== ours.target ? theirs.also : ours.also
  const obsolete = pickMark(base, ours, theirs, 'obsolete')
  const missing = pickMark(base, ours, theirs, 'missing')
  return {
    id: ours.id,
    kind,
    source,
    ...(target !== undefined && { target }),
    ...(also !== undefined && { also }),
    ...(obsolete && { obsolete }),
    ...(missing && { missing }),
    facts: mergeFacts(base?.facts ?? [], ours.facts, theirs.facts),
  }
}

/**
 * The value of the side that changed it. Where both did, or nothing is known of before, nothing says which is right, and
 * the next sync sees for itself: a value goes before none.
 */
function pick<T extends string | null | undefined>(base: T | undefined, ours: T, theirs: T): T {
  if (ours === theirs || theirs === base) return ours
  if (ours === base) return theirs
  if (ours === undefined || ours === null) return theirs
  if (theirs === undefined || theirs === null) return ours
  return ours < theirs ? ours : theirs
}

/** Live goes before obsolete, present before missing, where nothing is known of before. */
function pickMark(
  base: LedgerLine | undefined,
  ours: LedgerLine,
  theirs: LedgerLine,
  mark: 'obsolete' | 'missing',
): true | undefined {
  if (ours[mark] === theirs[mark] || !base) return ours[mark] && theirs[mark]
  return ours[mark] === base[mark] ? theirs[mark] : ours[mark]
}

function isEqual(a: LedgerLine, b: LedgerLine): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/**
 * The ids of both sides in order. The side that moved lines about keeps its order; what only the other has comes in
 * behind the line it stands behind there.
 */
function orderOf(base: readonly LedgerLine[], ours: readonly LedgerLine[], theirs: readonly LedgerLine[]): string[] {
  const [was, a, b] = [base, ours, theirs].map((lines) => lines.map(({ id }) => id)) as [string[], string[], string[]]
  const [frame, guest] = keepsOrder(was, a) ? [b, a] : [a, b]
  const inFrame = new Set(frame)
  const behind = new Map<string | null, string[]>()
  let anchor: string | null = null
  for (const id of guest) {
    if (inFrame.has(id)) {
      anchor = id
      continue
    }
    const others = behind.get(anchor)
    if (others) others.push(id)
    else behind.set(anchor, [id])
  }
  return [...(behind.get(null) ?? []), ...frame.flatMap((id) => [id, ...(behind.get(id) ?? [])])]
}

/** True when the lines that `after` still has stand in the order in which they stood. */
function keepsOrder(before: readonly string[], after: readonly string[]): boolean {
  const [had, has] = [new Set(before), new Set(after)]
  const left = after.filter((id) => had.has(id))
  return before.filter((id) => has.has(id)).every((id, index) => id === left[index])
}
