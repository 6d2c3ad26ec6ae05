import type { ChapterNode, ParsedChapter } from '../../core/segment.js'
import { listMarker } from '../blocks/starts.js'
import { itemColumn } from './prefix.js'

/** A list item's lines with the marker of its new neighbour; an ordered one keeps its number. */
export function itemLines(lines: readonly string[], text: string, neighbour: ChapterNode): string[] {
  const first = (lines[0] ?? '').trimStart()
  const own = listMarker(first, 0, first.length)
  const marker = listMarker(text, neighbour.start, neighbour.end)
  if (!own || !marker) return [...lines]
  const delimiter = String.fromCharCode(marker.type)
  const number = own.ordered ? own.number : marker.number
  return remark([first, ...lines.slice(1)], own.length, marker.ordered ? `${number}${delimiter}` : delimiter)
}

/** The lines of a list with another bullet or delimiter at each of its items. */
export function otherMarker(chapter: ParsedChapter, list: number, lines: readonly string[]): string[] {
  const { startLine } = chapter.nodes[list] as ChapterNode
  const changed = [...lines]
  for (const { parent, startLine: line } of chapter.nodes) {
    if (parent !== list) continue
    const at = line - startLine
    const text = changed[at] ?? ''
    changed[at] = text.replace(/^(\s*)(?:([-*+])|(\d+)([.)]))/, (_, blanks, bullet, number, delimiter) => {
      return blanks + (bullet ? (bullet === '*' ? '-' : '*') : number + (delimiter === '.' ? ')' : '.'))
    })
  }
  return changed
}

/** Puts another marker before an item and moves its further lines with its content. */
function remark(lines: readonly string[], length: number, marker: string): string[] {
  const [first = '', ...rest] = lines
  const shift = marker.length - length
  const width = itemColumn(first, 0)
  const moved = rest.map((line) => {
    const blanks = line.length - line.trimStart().length
    if (line === '' || blanks < width) return line
    return shift >= 0 ? ' '.repeat(shift) + line : line.slice(-shift)
  })
  return [marker + first.slice(length), ...moved]
}
