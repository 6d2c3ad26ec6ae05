import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAutomaton } from '../../src/glossary/automaton.js'
import { fold } from '../../src/glossary/fold.js'

const letters = fc.string({ unit: fc.constantFrom('连', '接', '池', '負', 'Ａ', 'a', 'B', '𠀀'), maxLength: 6 })

describe('automaton', () => {
  it('should find what a naive search finds', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 12 }),
        fc.array(letters).map((texts) => texts.join('')),
        (patterns, text) => {
          const found = new Set<string>()
          buildAutomaton(patterns).scan(
            text,
            (pattern, start, end) => found.add(`${fold(patterns[pattern] ?? '')}@${start}-${end}`),
            () => {},
          )
          expect([...found].sort()).toEqual(naive(patterns, text))
        },
      ),
    )
  })

  it('should report a gap only where nothing that follows began earlier', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 12 }),
        fc.array(letters).map((texts) => texts.join('')),
        (patterns, text) => {
          let latest = 0
          let settled = 0
          buildAutomaton(patterns).scan(
            text,
            (_, start, end) => {
              expect(start).toBeGreaterThanOrEqual(settled)
              latest = Math.max(latest, end)
            },
            () => {
              settled = latest
            },
          )
        },
      ),
    )
  })

  it('should hold many patterns', () => {
    const patterns = Array.from({ length: 3000 }, (_, index) =>
      String.fromCharCode(0x4e00 + index, 0x4e00 + ((index * 7) % 3000)),
    )
    const found: number[] = []
    buildAutomaton(patterns).scan(
      patterns.join('。'),
      (pattern) => found.push(pattern),
      () => {},
    )
    expect(found).toEqual(patterns.map((_, index) => index))
  })
})

function naive(patterns: readonly string[], text: string): string[] {
  const folded = fold(text)
  const found = new Set<string>()
  for (const pattern of patterns.filter((one) => one !== '').map(fold)) {
    for (let at = folded.indexOf(pattern); at !== -1; at = folded.indexOf(pattern, at + 1)) {
      found.add(`${pattern}@${at}-${at + pattern.length}`)
    }
  }
  return [...found].sort()
}
