import { findRenderings, overlap, type Rendering } from '../glossary/rendering.js'
import type { Term } from '../glossary/term.js'
import type { SegmentPair } from './define-check.js'

/** Words that are no part of a noun before its head. */
const FUNCTION_WORDS =
  /^(?:an?|the|this|that|these|those|its?|their|your|our|his|her|of|for|to|in|on|at|by|with|from|as|and|or|but|is|are|was|were|be|been|being|has|have|had|not|no|all|any|each|every|some|same|other|new|can|will|may|must|when|if|which|also|only|most|more|that|then|than|into|onto|over|under|after|before|during|while|where|how|what|using|through|via|per|between|does|do|should|would|could|such)$/i

/**
 * What stands in the English instead of a term, where that can be told: the Chinese itself, or the head of a compound
 * behind another word (`link pool` for `connection pool`), or its first word before another head (`data surface` for
 * `data plane`). `right` are places that render other terms rightly.
 */
export function standIn(
  { source, target }: Pick<SegmentPair, 'source' | 'target'>,
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
  return otherHead({ source, target }, expected, right)
}

function otherHead(
  { source, target }: Pick<SegmentPair, 'source' | 'target'>,
  expected: readonly string[],
  right: readonly Rendering[],
): Rendering | null {
  for (const wording of expected) {
    const [first = '', ...others] = wording.split(/[\s-]+/)
    if (others.length !== 1) continue
    for (const word of findRenderings(target, first, { strict: true })) {
      const head = /^[ -]([a-z]+)(?![A-Za-z-])/.exec(target.slice(word.end))
      // An inflected word is a verb, or a noun of its own; a head that the source has in Latin letters is its own, too.
      if (
        !head?.[1] ||
        FUNCTION_WORDS.test(head[1]) ||
        source.includes(head[1]) ||
        word.text.toLowerCase() !== first.toLowerCase()
      )
        continue
      const place = rangeOf(target, word.start, word.end + head[0].length)
      if (!right.some((other) => overlap(place, other))) return place
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
