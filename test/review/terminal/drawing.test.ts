import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draw, type Frame } from '../../../src/review/terminal/drawing.js'

/** What a terminal of four rows shows after `bytes`: it knows what `draw` uses, and nothing else. */
function apply(screen: readonly string[], bytes: string): string[] {
  const shown = [...screen]
  let row = 0
  for (const [, sequence = '', text = ''] of bytes.matchAll(/\u001b\[([?\d;]*[A-Za-z])([^\u001b]*)/g)) {
    if (sequence.endsWith('H')) row = Number(sequence.split(';')[0]) - 1
    if (sequence === 'K') shown[row] = text
    if (sequence === '2J') shown.fill('')
  }
  return shown
}

const frame: fc.Arbitrary<Frame> = fc.record({
  lines: fc.array(fc.constantFrom('', '监听器', 'listener', 'a b'), { minLength: 4, maxLength: 4 }),
  cursor: fc.constantFrom(null, { row: 3, column: 5 }),
})

describe('draw', () => {
  it('should bring every frame to every other one', () => {
    fc.assert(
      fc.property(frame, frame, (before, after) => {
        const whole = apply(['x', 'x', 'x', 'x'], draw(null, before))
        expect(whole).toEqual(before.lines)
        expect(apply(whole, draw(before, after))).toEqual(after.lines)
      }),
    )
  })

  it('should write only what differs, and nothing where nothing does', () => {
    const before = { lines: ['a', 'b', 'c', 'd'], cursor: null }
    expect(draw(before, { lines: ['a', 'B', 'c', 'd'], cursor: null })).toBe('\u001b[2;1H\u001b[KB\u001b[0m')
    expect(draw(before, { ...before })).toBe('')
  })

  it('should show the cursor where one types and nowhere else', () => {
    const plain = { lines: ['a'], cursor: null }
    const typing = { lines: ['a'], cursor: { row: 0, column: 1 } }
    expect(draw(plain, typing)).toContain('\u001b[?25h')
    expect(draw(typing, plain)).toContain('\u001b[?25l')
  })
})
