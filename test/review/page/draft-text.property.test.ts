import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { readableText } from '../../../src/core/codes/readable-text.js'
import {
  draftOf,
  markdownOf,
  missingCodes,
  placeholderOf,
  replaceTokens,
  sliceTokens,
  write,
} from '../../../src/review/page/editor/draft-text.js'

const pieces = fc.constantFrom(
  'Envoy ',
  '配置',
  '`istioctl`',
  '**',
  '*',
  '_',
  '[link](https://a.example)',
  '{ref}`监听器`',
  '<b>',
  '</b>',
  '![图](a.png)',
  '$x$',
  '\\',
  '&amp;',
  '\n',
  '[',
  ']',
  '{',
  '~~',
  '<',
  ' ',
  '1. ',
  '# ',
  '- ',
)
const markdown = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''))
/** Whatever people type, markup's characters above all. */
const typed = fc
  .array(
    fc.constantFrom(
      'a',
      '*',
      '**',
      '_',
      '`',
      '[x](y)',
      '[',
      ']',
      '<b>',
      '&lt;',
      '$1$',
      '\\',
      '{ref}`x`',
      ' ',
      '~~',
      '\n',
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(''))

describe('a draft', () => {
  it('should give the same Markdown back', () => {
    fc.assert(
      fc.property(markdown, markdown, (english, chinese) => {
        const draft = draftOf(english, encodeCodes(chinese))
        expect(markdownOf(draft, true, english)).toBe(english)
        expect(markdownOf(draft, false)).toBe(english)
      }),
    )
  })

  it('should show what was typed, and no more markup than before', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const source = encodeCodes('配置')
        const made = markdownOf({ tokens: [{ kind: 'text', text }], codes: source.codes })
        const shown = encodeCodes(made)
        expect(shown.codes.filter(({ type }) => !/^(?:escape|literal|url|break)$/.test(type))).toEqual([])
        expect(readableText(made).replaceAll('\\', '')).toBe(text.replaceAll('\\', ''))
      }),
    )
  })

  it('should never hold half of a pair, whatever is cut out', () => {
    fc.assert(
      fc.property(markdown, fc.nat(40), fc.nat(20), typed, (english, from, length, text) => {
        const { tokens } = draftOf(english, encodeCodes(''))
        const after = replaceTokens(tokens, from, from + length, [{ kind: 'text', text }])
        const depth = after.tokens.reduce(
          (open, { kind }) => open + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0),
          0,
        )
        expect(depth).toBe(0)
      }),
    )
  })
})

describe('placeholders', () => {
  const source = encodeCodes('运行 `istioctl` 并看**结果**。')

  it('should be those of the Chinese where they are the same', () => {
    const draft = draftOf('Run `istioctl`, read **this** and `that`.', source)
    expect(draft.tokens.flatMap((token) => (token.kind === 'text' ? [] : [`${token.kind} ${token.id}`]))).toEqual([
      'lock 1',
      'open 2',
      'close 2',
      'lock 3',
    ])
    expect(missingCodes(draft, source)).toEqual([])
    expect(missingCodes(draftOf('Run it.', source), source).map(({ id }) => id)).toEqual([1, 2])
  })

  it('should go around what is chosen', () => {
    const { tokens, codes } = draftOf('Run it now.', source)
    const bold = codes[1]
    if (!bold) throw new Error('no second code')
    const put = placeholderOf(bold, sliceTokens(tokens, 4, 6))
    const after = replaceTokens(tokens, 4, 6, put)
    expect(markdownOf({ tokens: after.tokens, codes })).toBe('Run **it** now.')
  })

  it('should go with their other half, and leave what is between', () => {
    const draft = draftOf('Read **this** now.', source)
    const after = replaceTokens(draft.tokens, 5, 6, [])
    expect(markdownOf({ ...draft, tokens: after.tokens })).toBe('Read this now.')
    expect(after.caret).toBe(5)
  })
})

describe('what is typed', () => {
  const plain = (text: string) => write({ tokens: [{ kind: 'text', text }], codes: [] })

  it.each([
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['a*b*c', 'a\\*b*c'],
    ['see `x`', 'see \\`x`'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['- no list', '\\- no list'],
    ['<script>', '\\<script>'],
    ['well-known', 'well-known'],
    ['-5 degrees', '-5 degrees'],
  ])('%s should be written %s', (text, markdown) => {
    expect(plain(text).markdown).toBe(markdown)
  })

  it('should say where it stands', () => {
    expect(plain('a*b*c').places).toEqual([{ start: 0, end: 6, escapes: [1] }])
  })
})
