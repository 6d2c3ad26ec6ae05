import { buildTables, HIT, step, type Word } from './double-array.js'
import { foldUnit } from './fold.js'

/** Receives a match: which pattern, and its half-open range. */
export type OnMatch = (pattern: number, start: number, end: number) => void

/**
 * Aho–Corasick over a double array: finds all occurrences of all patterns in one pass.
 *
 * Characters are compared as {@link foldUnit} folds them. The cost of a search does not depend on the number of
 * patterns; it is linear in the text and in the matches reported. Of patterns that fold alike the first is reported.
 *
 * Source: Aho & Corasick 1975; Aoe 1989 for the double array.
 */
export interface Automaton {
  /**
   * Calls `onMatch` for every occurrence, ordered by end, longest first; calls `onGap` whenever no occurrence
   * can begin before the position reached, and at the end.
   */
  scan(text: string, onMatch: OnMatch, onGap: () => void): void
}

/** Empty patterns are ignored. */
export function buildAutomaton(patterns: readonly string[]): Automaton {
  const classes = classify(patterns)
  const { cells, pattern, output, depth } = buildTables(sortedWords(patterns, classes))
  return {
    scan(text, onMatch, onGap) {
      let state = 0
      for (let index = 0; index < text.length; index++) {
        const unit = classes[text.charCodeAt(index)] as number
        state = unit === 0 ? 0 : step(cells, state, unit)
        if (state === 0) {
          onGap()
          continue
        }
        for (let hit = cells[4 * state + HIT] as number; hit !== 0; hit = output[hit] as number) {
          onMatch(pattern[hit] as number, index + 1 - (depth[hit] as number), index + 1)
        }
      }
      onGap()
    },
  }
}

/** Numbers the folded characters of the patterns from 1, frequent ones first, so that the double array packs well. */
function classify(patterns: readonly string[]): Uint16Array {
  const counts = new Map<number, number>()
  for (const pattern of patterns) {
    for (let index = 0; index < pattern.length; index++) {
      const unit = foldUnit(pattern.charCodeAt(index))
      counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
  }
  const used = [...counts].sort(([unitA, a], [unitB, b]) => b - a || unitA - unitB)
  const numbers = new Uint16Array(0x10000)
  for (const [index, [unit]] of used.entries()) numbers[unit] = index + 1
  const classes = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) classes[unit] = numbers[foldUnit(unit)] as number
  return classes
}

/** In lexical order, equal ones once. */
function sortedWords(patterns: readonly string[], classes: Uint16Array): Word[] {
  const words = patterns.flatMap((text, pattern) => (text === '' ? [] : [{ units: toUnits(text, classes), pattern }]))
  words.sort((a, b) => compareUnits(a.units, b.units) || a.pattern - b.pattern)
  return words.filter(({ units }, index) => index === 0 || compareUnits(units, (words[index - 1] as Word).units) !== 0)
}

function toUnits(text: string, classes: Uint16Array): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => classes[text.charCodeAt(index)] as number)
}

function compareUnits(a: Uint16Array, b: Uint16Array): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return (a[index] as number) - (b[index] as number)
  }
  return a.length - b.length
}
