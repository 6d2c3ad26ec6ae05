/** What is counted in a segment. The counts of segments add up: a score of many is that of their sums, not of scores. */
export type Counts = readonly number[]

/** A corpus score, 0..100, of what was translated against what a person wrote. */
export interface Metric {
  readonly name: 'chrF2' | 'chrF2++' | 'BLEU'
  /** How it was computed, in sacreBLEU's words: scores of different signatures are not to be compared. */
  readonly signature: string
  count(hypothesis: string, reference: string): Counts
  score(counts: Counts): number
}

/** The score over all segments, and 0 for none. */
export function scoreOf(metric: Metric, counts: readonly Counts[]): number {
  return metric.score(sumOf(counts))
}

function sumOf(counts: readonly Counts[]): number[] {
  const sums: number[] = Array.from(counts[0] ?? [], () => 0)
  for (const each of counts) for (let at = 0; at < each.length; at++) sums[at] = (sums[at] ?? 0) + (each[at] as number)
  return sums
}
