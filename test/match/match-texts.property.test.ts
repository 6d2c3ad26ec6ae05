import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchTexts } from '../../src/match/match-texts.js'
import type { MatchResult, MatchUnit } from '../../src/match/match-unit.js'
import { history, type ModelUnit, paragraph } from './edit-script.js'

/** For every newer place the link it is in. */
function linksByNewer({ links }: MatchResult) {
  return new Map(links.flatMap((link) => link.newer.map((at) => [at, link] as const)))
}

/** Texts as books have them, the same ones again and again. */
const anyUnit: fc.Arbitrary<MatchUnit> = fc.record({
  text: fc.oneof(
    fc.constantFrom('总结', '注意', '', '是', '否', '8080', 'Envoy', '如下：', '`a`'),
    fc.nat(6).map(paragraph),
    fc.nat(6).map((number) => paragraph(number).slice(0, 40)),
    fc.string({ unit: 'grapheme' }),
  ),
  kind: fc.constantFrom('paragraph', 'list-item', 'heading', 'table-cell', 'caption', 'fence'),
  section: fc.array(fc.constantFrom('甲', '乙'), { maxLength: 2 }),
})
const anyList = fc.array(anyUnit, { maxLength: 30 })

describe('matchTexts', () => {
  it('should put every unit of both lists in exactly one place', () => {
    fc.assert(
      fc.property(anyList, anyList, (older, newer) => {
        const { links, gone, added } = matchTexts(older, newer)
        const sorted = (places: readonly number[]) => [...places].sort((a, b) => a - b)
        expect(sorted([...links.flatMap((link) => link.older), ...gone])).toEqual([...older.keys()])
        expect(sorted([...links.flatMap((link) => link.newer), ...added])).toEqual([...newer.keys()])
      }),
    )
  })

  it('should give links the shape their kind promises', () => {
    fc.assert(
      fc.property(anyList, anyList, (older, newer) => {
        for (const { kind, older: from, newer: to, similarity } of matchTexts(older, newer).links) {
          expect(similarity >= 0 && similarity <= 1).toBe(true)
          if (kind === 'unchanged' || kind === 'moved') {
            expect([from.length, to.length, similarity]).toEqual([1, 1, 1])
            expect(newer[to[0] ?? -1]?.text.trim()).toBe(older[from[0] ?? -1]?.text.trim())
          }
          if (kind === 'changed') expect([from.length, to.length]).toEqual([1, 1])
          if (kind === 'split') expect(to.length).toBeGreaterThan(1)
          if (kind === 'merged') expect(from.length).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('should keep unchanged links in order', () => {
    fc.assert(
      fc.property(anyList, anyList, (older, newer) => {
        const unchanged = matchTexts(older, newer).links.filter(({ kind }) => kind === 'unchanged')
        for (const [index, link] of unchanged.entries()) {
          const next = unchanged[index + 1]
          if (next)
            expect((next.older[0] ?? 0) > (link.older[0] ?? 0) && (next.newer[0] ?? 0) > (link.newer[0] ?? 0)).toBe(
              true,
            )
        }
      }),
    )
  })

  it('should leave no text of a kind both gone and added', () => {
    fc.assert(
      fc.property(anyList, anyList, (older, newer) => {
        const { gone, added } = matchTexts(older, newer)
        const key = (unit: MatchUnit | undefined) => `${unit?.kind} ${unit?.text}`
        const lost = new Set(gone.map((at) => key(older[at])))
        expect(added.filter((at) => lost.has(key(newer[at])))).toEqual([])
      }),
    )
  })

  it('should link a list to itself, each to its own', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const { links } = matchTexts(list, [...list])
        expect(links).toEqual(list.map((_, at) => ({ older: [at], newer: [at], kind: 'unchanged', similarity: 1 })))
      }),
    )
  })

  it('should follow every unit through a random history', () => {
    fc.assert(
      fc.property(history, ({ older, newer }) => {
        const links = linksByNewer(matchTexts(older, newer))
        for (const [at, unit] of newer.entries()) expectFollowed(unit, links.get(at), newer)
      }),
      { numRuns: 300 },
    )
  })

  it('should lead back: what a history does, matching the other way undoes', () => {
    fc.assert(
      fc.property(history, ({ older, newer }) => {
        const forth = matchTexts(older, newer).links.filter(({ kind }) => kind === 'unchanged' || kind === 'moved')
        const back = linksByNewer(matchTexts(newer, older))
        const isCopied = (at: number) => newer.filter(({ text }) => text === older[at]?.text).length > 1
        for (const { older: from, newer: to } of forth) {
          if (!isCopied(from[0] ?? -1)) expect(back.get(from[0] ?? -1)?.older).toEqual(to)
        }
      }),
    )
  })

  it('should not let a far edit change what happens here', () => {
    fc.assert(
      fc.property(history, fc.nat(50), ({ older, newer }, number) => {
        const quiet = Array.from(
          { length: 12 },
          (_, index): MatchUnit => ({ text: paragraph(2000 + index), kind: 'paragraph' }),
        )
        const far: MatchUnit = { text: paragraph(3000 + number), kind: 'paragraph' }
        const plain = matchTexts([...older, ...quiet], [...newer, ...quiet])
        const edited = matchTexts([...older, ...quiet, far], [...newer, ...quiet])
        // Which of several equal texts is taken may depend on either end of the list; it is the same text.
        const isCopied = (at: number) => newer.filter(({ text }) => text === newer[at]?.text).length > 1
        const told = ({ links }: MatchResult) => links.filter((link) => !link.newer.some(isCopied))
        expect(told(edited)).toEqual(told(plain))
      }),
    )
  })
})

function expectFollowed(
  unit: ModelUnit,
  link: MatchResult['links'][number] | undefined,
  newer: readonly ModelUnit[],
): void {
  if (unit.step === 'added') expect(link).toBeUndefined()
  else if (unit.step === 'kept' || unit.step === 'moved' || unit.step === 'copied') {
    const copies = newer.filter(({ text }) => text === unit.text).length
    if (copies > 1) return
    expect(['unchanged', 'moved']).toContain(link?.kind)
    expect(link?.older).toEqual(unit.from)
  } else {
    expect(link?.older).toEqual(unit.from)
    expect(link?.kind).toBe(unit.step === 'edited' ? 'changed' : unit.step)
  }
}
