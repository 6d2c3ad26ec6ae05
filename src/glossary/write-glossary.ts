import { parse } from 'csv-parse/sync'
import { ZhenError } from '../core/errors.js'
import { KNOWN_COLUMNS } from './parse-glossary.js'
import type { PlainRow } from './term.js'

/** The first line of a new glossary. */
export const GLOSSARY_HEADER = `${KNOWN_COLUMNS.join(',')}\n`

/**
 * Puts rows into a glossary's text: each behind the last row of its source, else at the end. Every other byte stays:
 * the order of the columns, those that zhen has no use for, the line endings, a BOM.
 *
 * @param csv a glossary that `parseGlossary` reads without a problem
 * @throws ZhenError `glossary-column-missing` where a row has something the file has no column for
 */
export function addRows(csv: string, rows: readonly PlainRow[], path: string): string {
  const records = recordsOf(csv)
  const [header] = records
  const columns = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const lineEnd = /\r\n|\n/.exec(csv)?.[0] ?? '\n'
  const sourceAt = columns.indexOf('source')
  const lastOf = new Map(records.slice(1).map(({ cells, end }) => [cells[sourceAt]?.trim() ?? '', end]))
  const inserts = new Map<number, string[]>()
  for (const row of rows) {
    const at = lastOf.get(row.source) ?? csv.trimEnd().length
    inserts.set(at, [...(inserts.get(at) ?? []), lineEnd + formatRow(row, columns, path)])
  }
  const pieces: string[] = []
  let cursor = 0
  for (const [at, lines] of [...inserts].sort(([a], [b]) => a - b)) {
    pieces.push(csv.slice(cursor, at), ...lines)
    cursor = at
  }
  const rest = csv.slice(cursor)
  return [...pieces, rest === '' ? lineEnd : rest].join('')
}

function formatRow(row: PlainRow, columns: readonly string[], path: string): string {
  const cells = cellsOf(row)
  for (const [column, cell] of Object.entries(cells)) {
    if (cell !== '' && !columns.includes(column)) throw new ZhenError('glossary-column-missing', { path, column })
  }
  return columns.map((column) => quoteCell(cells[column] ?? '', ',')).join(',')
}

/** A row's cells by column. */
export function cellsOf({ source, text, status, pos, note, variants, context }: PlainRow): Record<string, string> {
  return { source, target: text, status, pos, note, variants: variants.join('|'), context }
}

/** Source: RFC 4180, section 2. Blanks at the ends are quoted for people, who do not see them. */
export function quoteCell(cell: string, delimiter: ',' | '\t'): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell)
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
}

interface CsvRecord {
  readonly cells: readonly string[]
  /** Where it ends, its line end not included. */
  readonly end: number
}

/** The records that are not blank. */
function recordsOf(csv: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let start = csv.startsWith('\ufeff') ? 1 : 0
  let quoted = false
  for (let at = start; at <= csv.length; at++) {
    if (csv[at] === '"') quoted = !quoted
    if (at < csv.length && (quoted || csv[at] !== '\n')) continue
    const text = csv.slice(start, at).replace(/\r$/, '')
    const [cells = []] = text.trim() === '' ? [] : (parse(text, { relax_column_count: true }) as string[][])
    if (cells.length > 0) records.push({ cells, end: start + text.length })
    start = at + 1
  }
  return records
}
