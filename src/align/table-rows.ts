import { alignUnits } from './align-units.js'
import type { PartLink } from './link-parts.js'
import { type PlacedPart, partUnits } from './part-units.js'
import type { AlignOptions } from './unit.js'

/**
 * Links the cells of two tables by row and column: rows by what they say, cells of linked rows by their place.
 *
 * Gives `undefined` unless all parts are cells and all rows of both tables have the same number of them.
 */
export function linkCells(
  source: readonly PlacedPart[],
  target: readonly PlacedPart[],
  options: AlignOptions,
): PartLink[] | undefined {
  if (![...source, ...target].every(({ part }) => part.kind === 'table-cell')) return undefined
  const [left, right] = [rowsOf(source), rowsOf(target)]
  const columns = left[0]?.length
  if (columns === undefined || ![...left, ...right].every((row) => row.length === columns)) return undefined
  return alignUnits(left.map(rowUnit), right.map(rowUnit), options).flatMap((link): PartLink[] => {
    if (link.source.length === 0 || link.target.length === 0) return []
    return Array.from({ length: columns }, (_, column) => ({
      source: link.source.map((row) => cellAt(left, row, column)),
      target: link.target.map((row) => cellAt(right, row, column)),
      confidence: link.confidence,
    }))
  })
}

function cellAt(rows: readonly (readonly PlacedPart[])[], row: number, column: number): number {
  const cells = rows[row] as readonly PlacedPart[]
  return (cells[column] as PlacedPart).index
}

function rowsOf(cells: readonly PlacedPart[]): PlacedPart[][] {
  const rows: PlacedPart[][] = []
  for (const cell of cells) {
    const row = rows.at(-1)
    if (row?.[0]?.part.startLine === cell.part.startLine) row.push(cell)
    else rows.push([cell])
  }
  return rows
}

function rowUnit(row: readonly PlacedPart[]) {
  const [first] = partUnits(row.slice(0, 1))
  return { ...(first as NonNullable<typeof first>), text: row.map(({ part }) => part.text).join(' | ') }
}
