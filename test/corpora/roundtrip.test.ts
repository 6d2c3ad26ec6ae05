import { describe, expect, it } from 'vitest'
import { checkRoundTrip } from '../../src/markdown/round-trip.js'
import { type CorpusText, filesBelow, revisionsIn } from './corpora.js'

/** The problems of all texts, and how many there were. */
function check(texts: Iterable<CorpusText>): { count: number; problems: string[] } {
  let count = 0
  const problems: string[] = []
  for (const { name, text } of texts) {
    count++
    problems.push(...checkRoundTrip(text).problems.map((problem) => `${name}: ${problem}`))
  }
  return { count, problems }
}

describe('identity, shape and coverage', () => {
  it.each(['istio-insider/zh.bundle', 'istio-insider/en.bundle'])('hold in every revision of %s', (bundle) => {
    const { count, problems } = check(revisionsIn(bundle))
    expect(problems).toEqual([])
    expect(count).toBeGreaterThan(300)
  })

  it.each(['istio-insider/gold-set', 'juicefs', 'kubernetes'])('hold in every file of %s', (folder) => {
    const { count, problems } = check(filesBelow(folder))
    expect(problems).toEqual([])
    expect(count).toBeGreaterThan(5)
  })
})
