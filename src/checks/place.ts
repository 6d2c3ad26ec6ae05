/** A range of a file. Lines 1-based and inclusive, columns 1-based in UTF-16 units, `endColumn` one past the last. */
export interface PlaceRange {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a segment's text begins, and what stands between its lines (see `Segment.glue`). */
export interface TextPlace {
  readonly text: string
  readonly startLine: number
  readonly startColumn: number
  readonly glue: readonly string[]
}

/** Turns a range of a segment's text into a range of its file. Without a range: the whole text. */
export function placeOf(place: TextPlace, range?: readonly [start: number, end: number]): PlaceRange {
  const [start, end] = range ?? [0, place.text.length]
  const from = positionOf(place, start)
  const to = positionOf(place, Math.max(start, end))
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column }
}

function positionOf(
  { text, startLine, startColumn, glue }: TextPlace,
  offset: number,
): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  const index = before.length - 1
  const column = (before.at(-1) ?? '').length
  if (index === 0) return { line: startLine, column: startColumn + column }
  const lead = /[^\r\n]*$/.exec(glue[index - 1] ?? '')?.[0].length ?? 0
  return { line: startLine + index, column: 1 + lead + column }
}
