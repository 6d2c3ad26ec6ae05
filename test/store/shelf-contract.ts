import { describe, expect, it } from 'vitest'
import type { Shelf, Stores } from '../../src/app/ports.js'

/** Every shelf passes this, whatever is behind it. `open` gives an empty one. */
export function describeShelfContract(open: () => Stores | Promise<Stores>): void {
  describe('shelf', () => {
    it('should give back what was put aside, in order, and nothing where nothing was', async () => {
      const { shelf } = await open()
      expect(await textsOn(shelf)).toEqual([])
      for (const text of ['二', '一', '']) await shelf.put(text)
      expect(await textsOn(shelf)).toEqual(['二', '一', ''])
      await shelf.clear()
      expect(await textsOn(shelf)).toEqual([])
      await shelf.put('三')
      expect(await textsOn(shelf)).toEqual(['三'])
    })

    it('should let the index be written while it is read', async () => {
      const { shelf, index } = await open()
      for (const text of ['一', '二']) await shelf.put(text)
      for await (const text of shelf.all()) await index.commit({ meta: { [text]: text } })
      expect([await index.meta('一'), await index.meta('二')]).toEqual(['一', '二'])
    })
  })
}

export async function textsOn(shelf: Shelf): Promise<string[]> {
  const texts: string[] = []
  for await (const text of shelf.all()) texts.push(text)
  return texts
}
