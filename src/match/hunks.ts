import { diffArrays } from 'diff'
import type { Token } from './wording.js'

/** A place where two token lists differ. */
export interface Hunk {
  readonly removed: readonly Token[]
  readonly added: readonly Token[]
  /** The older tokens, and where in them `removed` starts. */
  readonly older: readonly Token[]
  readonly olderAt: number
  readonly newer: readonly Token[]
  readonly newerAt: number
}

/** More differences than this are another text; finding out which would take long and say nothing. */
const MOST_DIFFERENCES = 500

/** The places where the lists differ, letter case not counted; `undefined` when they differ too much to say. */
export function hunksBetween(older: readonly Token[], newer: readonly Token[]): Hunk[] | undefined {
  const changes = diffArrays(older.map(foldCase), newer.map(foldCase), { maxEditLength: MOST_DIFFERENCES })
  if (!changes) return undefined
  const hunks: Hunk[] = []
  let [olderAt, newerAt] = [0, 0]
  for (let index = 0; index < changes.length; ) {
    const [removedStart, addedStart] = [olderAt, newerAt]
    for (; changes[index]?.removed || changes[index]?.added; index++) {
      if (changes[index]?.removed) olderAt += changes[index]?.count ?? 0
      else newerAt += changes[index]?.count ?? 0
    }
    const removed = older.slice(removedStart, olderAt)
    const added = newer.slice(addedStart, newerAt)
    if (removed.length + added.length > 0) {
      hunks.push({ removed, added, older, olderAt: removedStart, newer, newerAt: addedStart })
    }
    const same = changes[index++]?.count ?? 0
    olderAt += same
    newerAt += same
  }
  return hunks
}

function foldCase({ text }: Token): string {
  return text.toLowerCase()
}
