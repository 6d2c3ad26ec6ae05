import { describe, expect, it } from 'vitest'
import type { Answer, Payment, Stores } from '../../src/app/ports.js'

const payment: Payment = {
  engine: 'deepl',
  model: '',
  requests: 1,
  texts: 2,
  characters: 20,
  billedCharacters: 18,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0.25,
  currency: 'EUR',
}

/** Every store of answers passes this, whatever is behind it. `open` gives an empty one. */
export function describeAnswerContract(open: () => Stores | Promise<Stores>): void {
  describe('answers', () => {
    it('should give back what was answered and what was refused, and nothing else', async () => {
      const { answers } = await open()
      const taken: Answer = { key: 'a', text: 'Port <x id="1"/>', fault: null }
      const refused: Answer = { key: 'b', text: null, fault: 'code-missing' }
      await answers.record([taken, refused], payment, 1000)
      expect(await answers.find(['c', 'b', 'a'])).toEqual(
        new Map([
          ['b', refused],
          ['a', taken],
        ]),
      )
    })

    it('should put a later answer in place of an earlier one', async () => {
      const { answers } = await open()
      await answers.record([{ key: 'a', text: null, fault: 'nesting' }], payment, 1000)
      await answers.record([{ key: 'a', text: 'Port', fault: null }], payment, 2000)
      expect(await answers.find(['a'])).toEqual(new Map([['a', { key: 'a', text: 'Port', fault: null }]]))
    })

    it('should keep no answer of a request that cannot be recorded whole', async () => {
      const { answers } = await open()
      const broken = { key: 'b', text: null, fault: null }
      await expect(answers.record([{ key: 'a', text: 'Port', fault: null }, broken], payment, 1000)).rejects.toThrow()
      expect(await answers.find(['a'])).toEqual(new Map())
      expect(await answers.spent()).toEqual([])
    })

    it('should add up what was paid, by engine, model and currency', async () => {
      const { answers } = await open()
      await answers.record([], payment, 1000)
      await answers.record([], { ...payment, cost: 0.5 }, 2000)
      await answers.record([], { ...payment, engine: 'openai', model: 'small', cost: null, currency: '' }, 3000)
      expect(await answers.spent()).toEqual([
        { ...payment, requests: 2, texts: 4, characters: 40, billedCharacters: 36, cost: 0.75 },
        { ...payment, engine: 'openai', model: 'small', cost: null, currency: '' },
      ])
    })
  })
}
