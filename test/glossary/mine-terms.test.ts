import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logLikelihood } from '../../src/glossary/log-likelihood.js'
import { drifts, mineTerms } from '../../src/glossary/mine-terms.js'
import { termsOf } from './terms.js'

/** Ten pairs about valves, four of which call them taps, and twenty about other things. */
const PAIRS = [
  ...Array.from({ length: 6 }, (_, index) => ({ source: `打开阀门 ${index}。`, target: `The valves ${index}.` })),
  ...Array.from({ length: 4 }, (_, index) => ({ source: `关闭阀门 ${index}。`, target: `A tap ${index}.` })),
  ...Array.from({ length: 10 }, (_, index) => ({ source: `水位 ${index} 米`, target: `A level of ${index} metres` })),
  ...Array.from({ length: 10 }, (_, index) => ({ source: `温度 ${index} 度`, target: `A temperature of ${index}` })),
]

describe('mineTerms', () => {
  it('should find what goes with a phrase, and what else does', () => {
    const mined = mineTerms(PAIRS, [], 3)
    expect(mined.find(({ source }) => source === '温度')).toMatchObject({
      count: 10,
      isKnown: false,
      renderings: [{ text: 'temperature', status: null }],
      unexplained: 0,
    })
    expect(mined.find(({ source }) => source === '阀门')?.renderings).toMatchObject([
      { text: 'valves', pairs: [0, 1, 2, 3, 4, 5] },
      { text: 'tap', pairs: [6, 7, 8, 9] },
    ])
  })

  it('should tell of terms of the glossary which wordings stand, and what stands in their place', () => {
    const terms = termsOf('阀门,valve', '阀门,shutter,admitted', '温度,temperature')
    const mined = mineTerms(PAIRS, terms, 3)
    expect(mined.filter(drifts)).toMatchObject([
      {
        source: '阀门',
        isKnown: true,
        renderings: [
          { text: 'valve', status: 'preferred' },
          { text: 'tap', status: null, pairs: [6, 7, 8, 9] },
        ],
      },
    ])
  })

  it('should come to an end, and place every rendering once, whatever the texts', () => {
    const chinese = fc.string({ unit: fc.constantFrom('连接', '池', '的', ' ', '`', '。'), maxLength: 8 })
    const english = fc.string({
      unit: fc.constantFrom('pool', 'pools', ' ', '`', '**', '-', '. ', 'the', 'link'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.array(fc.record({ source: chinese, target: english }), { maxLength: 30 }), (pairs) => {
        for (const { renderings, count, unexplained } of mineTerms(pairs, termsOf('连接,link'), 1)) {
          const placed = renderings.flatMap((rendering) => rendering.pairs)
          expect(new Set(placed).size).toBe(placed.length)
          expect(placed.length + unexplained).toBe(count)
        }
      }),
    )
  })
})

describe('logLikelihood', () => {
  it('should be G² of the table', () => {
    // Σ 2·O·ln(O/E) by hand, for 110, 2442, 111, 29114: Dunning's first example.
    expect(logLikelihood(110, 2552, 221, 31777)).toBeCloseTo(270.72, 1)
    expect(logLikelihood(1, 10, 10, 100)).toBe(0)
  })
})
