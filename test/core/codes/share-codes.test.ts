import { describe, expect, it } from 'vitest'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { shareCodes } from '../../../src/core/codes/share-codes.js'

const source = encodeCodes('用`a`、`b`与`a`见[文档](c.md "题")，**粗**')

describe('shareCodes', () => {
  it.each([
    ['`b`, `a`', '<x id="2"/>, <x id="1"/>'],
    ['`a`, `a`, `a`', '<x id="1"/>, <x id="3"/>, <x id="6"/>'],
    ['the [docs](c.md "Title") **are**', 'the <g id="4">docs</g> <g id="5">are</g>'],
    ['the [docs](d.md) & `c`', 'the <g id="6">docs</g> &amp; <x id="7"/>'],
  ])('should give %s the ids of the model: %s', (text, expected) => {
    expect(shareCodes(text, source).text).toBe(expected)
  })

  it('should change nothing where the text is the model', () => {
    expect(shareCodes('用`a`、`b`与`a`见[文档](c.md "题")，**粗**', source).text).toBe(source.text)
  })
})
