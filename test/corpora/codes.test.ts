import { describe, expect, it } from 'vitest'
import { decodeCodes } from '../../src/core/codes/decode.js'
import { encodeCodes } from '../../src/core/codes/encode.js'
import { parseEngineForm } from '../../src/core/codes/engine-form.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { type CorpusText, filesBelow, revisionsIn } from './corpora.js'

/** Every different segment text. */
function segmentsOf(texts: Iterable<CorpusText>): Set<string> {
  const segments = new Set<string>()
  for (const { text } of texts) {
    for (const part of parseChapter(text).parts) if (part.type === 'segment') segments.add(part.text)
  }
  return segments
}

/** What is wrong with the engine form of a text, else `null`. */
function problemOf(text: string): string | null {
  const { text: engineText, codes } = encodeCodes(text)
  const tokens = parseEngineForm(engineText)
  if ('fault' in tokens) return `${tokens.fault}: ${text}`
  return decodeCodes(engineText, codes) === text ? null : text
}

describe('decode(encode(x)) is x', () => {
  it.each([
    ['istio-insider/zh.bundle', 3000],
    ['istio-insider/en.bundle', 3000],
  ])('for every segment of every revision of %s', (bundle, least) => {
    const segments = segmentsOf(revisionsIn(bundle))
    expect([...segments].map(problemOf).filter((problem) => problem !== null)).toEqual([])
    expect(segments.size).toBeGreaterThan(least)
  })

  it.each([
    ['istio-insider/gold-set', 200],
    ['juicefs', 5000],
    ['kubernetes', 5000],
  ])('for every segment of %s', (folder, least) => {
    const segments = segmentsOf(filesBelow(folder))
    expect([...segments].map(problemOf).filter((problem) => problem !== null)).toEqual([])
    expect(segments.size).toBeGreaterThan(least)
  })
})
