import type { ReviewSegment, TextView } from '../../app/review/view.js'
import { diffCode, type WordDiff } from '../../match/diff-words.js'
import { SEVERITY_COLOURS } from '../../reporters/check-words.js'
import { asIs, compareRuns } from '../../reporters/compare.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { LINE_BREAK, type Run } from '../../reporters/wrap.js'

/** A stretch of a text that is to stand out. Half-open, in UTF-16 units. */
export interface Mark {
  readonly start: number
  readonly end: number
  paint(text: string): string
}

/** A text whose marks stand out; where several meet, all of them do. */
function markedRuns(text: string, marks: readonly Mark[]): Run[] {
  const edges = new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end)
    const paint = over.reduce((inner: Run['paint'], mark) => (piece) => mark.paint(inner(piece)), asIs)
    return { text: plain(text.slice(start, end)), paint }
  })
}

/** The Chinese: what changed since it was translated, and which terms it has. */
export function sourceRuns({ words, source, written }: ReviewSegment, view: TextView, look: Look): Run[] {
  if (written?.source != null) return codeRuns(written.source, written.source, look)
  const marks = view.terms.flatMap(({ source: places }) =>
    places.map(([start, end]) => ({ start, end, paint: look.paint.underline })),
  )
  return words.some(({ op }) => op !== 'same') ? changedRuns(words, marks, look) : markedRuns(source.text, marks)
}

/** How a text of code differs from another, line by line. */
export function codeRuns(older: string, newer: string, look: Look): Run[] {
  return diffCode(older, newer).flatMap(({ op, text }) =>
    text.split('\n').flatMap((row, at) => {
      const runs = row === '' ? [] : compareRuns([{ op, text: row }], look)
      return at === 0 ? runs : [LINE_BREAK, ...runs]
    }),
  )
}

/** Old and new text in one, with marks on the new one. */
function changedRuns(words: readonly WordDiff[], marks: readonly Mark[], look: Look): Run[] {
  let at = 0
  return words.flatMap((word) => {
    if (word.op !== 'same') {
      if (word.op === 'added') at += word.text.length
      return compareRuns([word], look)
    }
    const start = at
    at += word.text.length
    const within = marks.map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }))
    return markedRuns(
      word.text,
      within.map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(word.text.length, mark.end) })),
    )
  })
}

/** The English, with what checks found in it. */
export function targetRuns(text: string, offset: number, view: TextView, { paint }: Look): Run[] {
  const marks = view.issues.flatMap(({ target, severity }): Mark[] => {
    if (!target) return []
    const colour = paint[SEVERITY_COLOURS[severity]]
    return [{ start: target[0] - offset, end: target[1] - offset, paint: (piece) => colour(paint.underline(piece)) }]
  })
  return markedRuns(
    text,
    marks.filter(({ start, end }) => start >= 0 && end <= text.length && start < end),
  )
}
