import { hasHan } from '../../core/text.js'
import { type Cut, Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import type { Lines } from '../lines.js'
import { withoutRanges } from './attributes.js'
import { commentsOf } from './code-comments.js'

/**
 * Adds the block of a piece of code, and its comments as segments.
 *
 * The signature is `head` and the code without the texts of all its comments, whatever their language.
 */
export function addCode(flow: Flow, node: number, whole: Cut, language: string, code: Lines, head: string): void {
  const { builder } = flow
  const text = new Excerpt(builder.file, code)
  const comments = commentsOf(text.text, language)
  builder.block('fence', whole, node, `${head}\n${withoutRanges(text.text, comments)}`)
  for (const { from, to } of comments) {
    if (builder.everything || hasHan(text.text.slice(from, to))) {
      builder.segment('comment', text.cut(from, to), node, 'comment')
    }
  }
}
