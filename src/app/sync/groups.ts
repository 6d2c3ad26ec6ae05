import type { Entry, TargetUnit } from './entry.js'

/** Segments that share English, in source order; most groups have one. */
export interface Group {
  readonly members: readonly Entry[]
  /** The English of all members, in document order. */
  readonly targets: readonly TargetUnit[]
}

/** Puts live entries that share a target unit together. Entries without English are groups of their own. */
export function groupEntries(entries: readonly Entry[]): Group[] {
  const leader = new Map<Entry, Entry>()
  const find = (entry: Entry): Entry => {
    let root = entry
    for (let next = leader.get(root); next && next !== root; next = leader.get(root)) root = next
    return root
  }
  const owners = new Map<TargetUnit, Entry>()
  for (const entry of entries) {
    leader.set(entry, entry)
    for (const unit of entry.targets) {
      const owner = owners.get(unit)
      if (owner) leader.set(find(entry), find(owner))
      else owners.set(unit, entry)
    }
  }
  const groups = new Map<Entry, Entry[]>()
  for (const entry of entries) {
    const root = find(entry)
    const members = groups.get(root)
    if (members) members.push(entry)
    else groups.set(root, [entry])
  }
  return [...groups.values()].map((members) => ({ members, targets: unionOf(members) }))
}

function unionOf(members: readonly Entry[]): TargetUnit[] {
  const units = new Set(members.flatMap(({ targets }) => targets))
  return [...units].sort((a, b) => (a.path === b.path ? a.part - b.part : a.path < b.path ? -1 : 1))
}
