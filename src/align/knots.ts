import type { Position } from './band.js'
import { longestChain } from './chain.js'
import type { Features } from './features.js'
import type { AlignUnit } from './unit.js'

/** Where units stand that both sides have once and in the same wording, as far as they stand in order. */
export function copyKnots(source: readonly Features[], target: readonly Features[]): Position[] {
  const places = new Map<number, number>()
  for (const [index, unit] of target.entries()) places.set(unit.bare, places.has(unit.bare) ? -1 : index)
  const sources = new Map<number, number>()
  for (const [index, unit] of source.entries()) sources.set(unit.bare, sources.has(unit.bare) ? -1 : index)
  const pairs = [...sources].flatMap(([bare, index]): Position[] => {
    const place = places.get(bare) ?? -1
    return index < 0 || place < 0 ? [] : [[index, place]]
  })
  return longestChain(pairs.map(([, place]) => place)).flatMap((at) => {
    const [i, j] = pairs[at] as Position
    return [
      [i, j],
      [i + 1, j + 1],
    ] as Position[]
  })
}

/** Pairs of units that are the same from the beginning on, and from the end back. */
export function sameEnds(source: readonly AlignUnit[], target: readonly AlignUnit[]): Position[] {
  const most = Math.min(source.length, target.length)
  const same = (i: number, j: number): boolean => source[i]?.text === target[j]?.text
  let head = 0
  while (head < most && same(head, head)) head++
  let tail = 0
  while (tail < most - head && same(source.length - 1 - tail, target.length - 1 - tail)) tail++
  const pairs: Position[] = []
  for (let at = 0; at < head; at++) pairs.push([at, at])
  for (let at = tail; at > 0; at--) pairs.push([source.length - at, target.length - at])
  return pairs
}
