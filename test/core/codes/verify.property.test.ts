import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCodes } from '../../../src/core/codes/decode.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { formatEngineForm, type Token, tokensOfForm } from '../../../src/core/codes/engine-form.js'
import { verifyAnswer } from '../../../src/core/codes/verify.js'
import { scanInline } from '../../../src/core/inline.js'
import { markedText } from './texts.js'

/** What an engine may put beside a tag: words, marks of either language, and now and then what Markdown reads. */
const insertion = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('word', ' ', ' the ', 's', '，', '。', '“', '”', '（', '）', ', ', '.', '-'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', '**', '_', '`', '[', ']', '](a)', '!', '<', '>', '$', '\\', '{', '}', '~~'),
  },
  { weight: 1, arbitrary: fc.constantFrom('&', '&amp;', '{ref}', '\n', '\n\n', '  \n', 'https://a.b', '<b>', '[^1]') },
)

/** A text, and an answer that has English and noise where the text had Chinese. */
const answered = fc.tuple(markedText, fc.infiniteStream(insertion)).map(([text, stream]) => {
  const source = encodeCodes(text)
  const next = () => stream.next().value ?? ''
  const tokens = tokensOfForm(source.text).flatMap((token): Token[] => {
    if (token.kind === 'text')
      return [{ kind: 'text', text: token.text.replace(/\p{Script=Han}+/gu, () => ` ${next()}`) }]
    return [{ kind: 'text', text: next() }, token]
  })
  return { text, source, answer: formatEngineForm(tokens) }
})

/** Constructs by what must agree; delimiters and escapes are looked at by pair in the codec itself. */
function constructsOf(text: string): string[] {
  return scanInline(text)
    .filter(({ type }) => type !== 'escape' && type !== 'emphasis')
    .map(({ type, name, value }) => `${type} ${name} ${value}`)
    .sort()
}

describe('verifyAnswer', () => {
  it('should take no answer that has other constructs than the source', () => {
    let taken = 0
    fc.assert(
      fc.property(answered, ({ text, source, answer }) => {
        const verified = verifyAnswer(answer, source)
        if ('fault' in verified) return
        taken++
        const english = decodeCodes(verified.text, source.codes)
        expect(constructsOf(english)).toEqual(constructsOf(text))
      }),
      { numRuns: 1000 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  it('should take again what it gave', () => {
    fc.assert(
      fc.property(answered, ({ source, answer }) => {
        const verified = verifyAnswer(answer, source)
        if ('fault' in verified || verified.text.includes('\\')) return
        expect(verifyAnswer(verified.text, source)).toEqual(verified)
      }),
    )
  })
})
