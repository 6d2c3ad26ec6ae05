import { describe, expect, it } from 'vitest'
import type { Stores } from '../../src/app/ports.js'

/** Every history passes this, whatever is behind it. `open` gives an empty one. */
export function describeHistoryContract(open: () => Stores | Promise<Stores>): void {
  describe('history', () => {
    it('should tell when a text was first seen, side by side', async () => {
      const { history } = await open()
      await history.record('source', ['流量', '端口'], 1000)
      await history.record('source', ['流量', '监听器'], 2000)
      expect(await history.firstSeen('source', ['流量', '监听器', '集群'])).toEqual(
        new Map([
          ['流量', 1000],
          ['监听器', 2000],
        ]),
      )
      expect(await history.firstSeen('target', ['流量'])).toEqual(new Map())
    })

    it('should take texts for the same that differ in line ends and trailing blanks only', async () => {
      const { history } = await open()
      await history.record('target', ['Port\r\n15001  '], 1000)
      expect(await history.firstSeen('target', ['Port\n15001'])).toEqual(new Map([['Port\n15001', 1000]]))
    })

    it('should take hostile texts', async () => {
      const { history } = await open()
      const texts = ['a\0b', 'a', '\ud800', 'x'.repeat(5_000_000), '']
      await history.record('source', texts, 1000)
      expect([...(await history.firstSeen('source', texts)).keys()]).toEqual(texts)
    })
  })
}
