import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchAcross, type PooledUnit } from '../../src/match/match-across.js'
import { paragraph } from './edit-script.js'

const unit = (chapter: string, text: string, kind = 'paragraph'): PooledUnit => ({ chapter, text, kind })
const chapter = (name: string, numbers: readonly number[]) => [
  unit(name, '概述', 'heading'),
  ...numbers.map((number) => unit(name, paragraph(number))),
  unit(name, '总结', 'heading'),
]

function show(gone: readonly PooledUnit[], added: readonly PooledUnit[]): string[] {
  const result = matchAcross(gone, added)
  return [
    ...result.links.map((link) => `${link.older}→${link.newer} ${link.kind}`),
    ...result.gone.map((at) => `gone ${at}`),
    ...result.added.map((at) => `added ${at}`),
  ]
}

describe('matchAcross', () => {
  it('should follow a renamed chapter, short texts and edits included', () => {
    const renamed = chapter('new.md', [1, 2, 3, 4]).map((moved, at) =>
      at === 2 ? { ...moved, text: moved.text.replace('，', '之后，另外') } : moved,
    )
    expect(show(chapter('old.md', [1, 2, 3, 4]), renamed)).toEqual([
      '0→0 moved',
      '1→1 moved',
      '2→2 changed',
      '3→3 moved',
      '4→4 moved',
      '5→5 moved',
    ])
  })

  it('should not move a short text on its own', () => {
    expect(show([unit('a.md', '总结', 'heading')], [unit('b.md', '总结', 'heading')])).toEqual(['gone 0', 'added 0'])
  })

  it('should follow a renamed chapter that is hardly more than its title', () => {
    const stub = (name: string) => [unit(name, 'Control Panel（未开始）', 'heading')]
    expect(show([...stub('a.md'), ...chapter('x.md', [1])], stub('b.md'))).toEqual([
      '0→0 moved',
      'gone 1',
      'gone 2',
      'gone 3',
    ])
  })

  it('should send equal paragraphs where the rest of their chapter went', () => {
    const gone = [...chapter('a.md', [1, 9, 2]), ...chapter('b.md', [3, 9, 4])]
    const added = [...chapter('z.md', [3, 9, 4]), ...chapter('y.md', [1, 9, 2])]
    expect(show(gone, added)).toEqual(
      ['0→5', '1→6', '2→7', '3→8', '4→9', '5→0', '6→1', '7→2', '8→3', '9→4'].map((pair) => `${pair} moved`),
    )
  })

  it('should not relate what only stands in the same two chapters', () => {
    const gone = [unit('a.md', paragraph(1)), ...[20, 21, 22, 23].map((number) => unit('a.md', paragraph(number)))]
    const added = [unit('b.md', paragraph(1)), ...[30, 31, 32, 33].map((number) => unit('b.md', paragraph(number)))]
    expect(matchAcross(gone, added).links).toEqual([{ older: [0], newer: [0], kind: 'moved', similarity: 1 }])
  })

  it('should follow one paragraph, edited, to another chapter', () => {
    const text = paragraph(5)
    expect(show([unit('a.md', text)], [unit('b.md', text.replace('，', '之后，另外'))])).toEqual(['0→0 changed'])
  })

  it('should put every unit in exactly one place', () => {
    const pool = fc.array(
      fc.record({
        chapter: fc.constantFrom('a', 'b', 'c'),
        kind: fc.constantFrom('paragraph', 'heading'),
        text: fc.oneof(fc.constantFrom('总结', '', '注意'), fc.nat(8).map(paragraph)),
      }),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(pool, pool, (gone, added) => {
        const result = matchAcross(gone, added)
        const sorted = (places: readonly number[]) => [...places].sort((a, b) => a - b)
        expect(sorted([...result.links.flatMap((link) => link.older), ...result.gone])).toEqual([...gone.keys()])
        expect(sorted([...result.links.flatMap((link) => link.newer), ...result.added])).toEqual([...added.keys()])
        for (const link of result.links)
          if (link.kind === 'moved') expect(gone[link.older[0] ?? -1]?.text).toBe(added[link.newer[0] ?? -1]?.text)
      }),
    )
  })

  it('should follow every long unique paragraph wherever it went', () => {
    const numbers = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(numbers, fc.infiniteStream(fc.nat(5)), (list, chapters) => {
        const gone = list.map((number, at) => unit(`${at % 3}`, paragraph(number)))
        const added = [...list]
          .sort((a, b) => a - b)
          .map((number) => unit(`to ${chapters.next().value}`, paragraph(number)))
        const links = matchAcross(gone, added).links
        expect(links).toHaveLength(list.length)
        for (const { older, newer } of links) expect(gone[older[0] ?? -1]?.text).toBe(added[newer[0] ?? -1]?.text)
      }),
    )
  })
})
