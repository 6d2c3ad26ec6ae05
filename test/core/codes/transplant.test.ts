import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transplant } from '../../../src/core/codes/transplant.js'
import { markedText } from './texts.js'

describe('transplant', () => {
  it.each<[string, string, string, string | null]>([
    ['端口`80`', 'Port `80`', '端口`8080`', 'Port `8080`'],
    ['`a`与`b`', '`b` and `a`', '`c`与`d`', '`d` and `c`'],
    ['`a`与`b`', '`b` and `a`', '`b`与`a`', '`a` and `b`'],
    ['见[文](a.md "题")', 'See [it](a.md "Title")', '见[文](b.md "题")', 'See [it](b.md "Title")'],
    ['见[`a`](a.md)', 'See [`a`](a.md)', '见[`b`](b.md)', 'See [`b`](b.md)'],
    ['![图](a.svg)处', 'At ![Figure](a.svg)', '![图](b.svg)处', 'At ![Figure](b.svg)'],
    [
      '见 https://a.b/1 与<kbd>k</kbd>',
      'See https://a.b/1 and <kbd>k</kbd>',
      '见 https://a.b/2 与<kbd>k</kbd>',
      'See https://a.b/2 and <kbd>k</kbd>',
    ],
    ['{ref}`甲 <a>`', '{ref}`one <a>`', '{ref}`甲 <b>`', '{ref}`one <b>`'],
    ['端口`80`', 'Port ``80``', '端口`8080`', 'Port ``8080``'],
    ['端口`80`', 'Port 80', '端口`8080`', null],
    ['端口`80`', 'Port `80` (80)', '端口`8080`', null],
    ['端口`80`', 'Port `80`, not 180', '端口`8080`', 'Port `8080`, not 180'],
    ['端口`80`', 'Port `80` or `80`', '端口`8080`', null],
    ['`a`或`a`', '`a` or `a`', '`b`或`c`', null],
    ['`a`或`a`', '`a` or `a`', '`b`或`b`', '`b` or `b`'],
    ['端口`80`', 'Port `80`', '端口`80`。', null],
    ['端口`80`', 'Port `80`', '端口[`80`](a)', null],
    ['见[文](a.md "题")', 'See [it](a.md)', '见[文](a.md "新")', null],
    ['端口`80`', 'Port `80`, `x`', '端口`8080`', null],
  ])('should make of %s, %s for %s: %s', (before, target, source, expected) => {
    expect(transplant({ source: before, target }, source)).toBe(expected)
  })

  it('should change nothing where the source is the same', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        expect([text, null]).toContain(transplant({ source: text, target: text }, text))
      }),
    )
  })
})
