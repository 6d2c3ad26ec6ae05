import { ZhenError } from '../core/errors.js'
import type { ChapterNode, ParsedChapter } from '../core/segment.js'
import { parseComplete } from './parse-complete.js'
import { endOfSubtree } from './positions.js'
import { isInserted } from './splice/is-inserted.js'
import { lineEnd, lineStart } from './splice/prefix.js'

/**
 * The chapter's text without a node, its skeleton and the blank lines that set it off: the inverse of `insertNode`.
 *
 * Of the blank lines on both sides those of one side stay, so that the neighbours are as far apart as before. Every
 * other byte stays. The result is parsed again: it has all other nodes and parts unchanged. Throws `shape-broken` when
 * that cannot be had, as where two lists would become one.
 */
export function removeNode(chapter: ParsedChapter, node: number): string {
  const range = linesAround(chapter, node)
  if (range) {
    const text = chapter.text.slice(0, range.from) + chapter.text.slice(range.to)
    const rest = parseComplete(text)
    const spot = { index: node, container: chapter.nodes[node]?.parent ?? -1 }
    const whole = parseComplete(chapter.text)
    if (isInserted(rest, spot, whole, [node, node], chapter.text)) return text
  }
  const { startLine, type } = chapter.nodes[node] as ChapterNode
  throw new ZhenError('shape-broken', { line: startLine, kind: type, text: '' })
}

interface Range {
  readonly from: number
  readonly to: number
}

/** The node's whole lines with the blank ones to take; `null` where its first line holds something else too. */
function linesAround(chapter: ParsedChapter, node: number): Range | null {
  const { text } = chapter
  const { start, end } = chapter.nodes[node] as ChapterNode
  const first = lineStart(text, start)
  if (!isBlank(text.slice(first, start))) return null
  const last = lineEnd(text, Math.max(start, start + text.slice(start, end).trimEnd().length))
  const before = blankBefore(text, first)
  const after = blankAfter(text, last)
  const { isFirst, isLast } = siblingsOf(chapter, node)
  // Whole lines: from the end of the line in front, or to the start of the line behind.
  if (isLast || (!isFirst && before.lines < after.lines)) return { from: before.at, to: last }
  return { from: first, to: after.at }
}

function siblingsOf({ nodes, text }: ParsedChapter, node: number): { isFirst: boolean; isLast: boolean } {
  const { parent, start } = nodes[node] as ChapterNode
  const end = endOfSubtree({ nodes } as ParsedChapter, node)
  const isFirst = parent === 0 ? text.slice(0, start).replace('\uFEFF', '').trim() === '' : node === parent + 1
  const isLast = end >= nodes.length || (nodes[end] as ChapterNode).parent < parent
  return { isFirst, isLast: isLast && !isFirst }
}

/** How many blank lines end at `first`, a line's start, and where the line in front of them ends. */
function blankBefore(text: string, first: number): { readonly lines: number; readonly at: number } {
  let lines = -1
  let at = first
  for (;;) {
    if (at === 0) return { lines: lines + 1, at }
    const ending = text.startsWith('\r\n', at - 2) ? 2 : 1
    const from = lineStart(text, at - ending)
    lines++
    if (!isBlank(text.slice(from, at - ending)) || from === 0) return { lines, at: at - ending }
    at = from
  }
}

/** How many blank lines follow `last`, a line's end, and where the line behind them starts. */
function blankAfter(text: string, last: number): { readonly lines: number; readonly at: number } {
  let lines = -1
  let at = last
  for (;;) {
    if (at >= text.length) return { lines: lines + 1, at }
    const from = at + (text.startsWith('\r\n', at) ? 2 : 1)
    const to = lineEnd(text, from)
    lines++
    if (!isBlank(text.slice(from, to)) || from >= text.length) return { lines, at: from }
    at = to
  }
}

/** Blank but for what containers put before their lines. */
function isBlank(line: string): boolean {
  return /^[ \t>]*$/.test(line)
}
