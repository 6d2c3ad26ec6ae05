import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toJson } from '../../src/reporters/json.js'
import { plain } from '../../src/reporters/plain.js'

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\u009b',
      '\u0007',
      '\r',
      '\n',
      '\u2028',
      '\u202e',
      '\u2066',
      '\u007f',
      '\u0000',
      '[2J',
      '中',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
})

describe('plain', () => {
  it('should leave nothing a terminal obeys', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
      }),
    )
  })

  it('should leave ordinary text alone', () => {
    expect(plain('监听器（listener）— “Envoy” 👩‍💻 é')).toBe('监听器（listener）— “Envoy” 👩‍💻 é')
  })
})

describe('toJson', () => {
  it('should be the same value and leave nothing a terminal obeys', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = toJson({ text })
        expect(JSON.parse(json)).toEqual({ text })
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
