import { describe, expect, it } from 'vitest'
import { mixLines } from '../../../src/app/sync/mix-lines.js'
import type { LedgerLine } from '../../../src/core/fact.js'

const line = (id: string, source = id): LedgerLine => ({ id, kind: 'paragraph', source, facts: [] })
const idsOf = (lines: readonly LedgerLine[]) => lines.map(({ id, source }) => (id === source ? id : `${id}=${source}`))

describe('mixLines', () => {
  it.each([
    ['the line that is wanted, and no other', 'a b c', 'a=1 b=2 c=3', 'b', 'a b=2 c'],
    ['a new line behind its neighbour', 'a c', 'a x b c', 'b', 'a b c'],
    ['a new line in front of all', 'a', 'b a', 'b', 'b a'],
    ['new lines in their order', 'a', 'a b c', 'b c', 'a b c'],
    ['no line that is gone', 'a b', 'a', 'b', 'a'],
    ['a line that is gone but not wanted', 'a b', 'a', 'a', 'a b'],
    ['all of them, where all are wanted', 'a b', 'b=1 a=2', 'a b', 'a=2 b=1'],
  ])('should have %s', (_, before, planned, ids, mixed) => {
    const linesOf = (words: string) => words.split(' ').map((word) => line(...(word.split('=') as [string, string?])))
    expect(idsOf(mixLines(linesOf(before), linesOf(planned), new Set(ids.split(' '))))).toEqual(mixed.split(' '))
  })
})
