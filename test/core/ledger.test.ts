import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerLine } from '../../src/core/fact.js'
import { chaptersNamedIn, formatLedger, parseLedger } from '../../src/core/ledger.js'

const line: LedgerLine = {
  kind: 'paragraph',
  id: 'a1',
  source: '一行。',
  facts: [{ target: 'A line.', source: '一行。', fact: 'translated' }],
}

describe('formatLedger', () => {
  it('should write a line a segment, keys sorted, a blank line between', () => {
    expect(formatLedger([line, { ...line, id: 'b2', facts: [] }])).toBe(
      '{"facts":[{"fact":"translated","source":"一行。","target":"A line."}],"id":"a1","kind":"paragraph","source":"一行。"}\n' +
        '\n' +
        '{"facts":[],"id":"b2","kind":"paragraph","source":"一行。"}\n',
    )
  })

  it('should be read back as it was, whatever the texts', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.string({ minLength: 1 }), source: text, target: text })), (texts) => {
        const lines = texts.map(({ id, source, target }, index): LedgerLine => {
          return { id: `${id}${index}`, kind: 'paragraph', source, facts: [{ fact: 'translated', source, target }] }
        })
        expect(parseLedger(formatLedger(lines), 'x')).toEqual(lines)
      }),
    )
  })
})

describe('parseLedger', () => {
  it('should accept CRLF and blank lines', () => {
    expect(parseLedger(`\r\n${formatLedger([line]).replaceAll('\n', '\r\n')}\r\n`, 'x')).toEqual([line])
  })

  it.each([
    ['{"id":"a1"', 'a JSON object'],
    ['[]', 'an "id"'],
    ['{"kind":"paragraph","source":"","facts":[]}', 'an "id"'],
    ['{"id":"a1","source":"","facts":[]}', 'a "kind"'],
    ['{"id":"a1","kind":"paragraph","facts":[]}', 'a "source"'],
    ['{"id":"a1","kind":"paragraph","source":""}', '"facts"'],
    [
      '{"id":"a1","kind":"paragraph","source":"","facts":[{"fact":"translated","source":""}]}',
      'a "target" in the fact "translated"',
    ],
    ['<<<<<<<ours', 'a JSON object'],
  ])('should refuse %s and say what was expected, and where', (row, expected) => {
    const text = `${formatLedger([line])}\n${row}\n`
    expect(() => parseLedger(text, 'a.jsonl')).toThrow(
      expect.objectContaining({
        code: 'ledger-damaged',
        values: expect.objectContaining({ path: 'a.jsonl', line: 3, expected }),
      }),
    )
  })

  it.each([
    '{"id":"a1","kind":"hologram","source":"","facts":[]}',
    '{"id":"a1","kind":"paragraph","source":"","facts":[{"fact":"dreamt","source":""}]}',
  ])('should refuse what a later version wrote: %s', (row) => {
    expect(() => parseLedger(row, 'a.jsonl')).toThrow(expect.objectContaining({ code: 'ledger-newer' }))
  })
})

describe('chaptersNamedIn', () => {
  const abroad: LedgerLine = { ...line, id: 'c3', target: 'other "one".md', also: ['third.md'] }
  const written = formatLedger([line, abroad, { ...line, id: 'd4', source: null, obsolete: true, missing: true }])
  const rewritten = (change: (row: Record<string, unknown>) => string) =>
    written.split('\n\n').map((row) => change(JSON.parse(row) as Record<string, unknown>))

  it('should name none where all English stands at home, whatever the texts say', () => {
    const texts = ['"target":"x.md"', ',"target":"x.md"}', '{"also":["x.md"]', '\\', '\\"}', ',"id":"x"', '']
    const lines = texts.map((source, at): LedgerLine => {
      return { ...line, id: `${at}`, source, facts: [{ fact: 'translated', source, target: source }] }
    })
    expect(chaptersNamedIn(formatLedger(lines), 'x')).toEqual([])
  })

  it.each([
    ['as zhen writes it', written],
    ['with CRLF', written.replaceAll('\n', '\r\n')],
    ['with blanks', rewritten((row) => JSON.stringify(row, null, 1).replaceAll('\n', '')).join('\n')],
    [
      'with keys in another order',
      rewritten((row) => JSON.stringify(Object.fromEntries(Object.entries(row).reverse()))).join('\n'),
    ],
    ['with the facts first', rewritten(({ facts, ...row }) => JSON.stringify({ facts, ...row })).join('\n')],
    [
      'with the target behind the facts',
      rewritten(({ facts, target, also, ...row }) => JSON.stringify({ facts, target, also, ...row })).join('\n'),
    ],
    ['in a conflict', `<<<<<<< a\n${written}=======\n>>>>>>> b\n`],
  ])('should name the chapters in which English stands, %s', (_, text) => {
    expect(chaptersNamedIn(text, 'x')).toEqual(['other "one".md', 'third.md'])
  })

  it('should refuse a damaged line as reading does', () => {
    const text = `${written}\n{"facts":[],"id":"x","kind":"heading","source":"","target":"\\x"}\n`
    expect(() => chaptersNamedIn(text, 'a.jsonl')).toThrow(
      expect.objectContaining({
        code: 'ledger-damaged',
        values: expect.objectContaining({ path: 'a.jsonl', line: 7 }),
      }),
    )
  })
})
