import type { ChapterNode, ParsedChapter } from '../core/segment.js'

/** A comment in the English that waives findings: `% zhen-ignore CHECK: reason`. */
export interface IgnoreComment {
  /** Ids of checks as they are written, known or not. */
  readonly checks: readonly string[]
  /** `''` where none is given: then it waives nothing. */
  readonly reason: string
  readonly until: string | null
  readonly line: number
  /** The lines it holds for; `null` where nothing follows it. */
  readonly lines: { readonly startLine: number; readonly endLine: number } | null
}

const COMMENT =
  /^[\s>]*(?:%+|<!--)\s*zhen-ignore(-file)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?\s*(?:[:：]\s*(.*?))?\s*(?:-->)?\s*$/

/**
 * The comments of an English chapter that waive findings.
 *
 * One holds for the block that follows it in the same container, `zhen-ignore-file` for the whole file.
 */
export function readIgnoreComments({ text, nodes }: ParsedChapter): IgnoreComment[] {
  if (!text.includes('zhen-ignore')) return []
  return nodes.flatMap((node, index) =>
    node.type !== 'comment'
      ? []
      : text
          .slice(node.start, node.end)
          .split('\n')
          .flatMap((row, offset) => {
            const match = COMMENT.exec(row)
            if (!match) return []
            const [, file, checks = '', until, reason = ''] = match
            const whole = { startLine: 1, endLine: text.split('\n').length }
            return [
              {
                checks: checks.split(/\s*,\s*/),
                reason: reason.trim(),
                until: until ?? null,
                line: node.startLine + offset,
                lines: file === undefined ? blockAfter(nodes, index) : whole,
              },
            ]
          }),
  )
}

/** The next block beside a comment, other comments passed over. */
function blockAfter(nodes: readonly ChapterNode[], index: number): IgnoreComment['lines'] {
  const comment = nodes[index]
  const next = nodes.slice(index + 1).find(({ parent, type }) => parent === comment?.parent && type !== 'comment')
  return next ? { startLine: next.startLine, endLine: next.endLine } : null
}
