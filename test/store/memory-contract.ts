import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryPair, MemoryStore, Stores } from '../../src/app/ports.js'
import { memoryPair } from './records.js'

/** Every memory passes this, whatever is behind it. `open` gives an empty one. */
export function describeMemoryContract(open: () => Stores | Promise<Stores>): void {
  describe('memory', () => {
    let memory: MemoryStore

    beforeEach(async () => {
      memory = (await open()).memory
    })

    it('should find the pairs of a source, newest first', async () => {
      const older = memoryPair('重试', 'Retries', { previousSource: '超时', nextSource: '熔断', quality: 'draft' })
      const newer = memoryPair('重试', 'Retry', { chapter: 'b.md', origin: 'deepl', quality: 'reviewed' })
      await memory.put([older, memoryPair('超时', 'Time-outs')])
      await memory.put([newer])
      expect(await memory.exact(['重试', '集群'])).toEqual(new Map([['重试', [newer, older]]]))
      expect(await memory.count()).toEqual({ sources: 2, pairs: 3 })
    })

    it('should compare sources as texts are compared', async () => {
      const pair = memoryPair('重试\r\n策略 ', 'Retry policy')
      await memory.put([pair])
      expect(await memory.exact(['重试\n策略'])).toEqual(new Map([['重试\n策略', [pair]]]))
    })

    it('should put a pair in place of the one of the same name', async () => {
      await memory.put([memoryPair('重试', 'Retries', { id: '1' })])
      const next = memoryPair('重试', 'Retry', { id: '1', quality: 'reviewed', nextSource: '熔断' })
      await memory.put([next])
      await memory.put([memoryPair('熔断', 'Circuit breaking', { id: '1' })])
      expect(await memory.exact(['重试'])).toEqual(new Map([['重试', [next]]]))
      expect(await memory.count()).toEqual({ sources: 2, pairs: 2 })
    })

    it('should replace what a chapter contributed', async () => {
      const imported = memoryPair('重试', 'Retrying', { chapter: '', origin: 'import.tmx' })
      await memory.put([imported])
      await memory.replace([
        { chapter: 'a.md', version: '1', pairs: [memoryPair('重试', 'Retry'), memoryPair('超时', 'Time-outs')] },
        { chapter: 'b.md', version: '1', pairs: [] },
      ])
      const next = memoryPair('重试', 'Retries')
      await memory.replace([{ chapter: 'a.md', version: '2', pairs: [next] }])
      expect(await memory.exact(['重试', '超时'])).toEqual(new Map([['重试', [next, imported]]]))
      expect(await memory.versions()).toEqual(
        new Map([
          ['a.md', '2'],
          ['b.md', '1'],
        ]),
      )
      await memory.remove(['a.md'])
      expect(await memory.exact(['重试'])).toEqual(new Map([['重试', [imported]]]))
      expect([...(await memory.versions()).keys()]).toEqual(['b.md'])
    })

    it('should find sources that share pieces with a text, likeliest first', async () => {
      const near = memoryPair('监听器把连接交给过滤器链。', 'The listener hands connections to the filter chain.')
      const far = memoryPair('集群把连接池交给每个上游的主机。', 'The cluster gives a connection pool to each host.')
      const none = memoryPair('指标以标签区分。', 'Metrics are told apart by labels.')
      await memory.put([none, far, near, { ...near, id: 'twice', target: 'Listeners pass connections on.' }])
      const found = await memory.findCandidates('监听器把新连接交给过滤器链', 5)
      expect(found.map(({ target }) => target)).toEqual([
        'Listeners pass connections on.',
        'The listener hands connections to the filter chain.',
        'The cluster gives a connection pool to each host.',
      ])
      expect(await memory.findCandidates('监听器把新连接交给过滤器链', 1)).toHaveLength(2)
      expect(await memory.findCandidates('毫不相干', 5)).toEqual([])
    })

    it('should find two-character terms, words, numbers and single characters', async () => {
      const sources = ['熔断', 'Envoy Proxy', '15001', '核']
      await memory.put(sources.map((source) => memoryPair(source, 'x')))
      for (const text of ['熔断！', 'envoy-proxy', '《15001》', '核。']) {
        expect((await memory.findCandidates(text, 5)).map(({ source }) => sources.indexOf(source))).toEqual([
          ['熔断！', 'envoy-proxy', '《15001》', '核。'].indexOf(text),
        ])
      }
    })

    it('should find what was put after the first look-up, and not what was replaced', async () => {
      await memory.replace([{ chapter: 'a.md', version: '1', pairs: [memoryPair('重试的次数', 'Retries')] }])
      expect(await memory.findCandidates('重试次数', 5)).toHaveLength(1)
      await memory.replace([{ chapter: 'a.md', version: '2', pairs: [memoryPair('重试的上限', 'Limit')] }])
      expect(await memory.findCandidates('重试上限', 5)).toMatchObject([{ target: 'Limit' }])
    })

    it('should tell how far it is ready for fuzzy look-ups', async () => {
      await memory.put([memoryPair('重试', 'Retries', { nextSource: '超时' })])
      const progress: number[][] = []
      await memory.refresh((done, total) => progress.push([done, total]))
      await memory.refresh((done, total) => progress.push([done, total]))
      expect(progress).toEqual([[2, 2]])
    })

    it('should keep memories from elsewhere apart from the own one, and name them', async () => {
      const own = memoryPair('重试', 'Retries')
      const about = { changed: '2020-01-02T03:04:05Z', notes: ['as in the API'], properties: { project: 'x' } }
      const foreign = memoryPair('重试', 'Retry', { memory: 'tm/old.tmx', about })
      await memory.replace([{ chapter: 'a.md', version: '1', pairs: [own] }])
      await memory.replaceSource('tm/old.tmx', 'v1', pieces([foreign], [memoryPair('超时', 'Time-outs')]))
      expect(await memory.exact(['重试'])).toEqual(new Map([['重试', [own, foreign]]]))
      expect(await memory.findCandidates('超时了', 5)).toMatchObject([{ target: 'Time-outs', memory: 'tm/old.tmx' }])
      expect(await memory.versions()).toEqual(new Map([['a.md', '1']]))
      expect(await memory.sources()).toEqual(new Map([['tm/old.tmx', 'v1']]))
      expect(await memory.countSources()).toEqual(new Map([['tm/old.tmx', 2]]))
      await memory.remove(['a.md'])
      expect(await memory.exact(['重试'])).toEqual(new Map([['重试', [foreign]]]))
      await memory.replaceSource('tm/old.tmx', 'v2', pieces([memoryPair('熔断', 'Circuit breaking')]))
      expect([await memory.exact(['重试']), await memory.countSources()]).toEqual([
        new Map(),
        new Map([['tm/old.tmx', 1]]),
      ])
      await memory.removeSources(['tm/old.tmx', 'tm/none.tmx'])
      expect([await memory.sources(), await memory.count()]).toEqual([new Map(), { sources: 0, pairs: 0 }])
    })

    it('should give a memory that was cut off half way no version', async () => {
      const broken = async function* () {
        yield [memoryPair('重试', 'Retry')]
        throw new Error('cut off')
      }
      await memory.replaceSource('a.tmx', 'v1', pieces([]))
      await expect(memory.replaceSource('a.tmx', 'v2', broken())).rejects.toThrow('cut off')
      expect(await memory.sources()).toEqual(new Map([['a.tmx', '']]))
    })

    it('should find texts that hold phrases, the shortest first', async () => {
      await memory.put([
        memoryPair('监听器绑定一个端口。', 'A Listener binds 100% of a_port.'),
        memoryPair('监听器', 'listener'),
        memoryPair('端口', 'port'),
      ])
      const targets = async (...phrases: string[]) =>
        (await memory.findContaining('target', phrases, 5)).map(({ target }) => target)
      expect(await targets('listener')).toEqual(['listener', 'A Listener binds 100% of a_port.'])
      expect(await targets('port', 'binds')).toEqual(['A Listener binds 100% of a_port.'])
      expect(await targets('0% of a_p')).toHaveLength(1)
      expect(await targets('a%port')).toEqual([])
      expect(await memory.findContaining('source', ['端口'], 1)).toMatchObject([{ target: 'port' }])
    })

    it('should give its own pairs in order, piece by piece', async () => {
      const own = ['一', '二', '三'].map((source) => memoryPair(source, 'x'))
      await memory.put(own)
      await memory.replaceSource('a.tmx', '1', pieces([memoryPair('四', 'x')]))
      const first = await memory.ownPairs(0, 2)
      const rest = await memory.ownPairs(first.last, 2)
      expect([...first.pairs, ...rest.pairs]).toEqual(own)
      expect(await memory.ownPairs(rest.last, 2)).toEqual({ pairs: [], last: rest.last })
    })

    it('should take hostile texts, lone surrogates replaced', async () => {
      const texts = ['a\0b', 'a', '端口'.repeat(1_000_000), '', '" OR *']
      await memory.put(texts.map((text) => memoryPair(text, text, { id: text.slice(0, 9) })))
      for (const text of texts) {
        expect((await memory.exact([text])).get(text)).toMatchObject([{ target: text }])
        await memory.findCandidates(text, 5)
      }
      await memory.put([memoryPair('端\ud800口', 'port\udc00')])
      expect((await memory.exact(['端\ud800口'])).get('端\ud800口')).toMatchObject([
        { source: '端\ufffd口', target: 'port\ufffd' },
      ])
    })

    it('should forget everything when cleared', async () => {
      const again = { chapter: 'a.md', version: '1', pairs: [memoryPair('重试', 'Retry')] }
      await memory.replace([again])
      await memory.refresh()
      await memory.clear()
      expect(await memory.count()).toEqual({ sources: 0, pairs: 0 })
      expect(await memory.versions()).toEqual(new Map())
      expect(await memory.exact(['重试'])).toEqual(new Map())
      expect(await memory.findCandidates('重试', 5)).toEqual([])
      await memory.replace([again])
      expect(await memory.findCandidates('重试', 5)).toEqual(again.pairs)
    })
  })
}

async function* pieces(...some: readonly (readonly MemoryPair[])[]) {
  yield* some
}
