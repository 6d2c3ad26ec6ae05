import { describe, expect, it } from 'vitest'
import { bookFaults, hostileDocument, textFaults } from '../../bench/hard-use/hostile-documents.js'
import { createRandom } from '../../src/evaluate/random.js'

describe('random hostile documents', () => {
  it('should be read, given back byte for byte, and translated in place', () => {
    const random = createRandom(7)
    for (let at = 0; at < 200; at++) {
      const document = hostileDocument(random)
      expect([document, textFaults(document)]).toEqual([document, []])
    }
  })

  it.each([['标\n', '\u2028\n']])(
    'should be imported again as nothing where they once were not: %j',
    async (...documents) => {
      expect(await bookFaults(...documents)).toEqual([])
    },
  )

  it('should be synced, checked, exported and imported again as nothing', async () => {
    const random = createRandom(8)
    for (let at = 0; at < 25; at++) {
      const documents = [hostileDocument(random), hostileDocument(random)] as const
      expect([documents, await bookFaults(...documents)]).toEqual([documents, []])
    }
  }, 60_000)
})
