import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { stateOf } from '../core/derive.js'
import { ZhenError } from '../core/errors.js'
import type { State, Status } from '../core/status.js'
import { disarm, rearm } from './spreadsheet-cell.js'
import { formatStamp, parseStamp, stampOf } from './stamp.js'
import type { ExchangeBook, ExchangeUnit, ReadUnit } from './unit.js'

/** What a person reads and writes, then what zhen knows the row by. */
const COLUMNS = [
  'id',
  'chapter',
  'section',
  'kind',
  'status',
  'source',
  'target',
  'comment',
  'earlier source',
  'suggestion',
  'terms',
  'notes',
  'zhen',
] as const

type Column = (typeof COLUMNS)[number]

/** Line ends of either kind, and blanks at the ends, which people do not see. */
const NEEDS_QUOTES = /[\r\n]|^\s|\s$/

/** Without them a row says nothing. */
const NEEDED: readonly Column[] = ['id', 'target']

/**
 * Writes a table for a spreadsheet: a row for each segment, in UTF-8 with the mark by which Excel knows it. Texts are
 * Markdown; cells that would be run are disarmed.
 *
 * Source: RFC 4180.
 */
export function writeCsv({ units }: ExchangeBook): string {
  const rows = units.map((unit) => {
    const cells = cellsOf(unit)
    return COLUMNS.map((column) => disarm(cells[column]))
  })
  return stringify([[...COLUMNS], ...rows], { bom: true, record_delimiter: '\r\n', quoted_match: NEEDS_QUOTES })
}

function cellsOf(unit: ExchangeUnit): Readonly<Record<Column, string>> {
  const { id, chapter, section, kind, status, source, target, previous, suggestions, terms, notes } = unit
  return {
    // A spreadsheet would make a number of 1e23456789.
    id: `#${id}`,
    chapter,
    section: section.join(' > '),
    kind,
    status,
    source,
    target: target ?? '',
    comment: '',
    'earlier source': previous ?? '',
    suggestion: suggestions.map(({ target }) => target).join('\n\n'),
    terms: terms.map((term) => `${term.source} = ${term.targets.join(' | ')}`).join('\n'),
    notes: notes.map(({ about, text }) => `${about}: ${text}`).join('\n'),
    zhen: formatStamp(stampOf(unit, 'markdown')),
  }
}

/** @throws ZhenError `csv-malformed`, `csv-column-missing` */
export function readCsv(text: string, path: string): readonly ReadUnit[] {
  const [header, ...rows] = rowsOf(text, path)
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase())
  for (const column of NEEDED) {
    if (!names.includes(column)) {
      throw new ZhenError('csv-column-missing', { path, column, found: names.filter((name) => name !== '').join(', ') })
    }
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).map((row) => unitOf(row, names, path))
}

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

function rowsOf(text: string, path: string): Row[] {
  const delimiter = delimiterOf(text)
  try {
    const options = { bom: true, delimiter, relax_column_count: true, info: true, skip_empty_lines: true } as const
    const parsed = parse(text, options) as unknown as readonly ParsedRow[]
    // What is told of a row is the line it ends in.
    return parsed.map(({ record }, index) => {
      return { cells: record.map(rearm), line: (parsed[index - 1]?.info.lines ?? 0) + 1 }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines = 1, column = 0 } = error as { lines?: number; column?: number | string }
    throw new ZhenError(
      'csv-malformed',
      { path, line: lines, column: Number(column) + 1, expected: 'RFC 4180', found: error.message },
      { cause: error },
    )
  }
}

interface ParsedRow {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** Excel writes what is usual in a country: the sign that parts most names of the first line. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 2000).split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign
}

function unitOf({ cells, line }: Row, names: readonly string[], path: string): ReadUnit {
  const cellOf = (column: Column) => cells[names.indexOf(column)] ?? ''
  const stamp = cellOf('zhen').trim()
  const target = cellOf('target')
  const comment = cellOf('comment').trim()
  return {
    id: cellOf('id').trim().replace(/^#/, ''),
    stamp,
    source: { form: 'markdown', text: plainLines(cellOf('source')) },
    target: target.trim() === '' ? null : { form: 'markdown', text: plainLines(target) },
    state: stateOfCell(cellOf('status').trim(), parseStamp(stamp)?.status ?? null, {
      path,
      line,
      column: names.indexOf('status') + 1,
    }),
    unfinished: false,
    comments: comment === '' ? [] : [comment],
    line,
  }
}

function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** What a person may make of a status. */
const STATED: Readonly<Record<string, State>> = {
  untranslated: 'initial',
  draft: 'initial',
  stale: 'initial',
  translated: 'translated',
  reviewed: 'reviewed',
  final: 'final',
}

function stateOfCell(
  word: string,
  before: Status | null,
  place: { readonly path: string; readonly line: number; readonly column: number },
): State | null {
  if (word === '') return null
  if (word === before) return stateOf(before)
  const state = Object.hasOwn(STATED, word) ? STATED[word] : undefined
  if (state) return state
  throw new ZhenError('csv-malformed', { ...place, expected: Object.keys(STATED).join(', '), found: word })
}
