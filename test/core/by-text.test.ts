import { describe, expect, it } from 'vitest'
import { byText } from '../../src/core/by-text.js'

describe('byText', () => {
  it('should work each text out once', () => {
    const seen: string[] = []
    const length = byText((text) => {
      seen.push(text)
      return text.length
    })
    expect(['a', '', 'a', 'ab', ''].map(length)).toEqual([1, 0, 1, 2, 0])
    expect(seen).toEqual(['a', '', 'ab'])
  })

  it('should forget rather than grow for ever', () => {
    let worked = 0
    const count = byText(() => ++worked)
    for (let text = 0; text <= 100_000; text++) count(String(text))
    expect(count('0')).toBe(100_002)
    expect(count('100000')).toBe(100_001)
  })
})
