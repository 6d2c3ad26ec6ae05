import { findRenderings, overlap, type Rendering } from '../glossary/rendering.js'
import type { Term } from '../glossary/term.js'

/** Words that are no part of a noun before its head. */
const FUNCTION_WORDS =
  /^(?:an?|the|this|that|these|those|its?|their|your|our|his|her|of|for|to|in|on|at|by|with|from|as|and|or|but|is|are|was|were|be|been|being|has|have|had|not|no|all|any|each|every|some|same|other|new|can|will|may|must|when|if|which|also|only|most|more|that|then|than|into|onto|over|under|after|before|during|while|where|how|what|using|through|via|per|between|does|do|should|would|could|such)$/i

/**
 * What stands in the English instead of a term, where that can be told: the Chinese itself, or the head of a compound
 * behind another word (`link pool` for `connection pool`). `right` are places that render other terms rightly.
 */
export function standIn(
  target: string,
  term: Term,
  expected: readonly string[],
  right: readonly Rendering[],
): Rendering | null {
  for (const spelling of [term.source, ...term.variants]) {
    const start = target.indexOf(spelling)
    if (start !== -1) return rangeOf(target, start, start + spelling.length)
  }
  for (const wording of expected) {
    const words = wording.split(/[\s-]+/)
    if (words.length < 2) continue
    for (const head of findRenderings(target, words.at(-1) ?? '')) {
      const before = /(?<![A-Za-z-])([A-Za-z]+)[ -]$/.exec(target.slice(0, head.start))
      if (!before?.[1] || !isModifier(before[1])) continue
      if (right.some((other) => overlap(head, other))) continue
      return rangeOf(target, head.start - before[0].length, head.end)
    }
  }
  return null
}

/** Nouns stand in the singular before a noun; what ends in -s there is a verb. */
function isModifier(word: string): boolean {
  return !FUNCTION_WORDS.test(word) && !/[^s]s$/.test(word)
}

function rangeOf(target: string, start: number, end: number): Rendering {
  return { start, end, text: target.slice(start, end) }
}
