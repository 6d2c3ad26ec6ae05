import { type GlossaryProblem, KNOWN_COLUMNS, parseGlossary } from '../glossary/parse-glossary.js'
import { type PlainRow, rowsOf } from '../glossary/term.js'
import { cellsOf, quoteCell } from '../glossary/write-glossary.js'
import { disarm, rearm } from './spreadsheet-cell.js'

export type Delimiter = ',' | '\t'

export interface SheetRows {
  readonly rows: readonly PlainRow[]
  readonly problems: readonly GlossaryProblem[]
}

/**
 * Rows for a spreadsheet, CSV or TSV. What a spreadsheet would take for a formula is disarmed, which {@link readSheet}
 * undoes.
 */
export function writeSheet(rows: readonly PlainRow[], delimiter: Delimiter): string {
  const lines = rows.map((row) => {
    const cells = cellsOf(row)
    return KNOWN_COLUMNS.map((column) => quoteCell(disarm(cells[column] ?? ''), delimiter)).join(delimiter)
  })
  return [KNOWN_COLUMNS.join(delimiter), ...lines, ''].join('\n')
}

/** The rows again. What cannot be read is a problem with its line. */
export function readSheet(text: string, path: string, delimiter: Delimiter): SheetRows {
  const { terms, problems } = parseGlossary(text, path, delimiter)
  return { rows: rowsOf(terms).map(rearmed), problems }
}

function rearmed({ source, text, status, pos, note, variants: [first, ...others], context }: PlainRow): PlainRow {
  const variants = first === undefined ? [] : [rearm(first), ...others]
  return {
    source: rearm(source),
    text: rearm(text),
    status,
    pos: rearm(pos),
    note: rearm(note),
    variants,
    context: rearm(context),
  }
}
