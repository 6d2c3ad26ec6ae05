import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { tidyEnglish } from '../../../src/core/codes/tidy.js'
import { markedText } from './texts.js'

/** Code, link, emphasis, footnote, break, sub, tag: 1 … 7; 8 and 9 touch each other. */
const { codes } = encodeCodes('用`a`和[文](b)或**粗**见[^1]  \n又 H<sub>二</sub>O<br>，![](a.svg)![](b.svg)')

describe('tidyEnglish', () => {
  it.each([
    ['a word<x id="1"/>here', 'a word <x id="1"/> here'],
    ['word<g id="2">link</g>word', 'word <g id="2">link</g> word'],
    ['word<g id="2"> link</g>, and', 'word <g id="2">link</g>, and'],
    ['<g id="3">bold </g>word', '<g id="3">bold</g> word'],
    ['<x id="1"/><g id="2">link</g>', '<x id="1"/> <g id="2">link</g>'],
    ['several <x id="1"/>s and', 'several <x id="1"/>s and'],
    ['the (<x id="1"/>) and “<x id="1"/>”', 'the (<x id="1"/>) and “<x id="1"/>”'],
    ['word <x id="4"/> .', 'word<x id="4"/>.'],
    ['line<x id="5"/>next', 'line<x id="5"/>next'],
    ['line <x id="5"/> next', 'line<x id="5"/>next'],
    ['line<x id="5"/>\nnext', 'line<x id="5"/>next'],
    ['H<g id="6">two</g>O', 'H<g id="6">two</g>O'],
    ['a<x id="7"/>b', 'a<x id="7"/>b'],
    ['<x id="8"/><x id="9"/>', '<x id="8"/><x id="9"/>'],
    ['one，<x id="1"/>。', 'one, <x id="1"/>.'],
    ['one（two）three', 'one (two) three'],
    ['the「listener」is', 'the “listener” is'],
    ['the“listener”is', 'the “listener” is'],
    ['a、b；c：d！', 'a, b; c: d!'],
    ['one……two——three', 'one… two — three'],
    ['at 10：30', 'at 10:30'],
    ['the book 《熔断，限流》 says', 'the book “熔断，限流” says'],
    ['see <x id="1"/> , and .net', 'see <x id="1"/>, and .net'],
    ['two  blanks', 'two blanks'],
    ['one \ntwo', 'one\ntwo'],
    ['<g id="3">Note:</g>text', '<g id="3">Note:</g> text'],
    ['see<g id="3">“it”</g>-based', 'see <g id="3">“it”</g>-based'],
  ])('should turn %s into %s', (text, expected) => {
    expect(tidyEnglish(text, codes)).toBe(expected)
  })

  it('should change nothing the second time', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const coded = encodeCodes(text)
        const once = tidyEnglish(coded.text, coded.codes)
        expect(tidyEnglish(once, coded.codes)).toBe(once)
      }),
      { numRuns: 500 },
    )
  })
})
