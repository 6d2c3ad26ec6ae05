import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignUnits } from '../../src/align/align-units.js'
import type { AlignLink, AlignUnit } from '../../src/align/unit.js'
import { POOLS } from './chapters.js'

const KINDS = ['paragraph', 'heading', 'item', 'fence', 'quote', 'table'] as const

const unit = fc.record({
  kind: fc.constantFrom(...KINDS),
  name: fc.constant(null),
  level: fc.constant(null),
  depth: fc.integer({ min: 0, max: 2 }),
  text: fc.oneof(
    fc.constantFrom(...POOLS.flat(), '创建 Pod：', 'Create the Pod:', '', '```\nls\n```'),
    fc.string({ maxLength: 40 }),
  ),
}) satisfies fc.Arbitrary<AlignUnit>

const units = fc.array(unit, { maxLength: 14 })
const pairs = fc.array(fc.tuple(fc.nat({ max: 13 }), fc.nat({ max: 13 })), { maxLength: 5 })

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)
const indices = (list: readonly unknown[]) => list.map((_, at) => at)

function expectPartition(links: readonly AlignLink[], source: readonly AlignUnit[], target: readonly AlignUnit[]) {
  expect(sorted(links.flatMap((link) => link.source))).toEqual(indices(source))
  expect(sorted(links.flatMap((link) => link.target))).toEqual(indices(target))
}

describe('alignUnits', () => {
  it('should put every unit into exactly one link', () => {
    fc.assert(
      fc.property(units, units, pairs, (source, target, wished) => {
        const anchors = wished.filter(([i, j]) => i < source.length && j < target.length)
        expectPartition(alignUnits(source, target, { anchors }), source, target)
      }),
    )
  })

  it('should keep anchored units together', () => {
    fc.assert(
      fc.property(units, units, pairs, (source, target, wished) => {
        const anchors = wished.filter(([i, j]) => i < source.length && j < target.length)
        const links = alignUnits(source, target, { anchors })
        for (const [i, j] of anchors) {
          expect(links.find((link) => link.source.includes(i))?.target).toContain(j)
        }
      }),
    )
  })

  it('should pair every unit of a chapter with itself', () => {
    fc.assert(
      fc.property(units, (source) => {
        const links = alignUnits(source, source)
        expect(links.map((link) => [link.source, link.target])).toEqual(indices(source).map((at) => [[at], [at]]))
        for (const { kind } of links) expect(kind).toBe('copied')
      }),
    )
  })

  it('should give confidences that are probabilities', () => {
    fc.assert(
      fc.property(units, units, (source, target) => {
        for (const { confidence } of alignUnits(source, target)) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('should be sure of the same pairs from either side of a chapter with gaps', () => {
    const gaps = fc.array(fc.boolean(), { minLength: POOLS.length, maxLength: POOLS.length })
    const side = (keep: readonly boolean[], language: 0 | 1): AlignUnit[] =>
      POOLS.filter((_, at) => keep[at]).map((pair) => ({
        kind: pair[0].startsWith('#') ? 'heading' : pair[0].startsWith('`') ? 'fence' : 'paragraph',
        name: null,
        level: pair[0].startsWith('##') ? 2 : 1,
        depth: 0,
        text: pair[language],
      }))
    const whole = POOLS.map(() => true)
    const linked = (links: readonly AlignLink[], swap: boolean) =>
      links
        .filter(({ source, target, confidence }) => source.length === 1 && target.length === 1 && confidence > 0.6)
        .map(({ source, target }) => (swap ? [...target, ...source] : [...source, ...target]).join('-'))
        .sort()
    fc.assert(
      fc.property(gaps, (kept) => {
        const [chinese, english] = [side(whole, 0), side(kept, 1)]
        expect(linked(alignUnits(chinese, english), false)).toEqual(linked(alignUnits(english, chinese), true))
      }),
    )
  })
})
