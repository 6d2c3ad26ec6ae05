import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bleu } from '../../src/evaluate/bleu.js'
import { chrf, chrfPlus } from '../../src/evaluate/chrf.js'
import { estimate } from '../../src/evaluate/estimate.js'
import { evaluate, type Triple } from '../../src/evaluate/evaluate.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { termsOf } from '../glossary/terms.js'

const terms = compileTerms(termsOf('监听器,listener', '集群,cluster'))

function triple(source: string, reference: string, hypothesis: string | null, reason: string | null = null): Triple {
  return { id: source, chapter: 'a.md', source, reference, hypothesis, reason }
}

const TRIPLES = [
  triple('监听器接收连接。', 'The listener takes connections.', 'The listener takes connections.'),
  triple('集群有两个监听器。', 'The cluster has two listeners.', 'The group has two listeners.'),
  triple('请求被拒绝。', 'The request is refused.', null, 'placeholder-missing'),
  triple('请求被转发。', 'The request is passed on.', null, 'placeholder-missing'),
  triple('集群已满。', 'The cluster is full.', null, 'markup'),
]

describe('evaluate', () => {
  const evaluation = evaluate({ triples: TRIPLES, terms, seed: 1, worst: 1 })

  it('should tell every part', () => {
    expect(evaluation).toMatchObject({
      segments: 5,
      answered: 2,
      exact: 1,
      refused: [
        { reason: 'placeholder-missing', segments: 2 },
        { reason: 'markup', segments: 1 },
      ],
      terms: { expected: 3, accepted: 2, missed: [{ term: '集群', expected: ['cluster'], segments: 1 }] },
      referenceTerms: { expected: 3, accepted: 3, missed: [] },
    })
    expect(evaluation.scores.map(({ name }) => name)).toEqual(['chrF2', 'chrF2++', 'BLEU'])
  })

  it('should show the segment least like the reference, with its texts', () => {
    const { source, reference, hypothesis } = TRIPLES[1] as Triple & { hypothesis: string }
    const alone = chrf.score(chrf.count(hypothesis, reference))
    expect(evaluation.worst).toEqual([{ id: source, chapter: 'a.md', source, reference, hypothesis, chrf: alone }])
    expect(alone).toBeLessThan(100)
  })

  it('should count what was refused as nothing in the score over all', () => {
    for (const { answered, all } of evaluation.scores) expect(all?.score).toBeLessThan(answered?.score ?? 0)
  })

  it('should have no score where there is nothing to score', () => {
    const refusedAll = evaluate({ triples: TRIPLES.slice(2), terms, seed: 1, worst: 3 })
    expect(refusedAll.scores.map(({ answered, all }) => [answered, all?.score])).toEqual(Array(3).fill([null, 0]))
    expect(evaluate({ triples: [], terms, seed: 1, worst: 3 }).scores.map(({ all }) => all)).toEqual(
      Array(3).fill(null),
    )
  })
})

describe('estimate', () => {
  it('should be the same for the same seed, around the score', () => {
    const counts = TRIPLES.map(({ hypothesis, reference }) => chrf.count(hypothesis ?? '', reference))
    const once = estimate(chrf, counts, 7)
    expect(estimate(chrf, counts, 7)).toEqual(once)
    expect(once?.low).toBeLessThan(once?.score ?? 0)
    expect(once?.high).toBeGreaterThan(once?.score ?? 100)
  })
})

describe('a metric', () => {
  const words = fc.array(fc.constantFrom('the', 'a', 'port,', '15,001', '(x)', '“q”', '🙂', 'Envoy.'), {
    maxLength: 12,
  })
  const texts = words.map((pieces) => pieces.join(' '))

  it.each([chrf, chrfPlus, bleu])('should lie between nothing and the same text: $name', (metric) => {
    fc.assert(
      fc.property(texts, texts, (hypothesis, reference) => {
        const score = metric.score(metric.count(hypothesis, reference))
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100 + 1e-9)
      }),
    )
    const same = 'The listener takes connections.'
    expect(metric.score(metric.count(same, same))).toBeCloseTo(100, 10)
    expect(metric.score(metric.count('', same))).toBe(0)
  })
})
