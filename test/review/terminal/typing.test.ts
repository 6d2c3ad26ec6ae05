import { describe, expect, it } from 'vitest'
import { readKeys } from '../../../src/review/terminal/keyboard.js'
import { NOTHING_TYPED, typeKey } from '../../../src/review/terminal/typing.js'

const type = (input: string) => {
  const { before, after } = readKeys(input, true).keys.reduce(typeKey, NOTHING_TYPED)
  return `${before}|${after}`
}

describe('typeKey', () => {
  it.each([
    ['not needed', 'not needed|'],
    ['中文版没有', '中文版没有|'],
    ['ab\u007fc', 'ac|'],
    ['e\u0301\u007f', '|'],
    ['中文\u001b[Dx', '中x|文'],
    ['ab\u001b[Hx', 'x|ab'],
    ['ab\u0001\u0005x', 'abx|'],
    ['ab\u001b[D\u001b[3~', 'a|'],
    ['one two\u0017', 'one |'],
    ['one two\u0015', '|'],
    ['one\u001b[D\u000b', 'on|'],
    ['\u001b[200~two\r\nlines\u001b[A\u001b[201~', 'two lines\u241b[A|'],
    ['\u007f\u001b[D\u001b[C', '|'],
  ])('%j should give %j', (input, expected) => {
    expect(type(input)).toBe(expected)
  })
})
