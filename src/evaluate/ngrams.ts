/** White space as the published definitions have it: Python's, which has the separators and no byte order mark. */
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

export function splitAtBlanks(text: string): string[] {
  return text.split(BLANKS).filter((word) => word !== '')
}

type NgramCounts = ReadonlyMap<string, number>

/** How often each run of `order` pieces occurs. */
export function countNgrams(pieces: readonly string[], order: number): NgramCounts {
  const counts = new Map<string, number>()
  for (let at = 0; at + order <= pieces.length; at++) {
    const ngram = pieces.slice(at, at + order).join('\0')
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  }
  return counts
}

/** How many n-grams of `a` are in `b` too, each as often as in both. */
export function matchesIn(a: NgramCounts, b: NgramCounts): number {
  let matches = 0
  for (const [ngram, count] of a) matches += Math.min(count, b.get(ngram) ?? 0)
  return matches
}

/** How many runs of `order` pieces there are. */
export function totalOf(pieces: readonly string[], order: number): number {
  return Math.max(0, pieces.length - order + 1)
}
