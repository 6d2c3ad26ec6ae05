import type { ChapterNode, ParsedChapter } from '../core/segment.js'
import { linesOf } from './lines.js'

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

/** Finds lines and columns, 1-based, of many offsets of one text. */
export class LineIndex {
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#starts = linesOf(text).starts
  }

  lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  columnOf(offset: number): number {
    return offset - (this.#starts[this.lineOf(offset) - 1] ?? 0) + 1
  }

  /** Offset of a line's first character. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? 0
  }
}
