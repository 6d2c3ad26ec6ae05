import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BaselineEntry, formatBaseline, matchBaseline, parseBaseline } from '../../src/core/baseline.js'
import { ZhenError } from '../../src/core/errors.js'

const entry: fc.Arbitrary<BaselineEntry> = fc.record({
  fingerprint: fc.constantFrom('f1', 'f2', 'f3'),
  check: fc.constant('number-mismatch'),
  chapter: fc.constantFrom('a.md', 'b.md'),
  text: fc.constantFrom('端口', '"}\n'),
})
const entries = fc.array(entry, { maxLength: 12 })

const counts = (all: readonly BaselineEntry[]) => {
  const found: Record<string, number> = {}
  for (const { fingerprint, count = 1 } of all) found[fingerprint] = (found[fingerprint] ?? 0) + count
  return found
}

describe('a baseline', () => {
  it('should hold what was written, in an order of its own, a finding a line', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const text = formatBaseline(all)
        const read = parseBaseline(text, 'baseline.json')
        expect(counts(read)).toEqual(counts(all))
        expect(formatBaseline(all.toReversed())).toBe(text)
        expect(formatBaseline(read)).toBe(text)
        expect(text.split('\n').filter((line) => line.startsWith('    {'))).toHaveLength(read.length)
      }),
    )
  })

  it('should know a finding as often as it was there, wherever it is now', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const { fresh, known, gone } = matchBaseline(before, after, (one) => one)
        const [had, has] = [counts(before), counts(after)]
        const expected = (of: (print: string) => number) =>
          Object.fromEntries(
            ['f1', 'f2', 'f3'].map((print) => [print, of(print)] as const).filter(([, count]) => count > 0),
          )
        expect(counts(known)).toEqual(expected((print) => Math.min(had[print] ?? 0, has[print] ?? 0)))
        expect(counts(fresh)).toEqual(expected((print) => Math.max(0, (has[print] ?? 0) - (had[print] ?? 0))))
        expect(counts(gone)).toEqual(expected((print) => Math.max(0, (had[print] ?? 0) - (has[print] ?? 0))))
        expect([...fresh, ...known]).toHaveLength(after.length)
      }),
    )
  })

  it('should look for a finding in its own chapter first', () => {
    const of = (chapter: string) => ({ fingerprint: 'f', check: 'c', chapter, text: '' })
    const { fresh } = matchBaseline([of('b.md')], [of('a.md'), of('b.md')], (one) => one)
    expect(fresh.map(({ chapter }) => chapter)).toEqual(['a.md'])
  })

  it.each([
    ['', 'JSON'],
    ['<<<<<<< ours\n{}', 'JSON'],
    ['null', '"format": 1'],
    ['{"format": 2, "findings": []}', '"format": 1'],
    ['{"format": 1, "findings": {}}', 'a list of findings'],
    ['{"format": 1, "findings": [null]}', 'a finding with fingerprint, check, chapter and text'],
    [
      '{"format": 1, "findings": [{"fingerprint": "f", "check": "c", "chapter": "a", "text": "", "count": 0}]}',
      'a finding',
    ],
  ])('should refuse %j', (text, expected) => {
    expect(() => parseBaseline(text, 'baseline.json')).toThrow(ZhenError)
    try {
      parseBaseline(text, 'baseline.json')
    } catch (error) {
      const { code, values } = error as ZhenError
      expect(code).toBe('baseline-invalid')
      expect(values).toMatchObject({ path: 'baseline.json', expected: expect.stringContaining(expected) as string })
    }
  })
})
