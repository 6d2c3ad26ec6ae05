import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCodes } from '../../../src/core/codes/decode.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { parseEngineForm } from '../../../src/core/codes/engine-form.js'
import { markedText } from './texts.js'

describe('codes', () => {
  it('should give back every text', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const { text: engineText, codes } = encodeCodes(text)
        expect(decodeCodes(engineText, codes)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it('should be well-formed XML in which each code stands once, numbered in order', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const { text: engineText, codes } = encodeCodes(text)
        const tokens = parseEngineForm(engineText)
        const ids =
          'fault' in tokens
            ? null
            : tokens.flatMap((token) => ('id' in token && token.kind !== 'close' ? [token.id] : []))
        expect(ids).toEqual(codes.map((_, index) => index + 1))
        expect(codes.map(({ id }) => id)).toEqual(ids)
      }),
    )
  })

  it.each([
    '<a>',
    '</a>',
    '**',
    '*a',
    '_',
    '[',
    '](a)',
    '[a](',
    '![',
    '&amp;',
    '  ',
    '\\\n',
    '{ref}`',
    '`',
    '<b>*',
    '\u0000',
  ])('should get through 100,000 characters of %j', (piece) => {
    const text = piece.repeat(100_000 / piece.length)
    const { text: engineText, codes } = encodeCodes(text)
    expect(decodeCodes(engineText, codes)).toBe(text)
  })

  it('should get through links in links in links', () => {
    const text = `${'['.repeat(20_000)}文${'](a)'.repeat(20_000)}`
    const { text: engineText, codes } = encodeCodes(text)
    expect(decodeCodes(engineText, codes)).toBe(text)
  })
})
