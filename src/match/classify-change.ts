import type { Change } from '../core/status.js'
import { sameText } from '../core/text.js'
import { focus } from './focus.js'
import { type Hunk, hunksBetween } from './hunks.js'
import { isNegation } from './negation.js'
import { isNumeric } from './numeric.js'
import { isSpelling } from './spelling.js'
import { type Wording, wordingOf } from './wording.js'

/** Words that make a question of a sentence, whatever mark stands at its end. */
const INTERROGATIVE = /[吗呢么嘛哪谁何几否]|什么|怎|多少|是不是|how|what|why|when|where|which|who/i

/**
 * Says what kind of change made `newer` of `older`: the most consequential of the changes found, by one question:
 * is the translation of `older` still true of `newer`?
 *
 * 1. `substantive` when words changed other than by the narrower kinds below, or when a statement became a question;
 * 2. else `code` when a code span, address, path, label, role or tag changed;
 * 3. else `negation`, 4. else `number` (a unit too), when such words are all that changed;
 * 5. else `typo`: spelling, letter case, a number written otherwise;
 * 6. else `punctuation`, full-width against half-width included;
 * 7. else `format`: white space, markers, code marks or an emphasising tag around the same words; equal texts as well.
 *
 * What cannot be told is `substantive`. Exchanging the texts gives the same kind.
 */
export function classifyChange(older: string, newer: string): Change {
  if (sameText(older, newer)) return 'format'
  const texts = focus(older, newer)
  if (!texts) return 'substantive'
  const [before, after] = [wordingOf(texts[0]), wordingOf(texts[1])]
  const hunks = hunksBetween(before.tokens, after.tokens)
  if (!hunks) return 'substantive'
  const kinds = new Set(hunks.map(kindOf))
  if (kinds.has('substantive')) return 'substantive'
  if (kinds.has('code') || haveOtherCodes(before, after)) return 'code'
  for (const kind of ['negation', 'number', 'typo'] as const) if (kinds.has(kind)) return kind
  if (hunks.length === 0 && differInCase(before, after)) return 'typo'
  if (before.marks.join('') === after.marks.join('')) return 'format'
  return becameQuestion(before, after) ? 'substantive' : 'punctuation'
}

function kindOf(hunk: Hunk): 'substantive' | 'code' | 'negation' | 'number' | 'typo' {
  const all = [...hunk.removed, ...hunk.added]
  if (all.every(({ inCode }) => inCode)) return 'code'
  if (all.some(({ inCode }) => inCode)) return 'substantive'
  const numeric = isNumeric(hunk)
  if (numeric) return numeric
  if (isSpelling(hunk)) return 'typo'
  return isNegation(hunk) ? 'negation' : 'substantive'
}

/** Of tokens that pair off. A word that only lost or got its code marks may differ in case as well. */
function differInCase(before: Wording, after: Wording): boolean {
  return before.tokens.some(({ text }, index) => text !== after.tokens[index]?.text)
}

function haveOtherCodes(before: Wording, after: Wording): boolean {
  if (before.references.join('\n') !== after.references.join('\n')) return true
  return isUnexplained(after.codes, before) || isUnexplained(before.codes, after)
}

/** True when a code stands in the one text and nowhere in the other, not even without its marks. */
function isUnexplained(codes: readonly string[], other: Wording): boolean {
  const [known, plain] = [other.codes.map(foldSpace), foldSpace(other.plain)]
  return codes.map(foldSpace).some((code) => !known.includes(code) && !plain.includes(code))
}

function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function becameQuestion(before: Wording, after: Wording): boolean {
  const questions = ({ marks }: Wording) => marks.filter((mark) => mark === '?' || mark === '？').length
  return questions(before) !== questions(after) && !INTERROGATIVE.test(before.plain + after.plain)
}
