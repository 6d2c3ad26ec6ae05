import type { ParsedChapter } from '../../core/segment.js'
import { listMarker, skipBlanks } from '../blocks/starts.js'

/**
 * What a new line has to start with to belong to `node`: `> ` and indentation of all containers around and of the node
 * itself where it is a container.
 */
export function containerPrefix(chapter: ParsedChapter, node: number): string {
  let prefix = ''
  for (const index of ancestors(chapter, node)) {
    const { type, start } = chapter.nodes[index] as ParsedChapter['nodes'][number]
    if (type === 'quote') prefix = `${pad(prefix, columnOf(chapter.text, start))}> `
    else if (type === 'item') prefix = pad(prefix, itemColumn(chapter.text, start))
    else if (type === 'footnote') prefix = pad(prefix, columnOf(chapter.text, start) + 4)
    else if (type === 'directive') prefix = pad(prefix, columnOf(chapter.text, start))
  }
  return prefix
}

/** From the outermost to `node`. */
function ancestors(chapter: ParsedChapter, node: number): number[] {
  const path: number[] = []
  for (let index = node; index > 0; index = chapter.nodes[index]?.parent ?? 0) path.push(index)
  return path.reverse()
}

function pad(prefix: string, column: number): string {
  return prefix.padEnd(column)
}

/** Visual column of an offset, 0-based, tabs counted to the next multiple of four. */
export function columnOf(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  if (text.charCodeAt(start) === 0xfeff) start++
  let column = 0
  for (let at = start; at < offset; at++) column += text[at] === '\t' ? 4 - (column & 3) : 1
  return column
}

/** Column at which an item's content stands. Source: CommonMark §5.2. */
function itemColumn(text: string, start: number): number {
  const end = lineEnd(text, start)
  const length = text[start] === ':' ? 1 : (listMarker(text, start, end)?.length ?? 1)
  const marker = columnOf(text, start) + length
  const content = skipBlanks(text, start + length, end)
  const column = columnOf(text, content)
  return content === end || column - marker > 4 ? marker + 1 : column
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** The line ending a chapter uses. */
export function newlineOf(text: string): '\r\n' | '\n' | '\r' {
  const at = text.search(/[\r\n]/)
  if (at === -1 || text[at] === '\n') return '\n'
  return text[at + 1] === '\n' ? '\r\n' : '\r'
}
