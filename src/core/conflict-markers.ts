/** What git writes around a conflict: seven or more of a character, then the end of the line or a name. */
const MARKER = /^(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\r?$/
const ANY_MARKER = new RegExp(MARKER, 'm')
const SIGNS = ['<', '|', '=', '>'].map((sign) => sign.repeat(7))

/** The three versions of a text in which git left conflicts. */
export interface ConflictSides {
  /** What both sides grew out of, as far as the text tells: without `merge.conflictStyle = diff3` only what they share. */
  readonly base: string
  readonly ours: string
  readonly theirs: string
}

/** True when a line of `text` is one of git's conflict markers. A line of a ledger never is. */
export function hasConflictMarkers(text: string): boolean {
  // The plain search comes first: ledgers are large, and hardly any has one.
  return SIGNS.some((sign) => text.startsWith(sign) || text.includes(`\n${sign}`)) && ANY_MARKER.test(text)
}

/** The line at which the first whole conflict begins, or `null`. What looks like one may be an example of one. */
export function firstConflict(text: string): number | null {
  if (!hasConflictMarkers(text)) return null
  const rows = text.split('\n')
  const start = rows.findIndex((row, index) => signOf(row)?.[0] === '<' && readConflict(rows, index) !== null)
  return start === -1 ? null : start + 1
}

/**
 * Takes a text with conflict markers apart. Line numbers stay: what a side does not have is a blank line there.
 *
 * A marker without its partner, left behind by someone who stopped half way, takes nothing away: what it may have
 * belonged to is on both sides.
 */
export function splitConflicts(text: string): ConflictSides {
  const rows = text.split('\n')
  const sides = { base: [] as string[], ours: [] as string[], theirs: [] as string[] }
  const marked = conflictsIn(rows)
  rows.forEach((row, index) => {
    const where = marked[index]
    for (const side of ['base', 'ours', 'theirs'] as const)
      sides[side].push(where === 'all' || where === side ? row : '')
  })
  return { base: sides.base.join('\n'), ours: sides.ours.join('\n'), theirs: sides.theirs.join('\n') }
}

type Where = 'all' | 'base' | 'ours' | 'theirs' | 'marker'

/** For each row the side it belongs to. */
function conflictsIn(rows: readonly string[]): Where[] {
  const where = rows.map((row): Where => (MARKER.test(row) ? 'marker' : 'all'))
  for (let start = 0; start < rows.length; start++) {
    if (signOf(rows[start])?.[0] !== '<') continue
    const conflict = readConflict(rows, start)
    if (!conflict) continue
    const { base, theirs, end } = conflict
    const mark = (from: number, to: number, side: Where) => {
      for (let row = from + 1; row < to; row++) if (where[row] === 'all') where[row] = side
    }
    mark(start, base ?? theirs, 'ours')
    if (base !== null) mark(base, theirs, 'base')
    mark(theirs, end, 'theirs')
    start = end
  }
  return where
}

interface Conflict {
  /** Rows of the markers that open the base, open theirs and end the conflict. */
  readonly base: number | null
  readonly theirs: number
  readonly end: number
}

/** The conflict that opens at `start`, or `null` when it is not whole. Markers of another length are those of its base. */
function readConflict(rows: readonly string[], start: number): Conflict | null {
  const { length } = signOf(rows[start]) ?? ''
  let base: number | null = null
  let theirs: number | null = null
  for (let row = start + 1; row < rows.length; row++) {
    const sign = signOf(rows[row])
    if (sign?.length !== length) continue
    if (sign[0] === '<') return null
    if (sign[0] === '|' && theirs === null) base = row
    if (sign[0] === '=' && theirs === null) theirs = row
    if (sign[0] === '>') return theirs === null ? null : { base, theirs, end: row }
  }
  return null
}

function signOf(row: string | undefined): string | null {
  return MARKER.exec(row ?? '')?.[1] ?? null
}
