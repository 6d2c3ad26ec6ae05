import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { cutStart, widthOf } from '../../src/reporters/width.js'

/** Everything up to the CJK signs, and what lies around the ends of the ranges that are counted without a look-up. */
const UNITS = [
  ...Array.from({ length: 0x3100 - 0x20 }, (_, index) => index + 0x20),
  ...[0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xff01, 0xff60].flatMap((end) =>
    Array.from({ length: 16 }, (_, index) => end - 8 + index),
  ),
]

describe('widthOf', () => {
  it('should agree with string-width on every character', () => {
    const texts = UNITS.map((unit) => `a${String.fromCharCode(unit)}b`)
    expect(texts.filter((text) => widthOf(text) !== stringWidth(text))).toEqual([])
  })
})

describe('cutStart', () => {
  it.each([
    ['part/one.md', 11, 'part/one.md'],
    ['part/one.md', 10, '…rt/one.md'],
    ['第一章/监听器.md', 10, '…监听器.md'],
    ['第一章/监听器.md', 9, '…听器.md'],
    ['ne\u0301e\u0301e\u0301', 3, '…e\u0301e\u0301'],
    ['册/👩‍👧e', 4, '…👩‍👧e'],
    ['册/👩‍👧e', 3, '…e'],
  ])('should leave the end of %s that fits into %i columns', (text, columns, expected) => {
    expect(cutStart(text, columns)).toBe(expected)
  })
})
