/** Two places said to belong together, and how much is lost when they are not. */
export interface WeightedPair {
  readonly at: number
  readonly newerAt: number
  readonly weight: number
}

/** The pairs, ascending on both sides and each place once, whose weights sum highest. n log n in the number of pairs. */
export function heaviestChain(pairs: readonly WeightedPair[]): WeightedPair[] {
  const byPlace = [...pairs].sort((a, b) => a.at - b.at || b.newerAt - a.newerAt)
  const places = [...new Set(pairs.map(({ newerAt }) => newerAt))].sort((a, b) => a - b)
  const rank = new Map(places.map((place, index) => [place, index + 1]))
  const tree = new Int32Array(places.length + 2).fill(-1)
  const sums = new Float64Array(byPlace.length)
  const before = new Int32Array(byPlace.length).fill(-1)
  const sumAt = (index: number) => (index < 0 ? 0 : (sums[index] as number))
  for (const [index, { newerAt, weight }] of byPlace.entries()) {
    const own = rank.get(newerAt) as number
    let best = -1
    for (let node = own - 1; node > 0; node -= node & -node) {
      if (sumAt(tree[node] as number) > sumAt(best)) best = tree[node] as number
    }
    before[index] = best
    sums[index] = sumAt(best) + weight
    for (let node = own; node < tree.length; node += node & -node) {
      if (sumAt(index) > sumAt(tree[node] as number)) tree[node] = index
    }
  }
  const chain: WeightedPair[] = []
  let last = sums.reduce((best, sum, index) => (sum > sumAt(best) ? index : best), -1)
  for (; last !== -1; last = before[last] as number) chain.push(byPlace[last] as WeightedPair)
  return chain.reverse()
}
