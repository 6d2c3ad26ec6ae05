import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Keystroke, readKeys } from '../../../src/review/terminal/keyboard.js'

const names = (input: string, isOver = true) => readKeys(input, isOver).keys.map(({ key }) => key)

describe('readKeys', () => {
  it.each([
    ['a', ['a']],
    ['监听', ['监', '听']],
    ['e\u0301x', ['e\u0301', 'x']],
    ['\r', ['Enter']],
    ['\u007f\u0008', ['Backspace', 'Backspace']],
    ['\u0003\u001a\u0013', ['Ctrl+c', 'Ctrl+z', 'Ctrl+s']],
    ['\u001b[A\u001b[B\u001bOC\u001bOD', ['ArrowUp', 'ArrowDown', 'ArrowRight', 'ArrowLeft']],
    ['\u001b[1;5C\u001b[1;3D', ['Ctrl+ArrowRight', 'Alt+ArrowLeft']],
    ['\u001b[5~\u001b[6~\u001b[1~\u001b[4~\u001b[3~', ['PageUp', 'PageDown', 'Home', 'End', 'Delete']],
    ['\u001b', ['Escape']],
    ['\u001b\u001b', ['Escape', 'Escape']],
    ['\u001bj', ['Alt+j']],
    // Keys we have no use for, a mouse, answers of the terminal.
    ['\u001b[[A\u001b[15~\u001b[24;80R\u001b[?1;2cj', ['j']],
    ['\u001b[Z\t', ['Shift+Tab', 'Tab']],
  ])('%j should be %j', (input, expected) => {
    expect(names(input)).toEqual(expected)
  })

  it('should take a pasted text as one, whatever is in it', () => {
    expect(readKeys('\u001b[200~q\r\u001b[A中\u001b[201~j').keys).toEqual([
      { key: 'Paste', text: 'q\r\u001b[A中' },
      { key: 'j', text: 'j' },
    ])
  })

  it('should wait for the rest of a key', () => {
    expect(readKeys('j\u001b[1')).toEqual({ keys: [{ key: 'j', text: 'j' }], rest: '\u001b[1' })
    expect(readKeys('\u001b')).toEqual({ keys: [], rest: '\u001b' })
    expect(readKeys('\u001b[200~abc').rest).toBe('\u001b[200~abc')
  })

  it('should say the same however the input is cut', () => {
    const key = fc.constantFrom(
      'a',
      '监',
      '\r',
      '\u001b[A',
      '\u001b[1;5C',
      '\u001bOH',
      '\u001b[5~',
      '\u001b[200~x\ny\u001b[201~',
    )
    fc.assert(
      fc.property(fc.array(key, { maxLength: 12 }), fc.array(fc.nat(80), { maxLength: 6 }), (keys, cuts) => {
        const input = keys.join('')
        const edges = [0, ...cuts.filter((cut) => cut < input.length).sort((a, b) => a - b), input.length]
        const read: Keystroke[] = []
        let rest = ''
        for (const [index, end] of edges.entries()) {
          const got = readKeys(rest + input.slice(edges[index - 1] ?? 0, end))
          read.push(...got.keys)
          rest = got.rest
        }
        expect({ read, rest }).toEqual({ read: readKeys(input).keys, rest: '' })
      }),
    )
  })

  it('should end, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\u001b', '[', 'O', '1', ';', '~', 'A', '中', '\u0000', '\ud83d') }),
        (input) => {
          expect(readKeys(input, true).rest).toBe('')
        },
      ),
    )
  })
})
