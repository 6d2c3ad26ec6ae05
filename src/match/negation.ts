import type { Hunk } from './hunks.js'
import type { Token } from './wording.js'

const NEGATORS = new Set('不未无無没沒非勿别別莫毋否'.split(''))

/** Characters that stand in negations of more than one character, and verbs that deny by themselves. */
const COMPANIONS = new Set('有要必须需能可会會应该得用再曾尚从并是止允许許法禁避免切请請绝絕'.split(''))

/** Two characters that deny together. */
const DENYING_PAIRS = /禁止|避免|切勿|请勿|拒绝|停止|取消|无法/

/** Words in which a negator does not deny. */
const EXEMPT =
  /非常|无论|無論|不过|不仅|不但|不断|不久|不少|不管|不同|不错|未来|除非|莫非|特别|分别|区别|级别|类别|个别|识别|差别|性别|鉴别|辨别|别的|别人|别处|无线|是否|能否|可否|否则/

const ENGLISH_NEGATORS =
  /^(?:not|no|never|none|without|neither|nor|cannot|nothing|nobody|nowhere|hardly|\w+n't|avoid|avoids|forbid|forbidden|forbids|prohibited)$/
const ENGLISH_COMPANIONS =
  /^(?:do|does|did|is|are|was|were|be|been|being|can|could|will|would|should|must|may|might|has|have|had|to|any|longer)$/
const ENGLISH_PREFIX = /^(?:un|non|in|im|ir|il|dis|de)/

/** True when the hunk does nothing but add, take away or turn round a negation. */
export function isNegation(hunk: Hunk): boolean {
  const { removed, added } = hunk
  if (isPrefixed(removed, added) || isPrefixed(added, removed)) return true
  const all = [...removed, ...added]
  if (all.some((token) => !isNegating(token) && !isCompanion(token))) return false
  if (EXEMPT.test(around(hunk.older, hunk.olderAt, removed.length))) return false
  if (EXEMPT.test(around(hunk.newer, hunk.newerAt, added.length))) return false
  return denials(removed) !== denials(added)
}

/** How often the tokens deny. */
function denials(tokens: readonly Token[]): number {
  const joined = tokens.map(({ text }) => text).join('')
  return (
    tokens.filter(isNegating).length + (joined.match(DENYING_PAIRS)?.filter((pair) => !/[勿无]/.test(pair)).length ?? 0)
  )
}

function isNegating({ text, type }: Token): boolean {
  return type === 'han' ? NEGATORS.has(text) : ENGLISH_NEGATORS.test(text.toLowerCase())
}

function isCompanion({ text, type }: Token): boolean {
  return type === 'han' ? COMPANIONS.has(text) : ENGLISH_COMPANIONS.test(text.toLowerCase())
}

/** `used` against `unused`. */
function isPrefixed(shorter: readonly Token[], longer: readonly Token[]): boolean {
  const [stem, word] = [shorter[0]?.text.toLowerCase() ?? '', longer[0]?.text.toLowerCase() ?? '']
  if (shorter.length !== 1 || longer.length !== 1 || stem.length < 3) return false
  return word.endsWith(stem) && ENGLISH_PREFIX.exec(word)?.[0].length === word.length - stem.length
}

/** The hunk's tokens with one more on either side. */
function around(tokens: readonly Token[], at: number, length: number): string {
  return tokens
    .slice(Math.max(0, at - 1), at + length + 1)
    .map(({ text }) => text)
    .join('')
}
