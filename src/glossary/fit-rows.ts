import { fold } from './fold.js'
import type { PlainRow, Term } from './term.js'

/** What a glossary has in the place of a row that does not go with it. */
export interface Rival {
  readonly path: string
  readonly line: number
  readonly text: string
}

export interface FittedRows {
  /** Those that can be added. */
  readonly fresh: readonly PlainRow[]
  /** Those that are there already. */
  readonly known: readonly PlainRow[]
  readonly conflicts: readonly { readonly row: PlainRow; readonly rival: Rival }[]
}

interface Place {
  readonly path: string
  readonly line: number
}

interface KnownRow extends Place {
  readonly text: string
  readonly status: string
  readonly context: string
}

/**
 * Sorts rows by whether a glossary can take them: not where it has the wording with another status, another preferred
 * wording in the same context, or the spelling for another term. Rows are held against those before them, too.
 *
 * @param place where the rows come from
 */
export function fitRows(terms: readonly Term[], rows: readonly PlainRow[], place: Place): FittedRows {
  const bySource = new Map<string, KnownRow[]>(terms.map(({ source, wordings }) => [source, [...wordings]]))
  const owners = new Map<string, Place & { readonly source: string }>()
  for (const term of terms)
    for (const spelling of [term.source, ...term.variants]) {
      if (!owners.has(fold(spelling))) owners.set(fold(spelling), term)
    }
  const [fresh, known]: [PlainRow[], PlainRow[]] = [[], []]
  const conflicts: FittedRows['conflicts'][number][] = []
  for (const row of rows) {
    const there = bySource.get(row.source) ?? []
    const twin = there.find(({ text, context }) => context === row.context && sameWording(text, row.text))
    const owner = [row.source, ...row.variants]
      .map((spelling) => owners.get(fold(spelling)))
      .find((one) => one !== undefined && one.source !== row.source)
    const rival = twin ?? (row.status === 'preferred' ? there.find((one) => isRival(one, row)) : undefined)
    if (twin?.status === row.status) known.push(row)
    else if (rival) conflicts.push({ row, rival })
    else if (owner) conflicts.push({ row, rival: { path: owner.path, line: owner.line, text: owner.source } })
    else {
      fresh.push(row)
      bySource.set(row.source, [...there, { ...row, ...place }])
      for (const spelling of [row.source, ...row.variants]) owners.set(fold(spelling), { ...place, source: row.source })
    }
  }
  return { fresh, known, conflicts }
}

function sameWording(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function isRival({ status, context }: KnownRow, row: PlainRow): boolean {
  return status === 'preferred' && context === row.context
}
