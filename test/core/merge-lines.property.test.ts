import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/core/canonical-json.js'
import type { Fact, LedgerLine } from '../../src/core/fact.js'
import { formatLedger, parseLedger } from '../../src/core/ledger.js'
import { mergeLines } from '../../src/core/merge-lines.js'

const text = fc.constantFrom('甲。', '乙。', '丙。')
const target = fc.constantFrom('One.', 'Two.', 'Three.')
const person = fc.record({
  by: fc.constantFrom('Li Lei', 'Han Meimei'),
  at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
})

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ fact: fc.constant('translated' as const), source: text, target }),
  fc.record({ fact: fc.constant('machine' as const), source: text, target, engine: fc.constant('memory') }),
  fc.record({ fact: fc.constant('copied' as const), source: text }),
  fc
    .tuple(fc.constantFrom('accepted' as const, 'approved' as const, 'reopened' as const), text, target, person)
    .map(([name, source, target, { by, at }]): Fact => ({ fact: name, source, target, by, at })),
)

const line: fc.Arbitrary<LedgerLine> = fc
  .record({
    id: fc.constantFrom(...'abcdefghij'),
    source: text,
    facts: fc.uniqueArray(fact, { maxLength: 4, selector: canonicalJson }),
    obsolete: fc.boolean(),
    missing: fc.boolean(),
    elsewhere: fc.boolean(),
  })
  .map(({ id, source, facts, obsolete, missing, elsewhere }) => ({
    id,
    kind: 'paragraph' as const,
    source,
    ...(elsewhere && { target: 'b.md' }),
    ...(obsolete && { obsolete: true as const }),
    ...(missing && { missing: true as const }),
    facts,
  }))

const ledger = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 8 })

/** A ledger and what a branch made of it: lines dropped, moved, added and changed, facts appended. */
const branches = fc
  .tuple(ledger, ledger, ledger, fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }))
  .map(([base, first, second, dice]) => ({
    base,
    a: grow(base, first, dice),
    b: grow(base, second, dice.toReversed()),
  }))

function grow(base: readonly LedgerLine[], news: readonly LedgerLine[], dice: readonly number[]): LedgerLine[] {
  const lines = base.flatMap((each, index) => {
    const other = news.find(({ id }) => id === each.id)
    const die = dice[index] ?? 0
    if (die === 0) return []
    const facts = [...each.facts, ...(other?.facts ?? []).filter((fresh) => !has(each.facts, fresh))]
    return other && die > 4 ? [{ ...other, facts }] : [each]
  })
  const [from = 0, to = 0] = dice
  const [moved] = lines.splice(from, 1)
  if (moved) lines.splice(to % (lines.length + 1), 0, moved)
  return [...lines, ...news.filter(({ id }) => !base.some((each) => each.id === id))]
}

function has(facts: readonly Fact[], wanted: Fact): boolean {
  return facts.some((fact) => canonicalJson(fact) === canonicalJson(wanted))
}

const byId = (lines: readonly LedgerLine[]) => new Map(lines.map((each) => [each.id, canonicalJson(each)]))

describe('mergeLines', () => {
  it('should say the same whichever side is ours', () => {
    fc.assert(
      fc.property(branches, ({ base, a, b }) => {
        expect(byId(mergeLines(base, b, a))).toEqual(byId(mergeLines(base, a, b)))
      }),
    )
  })

  it('should take what only one side did as that side has it', () => {
    fc.assert(
      fc.property(branches, ({ base, a }) => {
        expect(mergeLines(base, a, a)).toEqual(a)
        expect(mergeLines(base, base, a)).toEqual(a)
        expect(mergeLines(base, a, base)).toEqual(a)
      }),
    )
  })

  it('should have every line once, and every fact that a side did not get from the base', () => {
    fc.assert(
      fc.property(branches, ({ base, a, b }) => {
        const merged = new Map(mergeLines(base, a, b).map((each) => [each.id, each]))
        expect(merged.size).toBe(mergeLines(base, a, b).length)
        for (const { id, facts } of [...a, ...b]) {
          const before = base.find((each) => each.id === id)?.facts ?? []
          for (const each of facts) {
            if (!has(before, each)) expect(has(merged.get(id)?.facts ?? [], each)).toBe(true)
          }
        }
      }),
    )
  })

  it('should keep all facts of lines that both sides kept', () => {
    fc.assert(
      fc.property(branches, ({ base, a, b }) => {
        const merged = new Map(mergeLines(base, a, b).map((each) => [each.id, each]))
        for (const { id, facts } of a) {
          const other = b.find((each) => each.id === id)
          if (!other) continue
          for (const each of [...facts, ...other.facts]) expect(has(merged.get(id)?.facts ?? [], each)).toBe(true)
        }
      }),
    )
  })

  it('should unite both sides of whatever conflict git leaves', () => {
    fc.assert(
      fc.property(branches, ({ base, a, b }) => {
        const conflict = (middle: string) =>
          `<<<<<<< HEAD\n${formatLedger(a)}${middle}=======\n${formatLedger(b)}>>>>>>> theirs\n`
        const read = (text: string) => parseLedger(text, 'a.jsonl')
        expect(read(conflict(`||||||| 1234567\n${formatLedger(base)}`))).toEqual(mergeLines(base, a, b))
        expect(read(conflict(''))).toEqual(mergeLines([], a, b))
      }),
    )
  })
})
