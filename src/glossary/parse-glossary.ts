import { type CsvError, parse } from 'csv-parse/sync'
import { TERM_STATUSES, type TermStatus } from '../core/term-status.js'
import { groupRows, type Term, type TermRow } from './term.js'

export const GLOSSARY_PROBLEMS = [
  'csv-broken',
  'header-missing',
  'column-missing',
  'column-duplicate',
  'cells-extra',
  'cell-empty',
  'status-unknown',
] as const

/** Why a row, or a whole file, cannot be used. */
export interface GlossaryProblem {
  readonly code: (typeof GLOSSARY_PROBLEMS)[number]
  readonly path: string
  readonly line: number
  readonly expected: string
  readonly found: string
}

export interface ParsedGlossary {
  readonly terms: Term[]
  readonly problems: GlossaryProblem[]
}

const REQUIRED = ['source', 'target', 'status']
/** The columns that zhen has a use for. */
export const KNOWN_COLUMNS: readonly string[] = [...REQUIRED, 'pos', 'note', 'variants', 'context']

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/**
 * Reads a glossary: CSV (RFC 4180) with a header, columns in any order, unknown columns kept.
 *
 * Total: what cannot be read is a problem with its place, and the other rows are read all the same.
 * A BOM, CRLF and blank lines are fine; trailing cells may be absent. The same between tabs is TSV.
 */
export function parseGlossary(csv: string, path: string, delimiter: ',' | '\t' = ','): ParsedGlossary {
  const problems: GlossaryProblem[] = []
  const report: Report = (code, line, expected, found) => void problems.push({ code, path, line, expected, found })
  const [header, ...body] = readRows(csv, delimiter, report)
  const columns = header ? readHeader(header, report) : undefined
  if (!header && problems.length === 0) report('header-missing', 1, KNOWN_COLUMNS.join(','), '')
  if (!columns) return { terms: [], problems }
  const rows = body.flatMap((row) => readRow(row, columns, path, report) ?? [])
  return { terms: groupRows(rows), problems }
}

type Report = (code: GlossaryProblem['code'], line: number, expected: string, found: string) => void

function readRows(csv: string, delimiter: string, report: Report): Row[] {
  const rows: Row[] = []
  let read = 0
  const onSkip = (error: CsvError | undefined): undefined => {
    // A quote that never closes is best mended where it opens: behind the last row that could be read.
    if (error) report('csv-broken', Math.min(read + 1, lineOf(error)), 'CSV', error.code)
  }
  parse(csv.replace(/\r\n?/g, '\n'), {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: onSkip,
    on_record: (record: string[], { lines }) => {
      read = lines
      const cells = record.map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) rows.push({ cells, line: lines - lineBreaks(record) })
      return null
    },
  })
  return rows
}

function lineOf(error: CsvError): number {
  const lines = error['lines' as keyof CsvError]
  return typeof lines === 'number' ? lines : 1
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
}

function readHeader({ cells, line }: Row, report: Report): string[] | undefined {
  const columns = cells.map((cell) => cell.toLowerCase())
  const missing = REQUIRED.filter((name) => !columns.includes(name))
  if (missing.length > 0) report('column-missing', line, missing.join(','), cells.join(','))
  for (const name of KNOWN_COLUMNS) {
    if (columns.indexOf(name) !== columns.lastIndexOf(name)) report('column-duplicate', line, name, cells.join(','))
  }
  return missing.length > 0 ? undefined : columns
}

function readRow({ cells, line }: Row, columns: readonly string[], path: string, report: Report): TermRow | undefined {
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    report('cells-extra', line, String(columns.length), String(cells.length))
    return undefined
  }
  const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
  const status = cell('status').toLowerCase()
  const empty = ['source', 'target'].find((name) => cell(name) === '')
  if (empty) report('cell-empty', line, empty, '')
  else if (!isStatus(status)) report('status-unknown', line, TERM_STATUSES.join(', '), cell('status'))
  if (empty || !isStatus(status)) return undefined
  return {
    source: cell('source'),
    text: cell('target'),
    status,
    pos: cell('pos'),
    note: cell('note'),
    context: cell('context'),
    variants: splitVariants(cell('variants')),
    path,
    line,
    others: Object.fromEntries(
      columns.flatMap((name, index) => (KNOWN_COLUMNS.includes(name) ? [] : [[name, cells[index] ?? '']])),
    ),
  }
}

/** Variants stand in one cell, between `|`, `;` or `、`. */
export function splitVariants(cell: string): string[] {
  return cell
    .split(/[|;；、]/)
    .map((variant) => variant.trim())
    .filter((variant) => variant !== '')
}

function isStatus(text: string): text is TermStatus {
  return (TERM_STATUSES as readonly string[]).includes(text)
}
