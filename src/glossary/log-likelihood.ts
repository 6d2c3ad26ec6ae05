/**
 * How strongly two things go together that stand in `a` and in `b` of `all` texts, and both in `both` of them:
 * the log-likelihood ratio G²; 0 where they stand together no more often than by chance.
 *
 * 10.83 is chance one time in a thousand (χ², one degree of freedom).
 *
 * Source: Dunning 1993, "Accurate methods for the statistics of surprise and coincidence".
 */
export function logLikelihood(both: number, a: number, b: number, all: number): number {
  if (both * all <= a * b) return 0
  const cells = [both, a - both, b - both, all - a - b + both]
  return Math.max(0, 2 * (entropyOf(cells) - entropyOf([a, all - a]) - entropyOf([b, all - b]) + entropyOf([all])))
}

/** Σ k ln k. */
function entropyOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + (count > 0 ? count * Math.log(count) : 0), 0)
}
