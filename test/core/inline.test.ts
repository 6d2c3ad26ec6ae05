import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSourceLanguage, isMainlySourceLanguage, proseOf, scanInline } from '../../src/core/inline.js'

const kinds = (text: string) => scanInline(text).map(({ type, value }) => [type, value])

/** Markdown-shaped noise: real inline markers far more often than chance would put them there. */
const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '``',
        '[',
        ']',
        '](',
        ')',
        '![',
        '<',
        '>',
        '<!--',
        '-->',
        '<a b="',
        '{ref}`',
        '$',
        '**',
        '_',
        '\\',
        '{{',
        '}}',
        'https://a.b/',
        '(',
        '监听器',
        ' ',
        '\n',
        '[^1]',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))

describe('scanInline', () => {
  it.each<[string, unknown[]]>([
    [
      '用 `retry_on` 与 ``a`b``',
      [
        ['code', 'retry_on'],
        ['code', 'a`b'],
      ],
    ],
    ['见 [文档](https://a.b/c_(d) "题")。', [['link', 'https://a.b/c_(d)']]],
    ['![图](a.svg)', [['image', 'a.svg']]],
    [
      '{ref}`熔断` 与 {ref}`阈值 <limits>`',
      [
        ['role', '熔断'],
        ['role', 'limits'],
      ],
    ],
    ['见 https://a.b/c。后文', [['url', 'https://a.b/c']]],
    ['(https://a.b/c)', [['url', 'https://a.b/c']]],
    [
      'https://a.b/{ref}`熔断`',
      [
        ['url', 'https://a.b/'],
        ['role', '熔断'],
      ],
    ],
    [
      '<https://a.b> <span class="x">字</span>',
      [
        ['url', 'https://a.b'],
        ['html', '<span class="x">'],
        ['html', '</span>'],
      ],
    ],
    [
      '注[^1] 与 {{ book }}',
      [
        ['footnote', '[^1]'],
        ['substitution', '{{ book }}'],
      ],
    ],
    ['<!-- 说明 --> 文', [['html', '<!-- 说明 -->']]],
    [
      '\\`不是代码\\`',
      [
        ['escape', '`'],
        ['escape', '`'],
      ],
    ],
    [
      '\\{ref}`熔断`',
      [
        ['escape', '{'],
        ['code', '熔断'],
      ],
    ],
    ['`未闭合', []],
    ['价格 $5 到 $6', []],
  ])('should read %s', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  it('should stay inside the text, in order', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const codes = scanInline(text)
        for (const { start, end, content } of codes) {
          expect(0 <= start && start < end && end <= text.length).toBe(true)
          if (content) expect(start <= content[0] && content[0] <= content[1] && content[1] <= end).toBe(true)
        }
        expect(codes.map(({ start }) => start)).toEqual(codes.map(({ start }) => start).sort((a, b) => a - b))
      }),
    )
  })

  it.each(['<!-- ', '<a b="', '![', '[](', '`a', '$a ', '<!x ', 'https://a.b/)', '{{', '<?'])(
    'should get through 300,000 characters of %s',
    (piece) => {
      const text = piece.repeat(300_000 / piece.length)
      expect(scanInline(text).length).toBeLessThanOrEqual(text.length)
    },
  )
})

describe('proseOf', () => {
  it('should keep the length, so that offsets stay good', () => {
    fc.assert(
      fc.property(noise, (text) => {
        expect(proseOf(text)).toHaveLength(text.length)
      }),
    )
  })

  it('should blank out what no reader reads as language', () => {
    expect(proseOf('用 `代码` 看 [文档](图.svg) 与 {ref}`标签`').replace(/\s+/g, ' ').trim()).toBe('用 看 文档 与')
  })
})

describe('hasSourceLanguage', () => {
  it.each([
    ['监听器', true],
    ['Listener', false],
    ['the `监听器` type', false],
    ['see {ref}`监听器`', false],
    ['{ref}`监听器 <listener>`', true],
    ['“Envoy”。', false],
  ])('should say of %s: %s', (text, expected) => {
    expect(hasSourceLanguage(text)).toBe(expected)
  })
})

describe('isMainlySourceLanguage', () => {
  it.each([
    ['Envoy 的 HTTP connection manager 采用 filter chain 模式', true],
    ['The book by 某某 explains how Envoy handles connections', false],
    ['Open the page', false],
  ])('should say of %s: %s', (text, expected) => {
    expect(isMainlySourceLanguage(text)).toBe(expected)
  })
})
