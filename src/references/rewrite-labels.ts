import type { ParsedChapter } from '../core/segment.js'
import type { ReferenceBook } from './book.js'
import { labelFor } from './label-for.js'
import type { Use } from './reference.js'
import type { LocatedUse } from './reference-map.js'

/** A label in a file, and what is to stand in its place. Offsets are half-open, in UTF-16 units of the whole file. */
export interface LabelEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A part of a chapter whose references change. */
export interface RewrittenPart {
  readonly chapter: string
  /** Index of the part. */
  readonly part: number
  /** In order; they do not overlap. */
  readonly edits: readonly LabelEdit[]
  /** The part's text with the new labels; a block's as it is written in the file. */
  readonly text: string
}

export interface RewritePlan {
  /** In the order of chapters and places. */
  readonly rewritten: readonly RewrittenPart[]
  /** References that no label can bring back to their place. */
  readonly lost: readonly LocatedUse[]
}

/**
 * Plans which references change when labels do, so that each leads where it led before.
 *
 * @param before the book as it is
 * @param after the same chapters, with other labels: see `retitle`
 */
export function planRewrite(before: ReferenceBook, after: ReferenceBook): RewritePlan {
  const rewritten: RewrittenPart[] = []
  const lost: LocatedUse[] = []
  for (const { path: chapter, parsed, uses } of before.chapters.values()) {
    const renamed = new Map<number, Renamed[]>()
    for (const use of uses) {
      const label = newLabel(before, after, chapter, use)
      if (label === use.label) continue
      if (label === null) lost.push({ chapter, use })
      else renamed.set(use.part, [...(renamed.get(use.part) ?? []), { use, text: label }])
    }
    for (const [part, own] of renamed) rewritten.push(rewrite(parsed, chapter, part, own))
  }
  return { rewritten, lost }
}

interface Renamed {
  readonly use: Use
  readonly text: string
}

function rewrite(parsed: ParsedChapter, chapter: string, index: number, renamed: readonly Renamed[]): RewrittenPart {
  const edits = renamed.map(({ use: { start, end }, text }) => ({ start, end, text }))
  const part = parsed.parts[index]
  if (part?.type === 'segment') {
    const inText = renamed.map(({ use: { range }, text }) => ({ start: range?.[0] ?? 0, end: range?.[1] ?? 0, text }))
    return { chapter, part: index, edits, text: withLabels(part.text, inText) }
  }
  const { start = 0, end = 0 } = part ?? {}
  const inBlock = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
  return { chapter, part: index, edits, text: withLabels(parsed.text.slice(start, end), inBlock) }
}

/** The label to write in place of a use's own; its own where nothing changes, `null` where there is none. */
function newLabel(before: ReferenceBook, after: ReferenceBook, chapter: string, use: Use): string | null {
  const found = before.resolve(chapter, use)
  if (found.leads !== 'chapter') return use.label
  const now = after.resolve(chapter, use)
  if (now.leads === 'chapter' && after.keyOf(now.place) === before.keyOf(found.place)) return use.label
  return labelFor(after, found.place, { chapter, use, by: found.definition })
}

/** A text with new labels in it; every other character stays. */
export function withLabels(text: string, edits: readonly LabelEdit[]): string {
  let result = ''
  let at = 0
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}
