import type { Look } from '../../reporters/look.js'
import { cut, padEnd, widthOf } from '../../reporters/width.js'
import { type Run, type WrappedLine, wrap } from '../../reporters/wrap.js'
import { toColumn } from './drawing.js'

/** From this width on Chinese and English stand side by side. */
export const SIDE_BY_SIDE = 100

/** Lines of text are not read with ease beyond this. */
const WIDEST_COLUMN = 96

/** Columns left of a text: a blank, the label, blanks. */
const GUTTER = 5

/** What stands in the first line and what below it, in front of a text. */
interface Label {
  readonly text: string
  readonly paint: Run['paint']
}

/** Widths of two columns beside each other, and where the right one begins. */
function columnsOf(columns: number): { readonly width: number; readonly right: number } {
  const right = Math.floor(columns / 2)
  return { width: Math.min(WIDEST_COLUMN, right - GUTTER - 2), right }
}

/** A text below its label, in as many lines as it takes. */
export function stacked(label: Label, runs: readonly Run[], columns: number): string[] {
  const room = Math.min(WIDEST_COLUMN + 16, columns - GUTTER - 1)
  return wrap(runs, room).map(({ text }, row) => gutterOf(label, row) + text)
}

/** Two texts beside each other. */
export function beside(
  [left, right]: readonly [readonly [Label, readonly Run[]], readonly [Label, readonly Run[]]],
  columns: number,
): string[] {
  const { width, right: start } = columnsOf(columns)
  const [lefts, rights] = [wrap(left[1], width), wrap(right[1], width)]
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, row) =>
    joinColumns([gutterOf(left[0], row), lefts[row]], [gutterOf(right[0], row), rights[row]], start),
  )
}

function joinColumns(
  [leftGutter, left]: readonly [string, WrappedLine | undefined],
  [rightGutter, right]: readonly [string, WrappedLine | undefined],
  start: number,
): string {
  const blank = ' '.repeat(Math.max(0, start - GUTTER - (left?.width ?? 0)))
  const beginning = leftGutter + (left?.text ?? '')
  return right === undefined ? beginning : `${beginning}${blank}${toColumn(start)}${rightGutter}${right.text}`
}

function gutterOf({ text, paint }: Label, row: number): string {
  return row === 0 ? ` ${paint(padEnd(text, GUTTER - 1))}` : ' '.repeat(GUTTER)
}

/** Two short texts beside each other, each cut to its column. */
export function besideCut(
  texts: readonly [string, string],
  mark: string,
  columns: number,
  paint: Run['paint'],
): string {
  const { width, right } = columnsOf(columns)
  const [left = '', other = ''] = texts.map((text) => cut(text, width))
  const gutter = ` ${padEnd(mark, GUTTER - 1)}`
  return `${paint(padEnd(gutter + left, right))}${toColumn(right)}${paint(gutter + other)}`
}

/** Lines with a mark before the first: `  1  text …`. */
export function hanging(mark: string, runs: readonly Run[], columns: number): string[] {
  const indent = widthOf(mark)
  const room = Math.max(10, Math.min(WIDEST_COLUMN + 16, columns - 1) - indent)
  return wrap(runs, room).map(({ text }, row) => (row === 0 ? mark : ' '.repeat(indent)) + text)
}

/** Short pieces one after the other, three blanks apart, none of them torn. */
export function flow(pieces: readonly { readonly text: string; readonly width: number }[], columns: number): string[] {
  const lines: { text: string; width: number }[] = []
  for (const { text, width } of pieces) {
    const line = lines.at(-1)
    if (line && line.width + 3 + width <= columns - 4) {
      line.text += `   ${text}`
      line.width += 3 + width
    } else lines.push({ text, width })
  }
  return lines.map(({ text }) => `   ${text}`)
}

/** What is left and what is right on a line; of the left as much as there is room for. */
export function spread(left: string, right: string, columns: number): string {
  const room = columns - widthOf(right)
  return padEnd(cut(left, Math.max(1, room - 1)), room) + right
}

/** A section's title above its lines; nothing where there are none. */
export function titled(title: string, lines: readonly string[], { paint }: Look): string[] {
  return lines.length === 0 ? [] : ['', ` ${paint.bold(title)}`, ...lines]
}
