import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/reporters/code-frame.js'
import { createLook } from '../../src/reporters/look.js'
import { plain } from '../../src/reporters/plain.js'
import { cut, cutStart, layOut, widthOf } from '../../src/reporters/width.js'
import { wrap } from '../../src/reporters/wrap.js'

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('监听器', '，', ' ', 'Envoy', '👩‍💻', 'é', '。', 'a-very-long-word-without-an-end'),
      fc.string(),
    ),
  )
  .map((pieces) => plain(pieces.join('')))
const columns = fc.integer({ min: 8, max: 60 })
const asIs = (piece: string) => piece
const { paint } = createLook({ t: (key) => key, language: 'en', columns: 80, colour: false })

describe('cut', () => {
  it('should fit, and be the text where that fits', () => {
    fc.assert(
      fc.property(text, columns, (whole, room) => {
        expect(widthOf(cut(whole, room))).toBeLessThanOrEqual(room)
        expect(widthOf(cutStart(whole, room))).toBeLessThanOrEqual(room)
        if (widthOf(whole) < room) expect([cut(whole, room), cutStart(whole, room)]).toEqual([whole, whole])
      }),
    )
  })

  it('should not look at a long text beyond what fits', () => {
    expect(cut('中'.repeat(5_000_000), 10)).toBe('中中中中…')
  })

  it('should cut between Chinese characters', () => {
    expect(cut('监听器列表', 7)).toBe('监听器…')
    expect(cut('监听器列表', 8)).toBe('监听器…')
    expect(cut('监听器列表', 10)).toBe('监听器列表')
  })
})

describe('wrap', () => {
  it('should lose nothing but blanks, and fit', () => {
    fc.assert(
      fc.property(text, columns, (whole, room) => {
        const lines = wrap([{ text: whole, paint: asIs }], room)
        expect(
          lines
            .map((line) => line.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(whole.replace(/\s/g, ''))
        for (const line of lines) expect(line.width).toBe(widthOf(line.text))
      }),
    )
  })

  it('should begin no line with closing punctuation', () => {
    const lines = wrap([{ text: '监听器接收连接，然后交给过滤器。', paint: asIs }], 14).map((line) => line.text)
    expect(lines).toEqual(['监听器接收连', '接，然后交给过', '滤器。'])
  })
})

describe('layOut', () => {
  it('should align columns by what they take, not by how long they are', () => {
    expect(
      layOut(
        [
          ['监听器', '1'],
          ['ab', '10'],
        ],
        ['left', 'right'],
      ),
    ).toEqual(['监听器   1', 'ab      10'])
  })
})

describe('codeFrame', () => {
  it('should mark the place, whatever stands before it and however long the line is', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 40, max: 100 }), (before, after, room) => {
        const frame = { label: '3', text: `${before}X${after}`, mark: [before.length, before.length + 1] as const }
        const [line = '', mark = ''] = codeFrame([frame], room, asIs, paint)
        expect(mark).toMatch(/^ +│ +\^$/)
        const at = widthOf(mark) - 1
        const graphemes = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
        const upTo = graphemes.reduce((taken, grapheme) => (widthOf(taken) < at ? taken + grapheme : taken), '')
        expect(line.slice(upTo.length)).toMatch(/^X/)
      }),
    )
  })

  it('should mark nothing where all is meant', () => {
    expect(codeFrame([{ label: '3', text: 'ab', mark: [0, 2] }], 80, asIs, paint)).toEqual(['    3 │ ab'])
  })

  it('should stand a place beyond the line', () => {
    expect(codeFrame([{ label: '3', text: 'ab', mark: [89, 2] }], 80, asIs, paint)).toEqual([
      '    3 │ ab',
      '      │   ^',
    ])
  })
})
