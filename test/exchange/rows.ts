import fc from 'fast-check'
import type { PlainRow } from '../../src/glossary/term.js'
import { groupRows, type Term } from '../../src/glossary/term.js'

const cell = fc
  .string({
    unit: fc.constantFrom(
      '池',
      '連',
      'a',
      'B',
      ' ',
      '"',
      "'",
      '=',
      '+',
      '-',
      '@',
      '<',
      '&',
      ']',
      '>',
      ',',
      '\n',
      '\t',
      '𠀀',
    ),
    maxLength: 8,
  })
  .map((text) => text.trim())
const filled = cell.filter((text) => text !== '')
const spelling = fc.string({ unit: fc.constantFrom('池', '槽', '=', "'", 'x'), minLength: 1, maxLength: 4 })

/** Rows as a glossary may hold them: one of each wording and context, variants in the first of a source. */
export const rows = fc
  .array(
    fc.record({
      source: filled,
      text: filled,
      status: fc.constantFrom('preferred' as const, 'admitted' as const, 'deprecated' as const),
      pos: fc.constantFrom('', 'noun', 'verb', 'adjective', 'adverb', 'proper noun', 'other'),
      note: fc.oneof(cell, fc.constant('context: with:HTTP')),
      context: cell,
      variants: fc.uniqueArray(spelling, { maxLength: 3 }),
    }),
    { maxLength: 8 },
  )
  .map((made): PlainRow[] => {
    const seen = new Set<string>()
    return made.map((row) => {
      const isFirst = !seen.has(row.source)
      seen.add(row.source)
      return { ...row, variants: isFirst ? row.variants.filter((variant) => variant !== row.source) : [] }
    })
  })

export function termsFrom(plain: readonly PlainRow[]): Term[] {
  return groupRows(plain.map((row) => ({ ...row, path: 'a.csv', line: 2, others: {} })))
}
