import { findRenderings, type Rendering } from '../glossary/rendering.js'
import type { Term } from '../glossary/term.js'

/** Words that are no part of a noun before its head. */
const FUNCTION_WORDS =
  /^(?:an?|the|this|that|these|those|its?|their|your|our|his|her|of|for|to|in|on|at|by|with|from|as|and|or|but|is|are|was|be|not|no|all|any|each|every|some|same|other|new|can|will|may|must|when|if|which|also|only|most|more)$/i

/**
 * What stands in the English instead of a term, where that can be told: the Chinese itself, or the head of a
 * compound with another word before it (`link pool` for `connection pool`).
 */
export function standIn(target: string, term: Term, expected: readonly string[]): Rendering | null {
  for (const spelling of [term.source, ...term.variants]) {
    const start = target.indexOf(spelling)
    if (start !== -1) return { start, end: start + spelling.length, text: spelling }
  }
  for (const wording of expected) {
    const words = wording.split(/[\s-]+/)
    const head = words.at(-1)
    if (words.length < 2 || !head) continue
    for (const found of findRenderings(target, head)) {
      const before = /([A-Za-z]+)[\s-]+$/.exec(target.slice(0, found.start))
      if (!before?.[1] || FUNCTION_WORDS.test(before[1])) continue
      const start = found.start - before[0].length
      return { start, end: found.end, text: target.slice(start, found.end) }
    }
  }
  return null
}
