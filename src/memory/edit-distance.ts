/** Rows of the distance matrix that one machine word holds. */
const WORD = 32

/**
 * The least number of insertions, deletions and substitutions that make `b` of `a` (Levenshtein).
 *
 * Bit-parallel: 32 rows of the matrix at a time, so `a.length * b.length / 32` steps. Source: Myers, "A fast
 * bit-vector algorithm for approximate string matching", 1999, in the block form of Hyyrö, 2003.
 */
export function editDistance<T>(a: readonly T[], b: readonly T[]): number {
  const [pattern, text] = a.length <= b.length ? [a, b] : [b, a]
  const edge: Edge = { up: new Uint8Array(text.length).fill(1), down: new Uint8Array(text.length) }
  for (let from = 0; from < pattern.length; from += WORD) crossBlock(pattern.slice(from, from + WORD), text, edge)
  let distance = pattern.length
  for (let at = 0; at < text.length; at++) distance += (edge.up[at] as number) - (edge.down[at] as number)
  return distance
}

/** Along one row of the matrix: where the distance grows by one (`up`) or shrinks by one (`down`) from column to column. */
interface Edge {
  readonly up: Uint8Array
  readonly down: Uint8Array
}

/** Takes the edge above at most 32 rows to the one below them. */
function crossBlock<T>(rows: readonly T[], text: readonly T[], { up, down }: Edge): void {
  const matches = new Map<T, number>()
  rows.forEach((token, row) => {
    matches.set(token, (matches.get(token) ?? 0) | (1 << row))
  })
  const last = rows.length - 1
  let growing = -1
  let shrinking = 0
  for (let at = 0; at < text.length; at++) {
    const upAbove = up[at] as number
    const downAbove = down[at] as number
    const equal = matches.get(text[at] as T) ?? 0
    const diagonal = equal | downAbove
    const zero = (((diagonal & growing) + growing) ^ growing) | diagonal | shrinking
    const grows = shrinking | ~(zero | growing)
    const shrinks = growing & zero
    up[at] = (grows >>> last) & 1
    down[at] = (shrinks >>> last) & 1
    const growsShifted = (grows << 1) | upAbove
    growing = (shrinks << 1) | downAbove | ~(equal | shrinking | growsShifted)
    shrinking = growsShifted & (equal | shrinking)
  }
}
