import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/memory/edit-distance.js'

/** Few letters, so that texts share much; more than the 32 rows that are computed at once. */
const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 100 })

describe('editDistance', () => {
  it('should be what the plain algorithm says', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(editDistance(a, b)).toBe(plainDistance(a, b))
      }),
    )
  })

  it('should be the number of changes where these cannot cancel out', () => {
    fc.assert(
      fc.property(letters, fc.nat(100), (a, at) => {
        expect(editDistance(a, [...a.slice(0, at), 'new', ...a.slice(at)])).toBe(1)
      }),
    )
  })

  it('should be quick on long texts', () => {
    const long = Array.from({ length: 20_000 }, (_, at) => at % 7)
    expect(editDistance(long, long.slice(1))).toBe(1)
  })
})

/** Wagner and Fischer's, row by row. */
function plainDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, at) => at + 1)
  a.forEach((letter, index) => {
    let [corner, left] = [index, index + 1]
    row = row.map((above, at) => {
      left = Math.min(left + 1, above + 1, corner + (letter === b[at] ? 0 : 1))
      corner = above
      return left
    })
  })
  return b.length === 0 ? a.length : (row.at(-1) as number)
}
