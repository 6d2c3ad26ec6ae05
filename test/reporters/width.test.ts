import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../../src/reporters/width.js'

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
