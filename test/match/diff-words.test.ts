import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffCode, diffWords, type WordDiff, wordsOf } from '../../src/match/diff-words.js'

const show = (older: string, newer: string) => shown(diffWords(older, newer))

const shown = (words: readonly WordDiff[]) =>
  words.map(({ op, text }) => (op === 'same' ? text : op === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('')

describe('diffWords', () => {
  it.each([
    ['连接池默认大小为 100 个', '连接池的默认大小是 1024 个', '连接池{+的+}默认大小[-为 100-]{+是 1024+} 个'],
    ['用 `a b` 表示', '用 `a c` 表示', '用 [-`a b`-]{+`a c`+} 表示'],
    ['见 [文档](/a/b)。', '见 [文档](/a/c)。', '见 [文档[-](/a/b)-]{+](/a/c)+}。'],
    ['见 {ref}`图 1`', '见 {ref}`图 2`', '见 [-{ref}`图 1`-]{+{ref}`图 2`+}'],
    ['The quick fox', 'A slow fox', '[-The quick-]{+A slow+} fox'],
    ['', '新', '{+新+}'],
    ['旧', '', '[-旧-]'],
    ['同', '同', '同'],
  ])('%s → %s', (older, newer, expected) => {
    expect(show(older, newer)).toBe(expected)
  })

  const text = fc
    .array(
      fc.constantFrom('连接池', '控制面', '`a b`', '[x](y)', ' ', '\n', '。', '**', 'Envoy', 'fox', '10', '的', '，'),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join(''))

  it('should lose nothing of either text', () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const parts = diffWords(older, newer)
        const without = (op: string) => parts.filter((part) => part.op !== op).map((part) => part.text)
        expect(without('added').join('')).toBe(older)
        expect(without('removed').join('')).toBe(newer)
      }),
    )
  })

  it('should alternate its runs', () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const ops = diffWords(older, newer).map(({ op }) => op)
        for (const [index, op] of ops.entries()) {
          expect(op).not.toBe(ops[index + 1])
          if (op === 'added') expect(ops[index + 1]).not.toBe('removed')
        }
      }),
    )
  })

  it('should cut a text into words that join to it', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (whole) => {
        expect(wordsOf(whole).join('')).toBe(whole)
      }),
    )
  })
})

describe('diffCode', () => {
  it('should take nothing for markup, and keep lines and indents apart', () => {
    expect(shown(diffCode('```sh\n  curl :15001\n```', '```sh\n  curl :15006\n```'))).toBe(
      '```sh\n  curl :[-15001-]{+15006+}\n```',
    )
    expect(shown(diffCode('--password=a\n', '-- password=a\n'))).toBe('--{+ +}password=a\n')
  })

  it('should give both texts again', () => {
    const code = fc.string({
      unit: fc.constantFrom('a', '1', ' ', '\n', '`', '-', '连', '\t', '\ud800'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(code, code, (older, newer) => {
        const words = diffCode(older, newer)
        const join = (op: WordDiff['op']) =>
          words.flatMap((word) => (word.op === 'same' || word.op === op ? word.text : [])).join('')
        expect([join('removed'), join('added')]).toEqual([older, newer])
      }),
    )
  })
})
