import type { TargetPlace } from '../app/report.js'
import type { Paint } from './look.js'
import { plain } from './plain.js'
import { widthOf } from './width.js'

/** How much of the room goes to what stands before the place. */
const BEFORE = 0.4

/**
 * A line of English with the place marked below it, unless that is all of it; of a line too long, the part around the place.
 *
 * Chinese in the line does not shift the mark.
 */
export function codeFrame(
  place: TargetPlace & { readonly excerpt: string },
  columns: number,
  colour: (text: string) => string,
  paint: Paint,
): string[] {
  const { excerpt: line, startLine } = place
  const gutter = String(startLine)
  const start = Math.min(place.startColumn - 1, line.length)
  const lastColumn = place.endLine === startLine ? place.endColumn - 1 : line.length
  const [from, to] = windowAround(line, start, Math.max(30, columns - gutter.length - 9))
  const end = Math.min(to, Math.max(start + 1, lastColumn))
  const before = from > 0 ? '…' : ''
  const after = to < line.length ? '…' : ''
  const blank = ' '.repeat(before.length + widthOf(plain(line.slice(from, start))))
  const mark = '^'.repeat(Math.max(1, widthOf(plain(line.slice(start, end)))))
  const bar = paint.dim('│')
  const shown = `    ${paint.dim(gutter)} ${bar} ${before}${plain(line.slice(from, to))}${after}`
  // A mark under everything marks nothing.
  if (start <= from && end >= to && line.length > 1) return [shown]
  return [shown, `    ${' '.repeat(gutter.length)} ${bar} ${blank}${colour(mark)}`]
}

/** The stretch of `line` to show around `start`: at most `columns` wide, its ends between characters. */
function windowAround(line: string, start: number, columns: number): [from: number, to: number] {
  let from = start
  let to = start
  let taken = 0
  const takeBefore = (limit: number) => {
    while (from > 0 && taken < limit) {
      const next = isTorn(line, from - 1) ? from - 2 : from - 1
      taken += widthOf(line.slice(next, from))
      from = next
    }
  }
  takeBefore(columns * BEFORE)
  while (to < line.length && taken < columns) {
    const next = isTorn(line, to + 1) ? to + 2 : to + 1
    taken += widthOf(line.slice(to, next))
    to = next
  }
  takeBefore(columns)
  return [from, to]
}

/** True inside a surrogate pair. */
function isTorn(line: string, at: number): boolean {
  const unit = line.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
