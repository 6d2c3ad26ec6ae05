import { describe, expect, it } from 'vitest'
import { keptShare } from '../../src/memory/kept-share.js'

describe('keptShare', () => {
  it.each([
    ['The port is 80.', 'The port is 80!', 1],
    ['The port is 80.', 'The port is 81.', 0.75],
    ['The port is 80.', 'Then the port, 80, is', 0.5],
    ['The port is 80.', '', 0],
    ['', 'The port', 1],
  ])('should be the share of words of %j that %j has in order', (older, newer, expected) => {
    expect(keptShare(older, newer)).toBe(expected)
  })
})
