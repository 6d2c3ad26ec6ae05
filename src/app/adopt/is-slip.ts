import { isCosmetic } from '../../core/status.js'
import { classifyChange } from '../../match/classify-change.js'
import { type Hunk, hunksBetween } from '../../match/hunks.js'
import { isNegation } from '../../match/negation.js'
import { isNumeric } from '../../match/numeric.js'
import { type Token, wordingOf } from '../../match/wording.js'
import { type BookWords, pairsIn } from './book-words.js'

/** `元信息交换(Meta Exchange)`: a term in English behind the Chinese one. */
const GLOSS = /(?<=\p{Script=Han}\s*)[(（][A-Za-z][A-Za-z .'-]*[)）]/gu

/** Grammatical characters that come and go where a sentence is smoothed. */
const PARTICLE = /^[的地得了着过之所也就便则而且被将把个]$/

const MOST_HUNKS = 3
const LONGEST_SLIP = 2

export interface SlipContext {
  readonly words: BookWords
  /** It is a heading, a caption or the like. */
  readonly isName?: boolean
}

/**
 * True when an author did no more than put a slip of the pen right, so that the translation is still true: particles,
 * characters in whose place stood something that is no word of the book (`名几个` for `每几个`), English terms in
 * parentheses behind Chinese ones, numbers that tell headings of the same words apart.
 *
 * {@link classifyChange} cannot know this from the two texts alone, and calls it substantive.
 */
export function isSlip(older: string, newer: string, { words, isName = false }: SlipContext): boolean {
  const [before, after] = [withoutGlosses(older), withoutGlosses(newer)]
  if (isCosmetic(classifyChange(before, after))) return true
  if (isName && (isNumbered(before, after) || isNumbered(after, before))) return true
  const hunks = hunksBetween(wordingOf(before).tokens, wordingOf(after).tokens)
  if (!hunks || hunks.length === 0 || hunks.length > MOST_HUNKS) return false
  return hunks.every((hunk) => !isNumeric(hunk) && !isNegation(hunk) && (isParticle(hunk) || isMistyped(hunk, words)))
}

/** A small number behind all of it: `缓解 2`, of two sections that are called `缓解`. */
function isNumbered(plain: string, numbered: string): boolean {
  const markers = /^[*_]+|[*_]+$/g
  const [name, rest] = [plain.replace(markers, ''), numbered.replace(markers, '')]
  return rest.startsWith(name) && /^ +\d{1,2}$/.test(rest.slice(name.length))
}

function withoutGlosses(text: string): string {
  return text.replace(GLOSS, '')
}

function isParticle({ removed, added }: Hunk): boolean {
  return [...removed, ...added].every((token) => isHan(token) && PARTICLE.test(token.text))
}

/** The older text had something there, and nowhere does the book say such a thing. */
function isMistyped({ removed, added, older, olderAt }: Hunk, words: BookWords): boolean {
  const isShort = (tokens: readonly Token[]) =>
    tokens.length > 0 && tokens.length <= LONGEST_SLIP && tokens.every(isHan)
  if (!isShort(removed) || !isShort(added)) return false
  const around = older.slice(Math.max(0, olderAt - 1), olderAt + removed.length + 1)
  return pairsIn(around.map(({ text }) => text).join('')).every((pair) => !words.has(pair))
}

function isHan({ type, inCode }: Token): boolean {
  return type === 'han' && !inCode
}
