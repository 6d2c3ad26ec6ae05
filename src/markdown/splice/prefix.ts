import type { ChapterNode, ParsedChapter } from '../../core/segment.js'
import { listMarker, skipBlanks } from '../blocks/starts.js'

/**
 * What a new line has to start with to belong to `node`: `> ` and indentation of all containers around and of the node
 * itself where it is a container.
 */
export function containerPrefix(chapter: ParsedChapter, node: number): string {
  let prefix = ''
  for (const index of ancestorsOf(chapter, node)) {
    const column = contentColumn(chapter, index)
    if (column === null) continue
    const { type, start } = chapter.nodes[index] as ChapterNode
    if (type === 'footnote') prefix += '    '
    else if (type === 'quote') prefix = `${laterIndent(prefix, columnOf(chapter.text, start))}> `
    else prefix = type === 'directive' ? laterIndent(prefix, column) : prefix.padEnd(column)
  }
  return prefix
}

/** On a later line a block is indented by three columns at most, wherever it stands behind a footnote's label. */
function laterIndent(prefix: string, column: number): string {
  return prefix.padEnd(Math.min(column, prefix.length + 3))
}

/** The nodes from the outermost below the root down to `node`. */
export function ancestorsOf(chapter: ParsedChapter, node: number): number[] {
  const path: number[] = []
  for (let index = node; index > 0; index = chapter.nodes[index]?.parent ?? 0) path.push(index)
  return path.reverse()
}

/** The column at which what a container holds stands, `null` for a node that moves nothing. */
export function contentColumn(chapter: ParsedChapter, index: number): number | null {
  const { type, start } = chapter.nodes[index] as ChapterNode
  const { text } = chapter
  if (type === 'quote') return columnOf(text, start) + (text[start + 1] === ' ' ? 2 : 1)
  if (type === 'item') return itemColumn(text, start)
  if (type === 'footnote') return columnOf(text, start) + 4
  return type === 'directive' ? columnOf(text, start) : null
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
export function itemColumn(text: string, start: number): number {
  const end = lineEnd(text, start)
  const length = text[start] === ':' ? 1 : (listMarker(text, start, end)?.length ?? 1)
  const marker = columnOf(text, start) + length
  const content = skipBlanks(text, start + length, end)
  const column = columnOf(text, content)
  return content === end || column - marker > 4 ? marker + 1 : column
}

/** Where the line of `offset` starts, behind the mark at the start of a file. */
export function lineStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && !/[\r\n\uFEFF]/.test(text[at - 1] as string)) at--
  return at
}

/** Where the line of `from` ends. */
export function lineEnd(text: string, from: number): number {
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
