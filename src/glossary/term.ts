import type { TermStatus } from '../core/term-status.js'

/** One row of a glossary: one English wording of a Chinese term. */
export interface TermWording {
  readonly text: string
  readonly status: TermStatus
  /** Part of speech, as written. */
  readonly pos: string
  readonly note: string
  /** When the wording applies; see {@link holdsIn}. Empty: always. */
  readonly context: string
  readonly path: string
  /** 1-based line of the row's first cell. */
  readonly line: number
  /** Cells of columns that zhen has no use for, by column name. */
  readonly others: Readonly<Record<string, string>>
}

/** All that the glossary says of one Chinese source. */
export interface Term {
  readonly source: string
  /** The first preferred wording, or `null`. */
  readonly preferred: string | null
  readonly admitted: readonly string[]
  readonly deprecated: readonly string[]
  /** Other Chinese spellings of the same term. */
  readonly variants: readonly string[]
  /** The English must be written exactly as the glossary has it. */
  readonly doNotTranslate: boolean
  /** Notes of all rows, joined by `; `. */
  readonly note: string
  /** Context of the first row that has one. */
  readonly context: string
  readonly path: string
  readonly line: number
  /** Every row, in file order. */
  readonly wordings: readonly TermWording[]
}

/** A row before rows are grouped by source. */
export interface TermRow extends TermWording {
  readonly source: string
  readonly variants: readonly string[]
}

/** What a row says, wherever it stands. */
export type PlainRow = Omit<TermRow, 'path' | 'line' | 'others'>

const DO_NOT_TRANSLATE =
  /\bdo[ -]not[ -]translate\b(?! (?:it )?(?:as|to|into)\b)|\bDNT\b|\bverbatim\b|(?:不译|不翻译|不要翻译)(?![为成作做])|保留(?:英文|原文)/i

/** Groups rows by their Chinese source; the order is that of each source's first row. */
export function groupRows(rows: readonly TermRow[]): Term[] {
  const groups = new Map<string, TermRow[]>()
  for (const row of rows) {
    const group = groups.get(row.source)
    if (group) group.push(row)
    else groups.set(row.source, [row])
  }
  return Array.from(groups.values(), toTerm)
}

/** The rows of terms again. What a variant belongs to is not known of a term: the first row has them all. */
export function rowsOf(terms: readonly Term[]): PlainRow[] {
  return terms.flatMap(({ source, variants, wordings }) =>
    wordings.map(({ text, status, pos, note, context }, index) => {
      return { source, text, status, pos, note, context, variants: index === 0 ? variants : [] }
    }),
  )
}

/** Joins the terms of several files: one term for each Chinese source. */
export function mergeTerms(terms: readonly Term[]): Term[] {
  return groupRows(
    terms.flatMap(({ source, variants, wordings }) => wordings.map((wording) => ({ ...wording, source, variants }))),
  )
}

function toTerm(rows: readonly TermRow[]): Term {
  const [first] = rows as readonly [TermRow, ...TermRow[]]
  const having = (status: TermStatus) => unique(rows.filter((row) => row.status === status).map((row) => row.text))
  const notes = unique(rows.map((row) => row.note)).filter((note) => note !== '')
  return {
    source: first.source,
    preferred: having('preferred')[0] ?? null,
    admitted: having('admitted'),
    deprecated: having('deprecated'),
    variants: unique(rows.flatMap((row) => row.variants)),
    doNotTranslate: rows.some((row) => row.status === 'preferred' && isVerbatim(row)),
    note: notes.join('; '),
    context: rows.find((row) => row.context !== '')?.context ?? '',
    path: first.path,
    line: first.line,
    wordings: rows.map(({ source: _source, variants: _variants, ...wording }) => wording),
  }
}

function isVerbatim({ source, text, note }: TermRow): boolean {
  return text === source || DO_NOT_TRANSLATE.test(note)
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
