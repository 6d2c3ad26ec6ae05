import { describe, expect, it } from 'vitest'
import type { Stores } from '../../src/app/ports.js'
import { chapterOf } from './records.js'

/** Every store of findings passes this, whatever is behind it. `open` gives an empty one. */
export function describeFindingContract(open: () => Stores | Promise<Stores>): void {
  describe('findings', () => {
    const put = (stores: Stores, chapter: string, key: string) =>
      stores.found.put([{ chapter, subject: 'chapter', key, found: `${chapter} ${key}` }])
    const load = async (stores: Stores, ...pairs: (readonly [string, string])[]) => [
      ...(await stores.found.load('chapter', new Map(pairs))).values(),
    ]

    it('should give back what was put under exactly this key', async () => {
      const stores = await open()
      await put(stores, 'a.md', 'k')
      await put(stores, 'b.md', 'k')
      expect(await load(stores, ['a.md', 'k'], ['b.md', 'other'], ['c.md', 'k'])).toEqual(['a.md k'])
      await put(stores, 'a.md', 'next')
      expect(await load(stores, ['a.md', 'k'])).toEqual([])
      expect(await load(stores, ['a.md', 'next'])).toEqual(['a.md next'])
    })

    it('should keep subjects apart, and know the keys of each', async () => {
      const stores = await open()
      await put(stores, 'b.md', 'k')
      await put(stores, 'a.md', 'k')
      await stores.found.put([{ chapter: 'a.md', subject: 'uses', key: 'other', found: 'uses' }])
      expect([...(await stores.found.keys('chapter'))]).toEqual([
        ['a.md', 'k'],
        ['b.md', 'k'],
      ])
      expect(await stores.found.load('uses', new Map([['a.md', 'other']]))).toEqual(new Map([['a.md', 'uses']]))
      expect(await load(stores, ['a.md', 'k'])).toEqual(['a.md k'])
    })

    it('should forget a chapter that is derived anew or gone, and no other', async () => {
      const stores = await open()
      for (const chapter of ['a.md', 'b.md', 'c.md']) await put(stores, chapter, 'k')
      await stores.index.commit({ chapters: [chapterOf('a.md', [])], removedChapters: ['b.md'] })
      expect(await load(stores, ['a.md', 'k'], ['b.md', 'k'], ['c.md', 'k'])).toEqual(['c.md k'])
      await stores.index.clear()
      expect(await load(stores, ['c.md', 'k'])).toEqual([])
    })
  })
}
