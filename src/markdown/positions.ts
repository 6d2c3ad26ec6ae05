import type { ChapterNode, ParsedChapter } from '../core/segment.js'

/** Index behind the last node inside `node`. */
export function endOfSubtree({ nodes }: ParsedChapter, node: number): number {
  let end = node + 1
  while (end < nodes.length && (nodes[end] as ChapterNode).parent >= node) end++
  return end
}

/** Index of the last child of `node`, -1 when it has none. */
export function lastChild({ nodes }: ParsedChapter, node: number): number {
  let last = -1
  for (let index = node + 1; index < nodes.length && (nodes[index] as ChapterNode).parent >= node; index++) {
    if ((nodes[index] as ChapterNode).parent === node) last = index
  }
  return last
}

/** The last of the heading's siblings that belong to its section, the heading itself when there are none. */
export function lastOfSection({ nodes }: ParsedChapter, heading: number): number {
  const { parent, level } = nodes[heading] as ChapterNode
  let last = heading
  for (let index = heading + 1; index < nodes.length; index++) {
    const node = nodes[index] as ChapterNode
    if (node.parent < parent) break
    if (node.parent !== parent) continue
    if (node.type === 'heading' && (node.level ?? 7) <= (level ?? 0)) break
    last = index
  }
  return last
}
