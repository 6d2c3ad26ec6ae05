import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toJson, toJsonPieces } from '../../src/reporters/json.js'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\n  "changes": [', '"changes": []', '\r\n', '\u2028x', '##[group]', '\ud800'),
)
const report = fc.record({ first: fc.dictionary(text, text), second: fc.array(text), third: fc.jsonValue() })
const batches = fc.array(fc.array(fc.oneof(fc.dictionary(text, text), fc.jsonValue()), { maxLength: 3 }), {
  maxLength: 4,
})

async function* inBatches<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values
}

it('should write in pieces what it writes at once', async () => {
  await fc.assert(
    fc.asyncProperty(report, batches, async ({ first, second, third }, listed) => {
      const written: string[] = []
      const empty = { first, second, changes: [], third }
      for await (const piece of toJsonPieces(empty, 'changes', inBatches(listed))) written.push(piece)
      expect(written.join('')).toBe(toJson({ ...empty, changes: listed.flat() }))
    }),
  )
})
