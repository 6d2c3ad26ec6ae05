import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSheet, writeSheet } from '../../src/exchange/sheet.js'
import { rowsOf } from '../../src/glossary/term.js'
import { rows, termsFrom } from './rows.js'

describe.each([',', '\t'] as const)('a sheet of cells between %j', (delimiter) => {
  it('should lose nothing', () => {
    fc.assert(
      fc.property(rows, (made) => {
        const plain = rowsOf(termsFrom(made))
        const { rows: read, problems } = readSheet(writeSheet(plain, delimiter), 'a', delimiter)
        expect(problems).toEqual([])
        expect(read).toEqual(plain)
      }),
    )
  })

  it('should let no cell begin like a formula', () => {
    fc.assert(
      fc.property(rows, (made) => {
        const cells = writeSheet(rowsOf(termsFrom(made)), delimiter).split(/[\n,\t]/)
        const isFormula = (cell: string) => /^"?[=+@-]/.test(cell)
        // What a quoted cell holds on a line of its own, or behind a comma, is not the beginning of a cell.
        const simple = made.every((row) => !/[\n,\t"]/.test(Object.values(row).flat().join('')))
        if (simple) expect(cells.filter(isFormula)).toEqual([])
      }),
    )
  })
})
