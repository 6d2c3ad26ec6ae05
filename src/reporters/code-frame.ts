import type { Paint } from './look.js'
import { plain } from './plain.js'
import { padStart, widthOf } from './width.js'

/** How much of the room goes to what stands before the place. */
const BEFORE = 0.4

/** A line of a text, and what of it is meant. */
export interface FramedLine {
  /** What stands beside it: its language and number. */
  readonly label: string
  readonly text: string
  /** Half-open, in UTF-16 units; `null` where no part of it is meant. */
  readonly mark: readonly [start: number, end: number] | null
}

/**
 * Lines one below the other, each with its place marked below it, unless that is all of it; of a line too long, the part
 * around the place.
 *
 * Chinese in a line does not shift the mark.
 */
export function codeFrame(
  lines: readonly FramedLine[],
  columns: number,
  colour: (text: string) => string,
  paint: Paint,
): string[] {
  const gutter = Math.max(...lines.map(({ label }) => widthOf(label)))
  const bar = paint.dim('│')
  return lines.flatMap((line) => {
    const { shown, mark } = framed(line, Math.max(30, columns - gutter - 8))
    const first = `    ${paint.dim(padStart(line.label, gutter))} ${bar} ${shown}`
    return mark === null ? [first] : [first, `    ${' '.repeat(gutter)} ${bar} ${mark.blank}${colour(mark.carets)}`]
  })
}

function framed({ text, mark }: FramedLine, columns: number) {
  const start = Math.min(mark?.[0] ?? 0, text.length)
  const [from, to] = windowAround(text, start, columns)
  const end = Math.min(to, Math.max(start + 1, mark?.[1] ?? 0))
  const before = from > 0 ? '…' : ''
  const shown = `${before}${plain(text.slice(from, to))}${to < text.length ? '…' : ''}`
  // A mark under everything marks nothing.
  if (mark === null || (start <= from && end >= to && text.length > 1)) return { shown, mark: null }
  const blank = ' '.repeat(before.length + widthOf(plain(text.slice(from, start))))
  return { shown, mark: { blank, carets: '^'.repeat(Math.max(1, widthOf(plain(text.slice(start, end))))) } }
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
