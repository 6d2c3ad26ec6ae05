import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../src/memory/sentences.js'

const textsOf = (text: string, language: 'zh' | 'en') => splitSentences(text, language).map((sentence) => sentence.text)

describe('splitSentences', () => {
  it.each([
    ['甲。乙！丙？', ['甲。', '乙！', '丙？']],
    ['用 1.8 版。见 `a。b`。', ['用 1.8 版。', '见 `a。b`。']],
    ['他说“走吧。”然后走了。完。', ['他说“走吧。”然后走了。', '完。']],
    ['甲（见乙。）丙。丁。', ['甲（见乙。）丙。', '丁。']],
    ['**甲。**乙。', ['**甲。**', '乙。']],
    ['**甲。乙。**丙。', ['**甲。乙。**', '丙。']],
    ['见[甲。乙](a)。丙', ['见[甲。乙](a)。', '丙']],
    ['甲. 乙.', ['甲.', '乙.']],
    ['等等……然后。', ['等等……然后。']],
  ])('should cut Chinese %s', (text, expected) => {
    expect(textsOf(text, 'zh')).toEqual(expected)
  })

  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Use 1.8. It works.', ['Use 1.8.', 'It works.']],
    ['Use a proxy, e.g. Envoy. Then go.', ['Use a proxy, e.g. Envoy.', 'Then go.']],
    ['See Fig. 2 by J. Doe. Then go.', ['See Fig. 2 by J. Doe.', 'Then go.']],
    ['Open a.md. `istioctl` does it.', ['Open a.md.', '`istioctl` does it.']],
    ['He said “Go. Now.” Then he went.', ['He said “Go. Now.” Then he went.']],
    ['It is (see A. B) here. Then go.', ['It is (see A. B) here.', 'Then go.']],
    ['**One. Two.** Three.', ['**One. Two.**', 'Three.']],
    ['See [One. Two](a). Three.', ['See [One. Two](a).', 'Three.']],
    ['1. One. Two.', ['1. One.', 'Two.']],
    ['Run x.\nThen y.', ['Run x.', 'Then y.']],
    ['Wait! istioctl is slow. Yes.', ['Wait! istioctl is slow.', 'Yes.']],
  ])('should cut English %s', (text, expected) => {
    expect(textsOf(text, 'en')).toEqual(expected)
  })

  it('should lose nothing', () => {
    const piece = fc.constantFrom(
      '甲',
      '。',
      '. ',
      'A',
      '**',
      '`',
      '“',
      '”',
      '（',
      '）',
      '[',
      '](x)',
      '!',
      '\n',
      ' ',
      'e.g',
      '1',
    )
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('zh' as const, 'en' as const), (whole, language) => {
        const sentences = splitSentences(whole, language)
        expect(sentences.map((sentence) => sentence.text + sentence.gap).join('')).toBe(
          whole.trim() === '' ? '' : whole,
        )
      }),
    )
  })
})
