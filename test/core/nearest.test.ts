import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/core/nearest.js'

describe('nearest', () => {
  it.each([
    ['stael', 'stale'],
    ['sorce', 'source'],
    ['Stale', 'stale'],
    ['untranslted', 'untranslated'],
    ['x', null],
    ['', null],
    ['frobnicate', null],
  ])('%s should be meant as %s', (word, meant) => {
    expect(nearest(word, ['untranslated', 'stale', 'source', 'target'])).toBe(meant)
  })
})
