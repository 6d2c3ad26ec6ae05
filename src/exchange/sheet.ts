import { type GlossaryProblem, KNOWN_COLUMNS, parseGlossary } from '../glossary/parse-glossary.js'
import { type PlainRow, rowsOf } from '../glossary/term.js'
import { cellsOf, quoteCell } from '../glossary/write-glossary.js'

export type Delimiter = ',' | '\t'

export interface SheetRows {
  readonly rows: readonly PlainRow[]
  readonly problems: readonly GlossaryProblem[]
}

/**
 * Rows for a spreadsheet, CSV or TSV. What a spreadsheet would take for a formula gets an apostrophe before it,
 * which {@link readSheet} takes away again.
 *
 * Source: OWASP, "CSV Injection".
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
  return { rows: rowsOf(terms).map(rearm), problems }
}

/** A cell that has apostrophes before such a sign of its own gets one more, so that nothing is lost. */
function disarm(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function rearm({ source, text, status, pos, note, variants: [first, ...others], context }: PlainRow): PlainRow {
  const plain = (cell: string) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
  const variants = first === undefined ? [] : [plain(first), ...others]
  return {
    source: plain(source),
    text: plain(text),
    status,
    pos: plain(pos),
    note: plain(note),
    variants,
    context: plain(context),
  }
}
