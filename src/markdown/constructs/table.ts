import { cellRanges } from '../blocks/table.js'
import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, sliceLines } from '../lines.js'

/** Adds a table: its second line is the delimiter row. Every cell with text is a segment. */
export function addTable(flow: Flow, lines: Lines): void {
  const { builder } = flow
  const whole = new Excerpt(builder.file, lines).cut()
  const node = builder.open('table', flow.node, { ...whole, end: whole.end })
  for (let row = 0; row < lines.starts.length; row++) {
    if (row === 1) continue
    const start = lines.starts[row] as number
    const line = new Excerpt(builder.file, sliceLines(lines, row, row + 1))
    for (const [from, to] of cellRanges(builder.file, start, lines.ends[row] as number)) {
      if (from < to) builder.segment('table-cell', line.cut(from - start, to - start), node, 'cell')
    }
  }
}
