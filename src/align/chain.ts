/**
 * Positions in `targets` of a longest strictly ascending subsequence: what stands in order where both sides are
 * listed by source. In n log n.
 */
export function longestChain(targets: readonly number[]): number[] {
  const tails: number[] = []
  const before = new Int32Array(targets.length).fill(-1)
  for (const [index, target] of targets.entries()) {
    const place = firstAtLeast(tails, target, targets)
    before[index] = place > 0 ? (tails[place - 1] as number) : -1
    tails[place] = index
  }
  const chain: number[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] as number) chain.push(index)
  return chain.reverse()
}

function firstAtLeast(tails: readonly number[], target: number, targets: readonly number[]): number {
  let low = 0
  let high = tails.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((targets[tails[middle] as number] as number) < target) low = middle + 1
    else high = middle
  }
  return low
}
