import type { ParsedChapter } from '../core/segment.js'
import { readFlow } from './blocks/read-flow.js'
import { Builder, type ParseOptions } from './builder.js'
import { addFrontMatter } from './constructs/front-matter.js'
import { linesOf } from './lines.js'

export type { ParseOptions } from './builder.js'

/**
 * Takes a chapter apart: CommonMark, GFM, front matter and MyST; Docusaurus and Hugo where they do not contradict.
 *
 * Never fails. Time is linear in the length of `text`, times the depth of what is nested.
 */
export function parseChapter(text: string, options: ParseOptions = {}): ParsedChapter {
  const builder = new Builder(text, options)
  const lines = linesOf(text)
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  builder.open('root', -1, { start, end: text.length, startLine: 1, endLine: Math.max(1, lines.starts.length) })
  const rest = builder.myst ? addFrontMatter(builder, lines) : lines
  readFlow(builder, rest, 0)
  return builder.chapter()
}
