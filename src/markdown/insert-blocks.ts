import type { ChapterNode, ParsedChapter } from '../core/segment.js'
import { parseComplete } from './parse-complete.js'
import { endOfSubtree } from './positions.js'
import { lineEnd, lineStart, newlineOf } from './splice/prefix.js'

/** Markdown of its own that goes between two blocks of a chapter. */
export interface NewBlock {
  /** The child of the root in front of which it goes; the number of nodes for the end of the chapter. */
  readonly before: number
  /** One node, written without line end. */
  readonly markdown: string
}

/** A chapter's text with new blocks, and where each of them begins. */
export interface WithBlocks {
  readonly text: string
  readonly starts: readonly number[]
}

/**
 * The chapter's text with new blocks between those it has, all at the outermost level, in the order of their places.
 *
 * Blank lines come in on both sides; every other byte stays. The result is parsed again: it has the chapter's nodes and
 * parts unchanged, and the new ones. `null` when that cannot be had.
 */
export function insertBlocks(chapter: ParsedChapter, blocks: readonly NewBlock[]): WithBlocks | null {
  if (blocks.length === 0) return { text: chapter.text, starts: [] }
  const spliced = splice(chapter, blocks)
  return isWhole(chapter, blocks, spliced.text) ? spliced : null
}

function splice({ text, nodes }: ParsedChapter, blocks: readonly NewBlock[]): WithBlocks {
  const newline = newlineOf(text)
  const starts: number[] = []
  let result = ''
  let at = 0
  for (const { before, markdown } of blocks) {
    const to = before < nodes.length ? lineStart(text, (nodes[before] as ChapterNode).start) : text.length
    const front = text.slice(0, to)
    result += text.slice(at, to)
    if (!/^\uFEFF?$|[\r\n]$/.test(front)) result += newline
    if (!/^\uFEFF?$|(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(front)) result += newline
    starts.push(result.length)
    result += markdown.replaceAll('\n', newline) + newline
    const line = text.slice(to, lineEnd(text, to))
    if (to < text.length && line.trim() !== '') result += newline
    at = to
  }
  return { text: result + text.slice(at), starts }
}

function isWhole(chapter: ParsedChapter, blocks: readonly NewBlock[], text: string): boolean {
  const before = parseComplete(chapter.text)
  const after = parseComplete(text)
  const added = new Set<number>()
  let shift = 0
  for (const { before: place, markdown } of blocks) {
    const index = place + shift
    const alone = parseComplete(markdown)
    const size = alone.nodes.length - 1
    if (endOfSubtree(alone, 1) !== alone.nodes.length || after.nodes[index]?.parent !== 0) return false
    if (after.nodes[index]?.type !== alone.nodes[1]?.type || endOfSubtree(after, index) !== index + size) return false
    for (let node = index; node < index + size; node++) added.add(node)
    shift += size
  }
  const indices = after.nodes.flatMap((_, index) => (added.has(index) ? [] : [index]))
  const oldIndex = new Map(indices.map((index, old) => [index, old]))
  return (
    indices.length === before.nodes.length &&
    indices.every((index, old) => {
      const [now, was] = [after.nodes[index] as ChapterNode, before.nodes[old] as ChapterNode]
      const parent = now.parent === -1 ? -1 : oldIndex.get(now.parent)
      return now.type === was.type && now.level === was.level && now.name === was.name && parent === was.parent
    }) &&
    sameParts(before, after, added, oldIndex)
  )
}

function sameParts(
  before: ParsedChapter,
  after: ParsedChapter,
  added: ReadonlySet<number>,
  oldIndex: ReadonlyMap<number, number>,
): boolean {
  const parts = after.parts.filter(({ node }) => !added.has(node))
  return (
    parts.length === before.parts.length &&
    parts.every((part, index) => {
      const was = before.parts[index]
      return was?.type === part.type && was.text === part.text && was.node === oldIndex.get(part.node)
    })
  )
}
