import { describe, expect, it } from 'vitest'
import type { MemoryPair } from '../../src/core/pair.js'
import { leverage } from '../../src/memory/leverage.js'

const alone = { previousSource: null, nextSource: null }

function pair(source: string, target: string, changes: Partial<MemoryPair> = {}): MemoryPair {
  return { source, target, ...alone, chapter: 'a.md', id: target, origin: '', quality: 'translated', ...changes }
}

const targetsOf = (matches: readonly { pair: MemoryPair }[]) => matches.map((match) => match.pair.target)

describe('leverage', () => {
  it('should tell exact matches from similar ones', () => {
    const pairs = [pair('监听 15001 端口。', 'similar'), pair('监听 15006 端口。  ', 'exact'), pair('集群', 'other')]
    const { exact, fuzzy } = leverage({ source: '监听 15006 端口。', ...alone }, pairs)
    expect(exact).toEqual([
      { kind: 'exact', pair: pairs[1], target: 'exact', similarity: 1, context: 0, occurrences: 1 },
    ])
    expect(fuzzy).toEqual([
      { kind: 'fuzzy', pair: pairs[0], target: 'similar', similarity: 1 - 1 / 6, context: 0, occurrences: 1 },
    ])
  })

  it('should never call a text the same that differs in case, width or spaces', () => {
    const { exact, fuzzy } = leverage({ source: '配置 Envoy', ...alone }, [pair('配置envoy', 'x')])
    expect(exact).toEqual([])
    expect(fuzzy).toMatchObject([{ similarity: 0.99 }])
  })

  it('should prefer the same neighbours, then quality, then number, then the newest', () => {
    const around = { previousSource: '前', nextSource: '后' }
    const pairs = [
      pair('重试', 'newest'),
      pair('重试', 'twice', { id: '1' }),
      pair('重试', 'twice', { id: '2' }),
      pair('重试', 'older'),
      pair('重试', 'draft', { quality: 'draft' }),
      pair('重试', 'reviewed', { quality: 'reviewed' }),
      pair('重试', 'after', { nextSource: '后\r\n' }),
      pair('重试', 'between', { ...around, quality: 'draft' }),
    ]
    const { exact } = leverage({ source: '重试', ...around }, pairs)
    expect(targetsOf(exact)).toEqual(['between', 'after', 'reviewed', 'twice', 'newest', 'older', 'draft'])
    expect(exact.map(({ occurrences }) => occurrences)).toEqual([1, 1, 1, 2, 1, 1, 1])
  })

  it('should let the best pair speak for a target', () => {
    const reviewed = pair('重试', 'Retry', { id: '2', quality: 'reviewed' })
    const { exact } = leverage({ source: '重试', ...alone }, [pair('重试', 'Retry', { id: '1' }), reviewed])
    expect(exact).toEqual([
      { kind: 'exact', pair: reviewed, target: 'Retry', similarity: 1, context: 0, occurrences: 2 },
    ])
  })

  it('should take no neighbour for no match', () => {
    const { exact } = leverage({ source: '重试', ...alone }, [pair('重试', 'Retry', alone)])
    expect(exact).toMatchObject([{ context: 0 }])
  })

  it('should list the most similar first, no more than asked for, none below the threshold', () => {
    const pairs = ['一二三四五六七八玖拾', '一二三四五六七捌玖拾', '一二三四五六柒捌玖拾', '一二三四五六七八九拾'].map(
      (source) => pair(source, source),
    )
    const sought = { source: '一二三四五六七八九十', ...alone }
    expect(targetsOf(leverage(sought, pairs).fuzzy)).toEqual([
      '一二三四五六七八九拾',
      '一二三四五六七八玖拾',
      '一二三四五六七捌玖拾',
    ])
    expect(leverage(sought, pairs, { limit: 1 }).fuzzy).toHaveLength(1)
    expect(leverage(sought, pairs, { threshold: 0.85 }).fuzzy).toHaveLength(1)
  })

  it('should put the new contents of codes into the English of a text that differs in nothing else', () => {
    const pairs = [
      pair('监听端口 `80`', 'Listen on `80`'),
      pair('监听端口 `90`', 'Listen on `90`'),
      pair('监听端口 `70`', 'Listen on the port'),
    ]
    const { exact, fuzzy } = leverage({ source: '监听端口 `15001`', ...alone }, pairs)
    expect(exact).toEqual([])
    expect(fuzzy).toEqual([
      { kind: 'codes', pair: pairs[0], target: 'Listen on `15001`', similarity: 0.99, context: 0, occurrences: 1 },
      { kind: 'fuzzy', pair: pairs[2], target: 'Listen on the port', similarity: 0.8, context: 0, occurrences: 1 },
    ])
  })

  it('should not compare texts as long as a book', () => {
    const long = '流量'.repeat(500_000)
    expect(leverage({ source: `${long}。`, ...alone }, [pair(long, 'x')])).toEqual({ exact: [], fuzzy: [] })
    expect(leverage({ source: long, ...alone }, [pair(long, 'x')]).exact).toHaveLength(1)
  })

  it('should find nothing similar to a text without tokens', () => {
    expect(leverage({ source: '', ...alone }, [pair('\u3000', 'x')])).toEqual({ exact: [], fuzzy: [] })
  })
})
