import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryPair } from '../../src/core/pair.js'
import { type HoldOutRecord, hidesFrom, holdOut } from '../../src/evaluate/hold-out.js'

const PERSON = { type: 'person', name: 'Li' } as const

function record(id: string, changes: Partial<HoldOutRecord> = {}): HoldOutRecord {
  const source = `第 ${id} 段说明监听器怎样接收连接。`
  const target = `Paragraph ${id} tells how the listener takes connections.`
  return { id, chapter: 'a.md', status: 'translated', source, target, origin: PERSON, ...changes }
}

function many(prefix: string, count: number, changes: Partial<HoldOutRecord>): HoldOutRecord[] {
  return Array.from({ length: count }, (_, at) => record(`${prefix}${at}`, changes))
}

describe('holdOut', () => {
  it('should take reviewed segments first, and say how many are not', () => {
    const records = [...many('t', 8, {}), record('f', { status: 'final' }), record('r', { status: 'reviewed' })]
    const set = holdOut(records, 4, 1)
    expect(
      set.segments
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['f', 'r'])
    expect(set).toMatchObject({ reviewed: 2, eligible: 10, fromMachine: 0, chapters: 1 })
    expect(set.segments).toHaveLength(4)
  })

  it('should give every chapter its share', () => {
    const records = [...many('a', 60, { chapter: 'a.md' }), ...many('b', 30, { chapter: 'b.md' })]
    for (const seed of [1, 2, 3, 4, 5]) {
      const chapters = holdOut(records, 30, seed).segments.map(({ chapter }) => chapter)
      expect(Math.abs(chapters.filter((chapter) => chapter === 'a.md').length - 20)).toBeLessThanOrEqual(2)
    }
  })

  it('should leave out what has no person’s English, and count what a machine began', () => {
    const records = [
      record('1', { status: 'stale' }),
      record('2', { status: 'draft', origin: { type: 'engine', name: 'deepl' } }),
      record('3', { status: 'reviewed', origin: { type: 'engine', name: 'deepl' } }),
      record('4', { source: '`code`', target: '`code`' }),
      record('5', { target: '第五段还是中文。' }),
      record('6', { origin: { type: 'adopted', name: '' } }),
    ]
    expect(holdOut(records, 9, 1)).toMatchObject({ segments: [{ id: '6' }], eligible: 1, fromMachine: 1 })
  })

  it('should take one of equal sources', () => {
    const same = { source: '概述与目标' }
    const { segments } = holdOut([record('1', same), record('2', { ...same, status: 'reviewed' })], 9, 1)
    expect(segments.map(({ id }) => id)).toEqual(['2'])
  })

  it('should choose the same whatever the order, and more beyond fewer', () => {
    const records = [...many('a', 15, { chapter: 'a.md' }), ...many('b', 7, { chapter: 'b.md' })]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(records, { minLength: records.length }),
        fc.nat(22),
        fc.nat(),
        (mixed, n, seed) => {
          const ids = holdOut(records, n, seed).segments.map(({ id }) => id)
          expect(holdOut(mixed, n, seed).segments.map(({ id }) => id)).toEqual(ids)
          expect(
            holdOut(records, n + 1, seed)
              .segments.map(({ id }) => id)
              .slice(0, n),
          ).toEqual(ids)
        },
      ),
    )
  })

  it('should choose others by another seed', () => {
    const ids = (seed: number) => holdOut(many('a', 50, {}), 10, seed).segments.map(({ id }) => id)
    expect(ids(1)).not.toEqual(ids(2))
  })
})

describe('hidesFrom', () => {
  const held = [{ id: 'x', source: '监听器在 15001 端口接收所有出站的连接，然后交给路由。' }]
  const pair = (source: string, id = 'other'): MemoryPair => {
    return { source, target: '', previousSource: null, nextSource: null, chapter: '', id, origin: '', quality: 'draft' }
  }

  it.each([
    ['its own earlier source', '从前是另一回事。', 'x'],
    ['the same text', '监听器在 15001 端口接收所有出站的连接，然后交给路由。  ', 'other'],
    ['an edited text', '监听器在 15006 端口接收所有出站的连接，然后交给路由。', 'other'],
    [
      'a longer text with it inside',
      '先看全貌。监听器在 15001 端口接收所有出站的连接，然后交给路由。路由再选出集群，集群再选出端点，最后由连接池发送请求。',
      'other',
    ],
  ])('should hide %s', (_, source, id) => {
    expect(hidesFrom(held)(pair(source, id))).toBe(true)
  })

  it('should leave other texts, short ones of the same words included', () => {
    const hides = hidesFrom([...held, { id: 'y', source: '监听器' }])
    expect(hides(pair('集群在 15001 端口发送健康检查的请求，然后更新端点。'))).toBe(false)
    expect(hides(pair('监听器的配置分为静态与动态两种，动态的由控制面下发。'))).toBe(false)
  })
})
