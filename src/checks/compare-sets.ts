import type { Finding } from '../core/finding.js'

/** A piece of markup of a text. Equal keys: the same in either language. */
export interface Piece {
  readonly key: string
  readonly shown: string
  readonly range: readonly [start: number, end: number]
}

/** What the source has and the English has not, in one finding; and the other way round, which is only mentioned. */
export function* compareSets(wanted: readonly Piece[], given: readonly Piece[]): Iterable<Finding> {
  const lost = without(wanted, given)
  const [extra, ...more] = without(given, wanted)
  const namesOf = (pieces: readonly Piece[]) => pieces.map(({ shown }) => shown).join(', ')
  const [firstLost] = lost
  if (firstLost) yield { sourceRange: firstLost.range, values: { expected: namesOf(lost) } }
  if (extra)
    yield { range: extra.range, severity: 'info', values: { found: namesOf([extra, ...more]), context: 'extra' } }
}

/** The different pieces of one side that the other has not. */
function without(pieces: readonly Piece[], others: readonly Piece[]): Piece[] {
  const known = new Set(others.map(({ key }) => key))
  return pieces.filter(({ key }) => !known.has(key) && known.add(key))
}
