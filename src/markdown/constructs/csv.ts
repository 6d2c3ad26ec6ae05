import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, sliceLines } from '../lines.js'

const FIELD = /[ \t]*(?:"((?:[^"]|"")*)"|([^,]*))[ \t]*(?:,|$)/y

/** Adds the fields of a `csv-table`'s body, a record a line. */
export function addCsv(flow: Flow, lines: Lines): void {
  for (let index = 0; index < lines.starts.length; index++) {
    const line = new Excerpt(flow.builder.file, sliceLines(lines, index, index + 1))
    FIELD.lastIndex = 0
    for (let match = FIELD.exec(line.text); match && match[0] !== ''; match = FIELD.exec(line.text)) {
      const text = (match[1] ?? match[2] ?? '').replace(/[ \t]+$/, '')
      const from = match.index + match[0].indexOf(text)
      if (text !== '') flow.builder.segment('table-cell', line.cut(from, from + text.length), flow.node, 'csv')
    }
  }
}
