import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIdentifier } from '../../src/core/identifier.js'
import { IdentifierSet } from '../../src/core/identifier-set.js'

/** As they are made, as people may write them, and those that lie side by side in a table. */
const identifier = fc.oneof(
  fc.string().map((text) => createIdentifier(['a.md', 'paragraph', text], () => false)),
  fc.string({ unit: fc.constantFrom(...'01z'), minLength: 10, maxLength: 10 }),
  fc.constantFrom('', 'A', 'abcdefghij', '0123456789', 'ilouilouil', '００００００００００', 'k3v9', '\ud800'),
  fc.string({ maxLength: 11 }),
)

describe('a set of identifiers', () => {
  it('should hold what a set of texts holds', () => {
    fc.assert(
      fc.property(fc.array(identifier), fc.array(identifier), (added, others) => {
        const [plain, set] = [new Set(added), new IdentifierSet()]
        for (const id of added) set.add(id)
        for (const id of [...added, ...others]) expect(set.has(id)).toBe(plain.has(id))
      }),
    )
  })

  it('should keep all of them as it grows', () => {
    const idOf = (number: number) => createIdentifier(['a.md', 'paragraph', String(number)], () => false)
    const [there, missing] = [0, 5000].map((from) => Array.from({ length: 5000 }, (_, at) => idOf(from + at)))
    const set = new IdentifierSet()
    for (const id of there ?? []) set.add(id)
    expect(there?.filter((id) => !set.has(id))).toEqual([])
    expect(missing?.filter((id) => set.has(id))).toEqual([])
  })
})
