import { describe, expect, it } from 'vitest'
import type { CodedText } from '../../src/core/codes/coded-text.js'
import { decodeCodes } from '../../src/core/codes/decode.js'
import { encodeCodes } from '../../src/core/codes/encode.js'
import { parseEngineForm } from '../../src/core/codes/engine-form.js'
import { isMarkdownForm, verifyAnswer } from '../../src/core/codes/verify.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { type CorpusText, filesBelow, revisionsIn } from './corpora.js'

const PLACES: readonly (readonly [name: string, texts: () => Iterable<CorpusText>, least: number])[] = [
  ['every revision of istio-insider/zh.bundle', () => revisionsIn('istio-insider/zh.bundle'), 3000],
  ['every revision of istio-insider/en.bundle', () => revisionsIn('istio-insider/en.bundle'), 3000],
  ['istio-insider/gold-set', () => filesBelow('istio-insider/gold-set'), 200],
  ['juicefs', () => filesBelow('juicefs'), 5000],
  ['kubernetes', () => filesBelow('kubernetes'), 5000],
]

describe.each(PLACES)('in %s', (_, texts, least) => {
  it('decode(encode(x)) is x for every segment, and a translation of nothing but its words is taken', () => {
    const segments = segmentsOf(texts())
    expect([...segments].flatMap(problemsOf)).toEqual([])
    expect(segments.size).toBeGreaterThan(least)
  })
})

/** Every different segment text, and whether it is read as Markdown. */
function segmentsOf(texts: Iterable<CorpusText>): Map<string, boolean> {
  const segments = new Map<string, boolean>()
  for (const { text } of texts) {
    for (const part of parseChapter(text).parts) {
      if (part.type === 'segment') segments.set(part.text, isMarkdownForm(part.form))
    }
  }
  return segments
}

function problemsOf([text, isMarkdown]: readonly [string, boolean]): string[] {
  const coded = encodeCodes(text)
  const tokens = parseEngineForm(coded.text)
  if ('fault' in tokens) return [`${tokens.fault}: ${text}`]
  if (decodeCodes(coded.text, coded.codes) !== text) return [`not the same: ${text}`]
  return refusalOf(coded, isMarkdown).map((fault) => `${fault}: ${text}`)
}

/** What is said against an answer that has English words for the Chinese and all else as it was. */
function refusalOf(coded: CodedText, isMarkdown: boolean): string[] {
  const answer = coded.text.replace(/\p{Script=Han}+/gu, (run) => (run.length === 1 ? 'and' : 'some words'))
  const verified = verifyAnswer(answer, coded, { isMarkdown })
  return 'fault' in verified ? [`${verified.fault} ${verified.detail}`] : []
}
