import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerLine } from '../../src/core/fact.js'
import { formatLedger, parseLedger } from '../../src/core/ledger.js'

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
