import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitRows } from '../../src/glossary/fit-rows.js'
import { parseGlossary } from '../../src/glossary/parse-glossary.js'
import { type PlainRow, rowsOf } from '../../src/glossary/term.js'
import { addRows, GLOSSARY_HEADER } from '../../src/glossary/write-glossary.js'
import { rows } from '../exchange/rows.js'
import { termsOf } from './terms.js'

const ROW: PlainRow = { source: '池', text: 'pool', status: 'preferred', pos: '', note: '', variants: [], context: '' }

describe('addRows', () => {
  it('should put a row behind those of its source and keep every other byte', () => {
    const csv = '\uFEFFowner,status,target,source\r\nmark,preferred,"a ""pool""",池\r\n\r\nli , preferred,chain,链\r\n'
    const lines = csv.split('\r\n')
    expect(addRows(csv, [{ ...ROW, text: 'tank, say', status: 'deprecated' }], 'a.csv').split('\r\n')).toEqual([
      ...lines.slice(0, 2),
      ',deprecated,"tank, say",池',
      ...lines.slice(2),
    ])
    expect(addRows(csv, [{ ...ROW, source: '槽' }], 'a.csv').split('\r\n')).toEqual([
      ...lines.slice(0, 4),
      ',preferred,pool,槽',
      '',
    ])
  })

  it('should end the last line where nobody had', () => {
    expect(addRows('source,target,status', [ROW], 'a.csv')).toBe('source,target,status\n池,pool,preferred\n')
  })

  it('should refuse what the file has no column for', () => {
    expect(() => addRows('source,target,status\n', [{ ...ROW, note: 'x' }], 'a.csv')).toThrow(
      expect.objectContaining({ code: 'glossary-column-missing', values: { path: 'a.csv', column: 'note' } }),
    )
  })

  it('should write what is read again as it was', () => {
    fc.assert(
      fc.property(rows, (made) => {
        const { terms, problems } = parseGlossary(addRows(GLOSSARY_HEADER, made, 'a.csv'), 'a.csv')
        expect(problems).toEqual([])
        const sorted = (some: readonly PlainRow[]) =>
          some.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
        expect(sorted(rowsOf(terms))).toEqual(sorted(made))
      }),
    )
  })
})

describe('fitRows', () => {
  const outcome = (row: Partial<PlainRow>) => {
    const terms = termsOf('池,pool,preferred,槽|塘', '链,chain')
    const { fresh, known, conflicts } = fitRows(terms, [{ ...ROW, ...row }], { path: 'b.csv', line: 1 })
    return fresh.length > 0 ? 'fresh' : known.length > 0 ? 'known' : conflicts[0]?.rival
  }
  it.each<[Partial<PlainRow>, unknown]>([
    [{ text: 'Pool' }, 'known'],
    [{ text: 'tank', status: 'admitted' }, 'fresh'],
    [{ text: 'tank', context: 'with:水' }, 'fresh'],
    [{ text: 'tank' }, { path: 'terms.csv', line: 2, text: 'pool' }],
    [{ status: 'deprecated' }, { path: 'terms.csv', line: 2, text: 'pool' }],
    [
      { source: '槽', text: 'slot' },
      { path: 'terms.csv', line: 2, text: '池' },
    ],
    [
      { source: '环', variants: ['鏈'] },
      { path: 'terms.csv', line: 3, text: '链' },
    ],
  ])('fits %j', (row, expected) => {
    if (typeof expected === 'string') expect(outcome(row)).toBe(expected)
    else expect(outcome(row)).toMatchObject(expected as object)
  })
})
