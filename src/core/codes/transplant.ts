import type { Code } from './coded-text.js'
import { decodeCodes, relabel } from './decode.js'
import { encodeCodes } from './encode.js'
import { tokensOfForm } from './engine-form.js'
import { hasLabel, keyOf, markupOf } from './held.js'

/** Codes that hold something of their own, by which they are known in either language. */
const HAS_VALUE = /^(?:code|role|url|link|reference|image|html|footnote|math|substitution|attributes)$/

/**
 * The English of `source`, made from a pair whose source differs in nothing but the contents of codes: `8080` for `80`,
 * another address. `null` where more differs, or where the English does not show which content goes where.
 *
 * Each content of the old source has to stand in the English as often as there, and to become one content of the new.
 */
export function transplant(pair: { readonly source: string; readonly target: string }, source: string): string | null {
  const [before, after] = [encodeCodes(pair.source), encodeCodes(source)]
  if (before.text !== after.text) return null
  const changes = changesOf(before.codes, after.codes)
  const english = encodeCodes(pair.target)
  if (changes === null || !isEqual(countsOf(before.codes), countsOf(english.codes))) return null
  const codes = english.codes.map((code) => exchange(code, changes))
  if (codes.includes(null)) return null
  const text = decodeCodes(english.text, codes as Code[])
  return isNamed(english.text, changes) || encodeCodes(text).text !== english.text ? null : text
}

/** By what a code holds in the old source: the code of the new one. */
type Changes = ReadonlyMap<string, { readonly from: Code; readonly to: Code }>

/** `null` where more than contents differs, or one content becomes several. */
function changesOf(before: readonly Code[], after: readonly Code[]): Changes | null {
  const changes = new Map<string, { readonly from: Code; readonly to: Code }>()
  for (const [index, from] of before.entries()) {
    const to = after[index]
    if (!to || from.form !== to.form || from.type !== to.type || from.role !== to.role) return null
    if (!hasValue(from) && markupOf(from) !== markupOf(to)) return null
    const known = changes.get(keyOf(from))
    if (known && markupOf(known.to) !== markupOf(to)) return null
    if (markupOf(withValue(from, to)) !== markupOf(to)) return null
    changes.set(keyOf(from), { from, to })
  }
  return changes
}

function hasValue({ type, form }: Code): boolean {
  return HAS_VALUE.test(type) || (type === 'emphasis' && form === 'locked')
}

/** The code with the value of `to`, written as it was. */
function withValue(code: Code, to: Code): Code {
  if (code.type === 'code') return { ...code, open: code.open.replace(code.shows, () => to.shows) }
  if (!hasLabel(code)) return { ...code, open: to.open, close: to.close }
  const [open, close] = [code.open, code.close]
  const next = to.label ?? ''
  return code.form === 'locked'
    ? { ...code, open: relabel(open, code, next) ?? open, label: next }
    : { ...code, close: relabel(close, code, next) ?? close, label: next }
}

function exchange(code: Code, changes: Changes): Code | null {
  if (!hasValue(code)) return code
  const change = changes.get(keyOf(code))
  if (!change) return null
  return markupOf(change.from) === markupOf(change.to) ? code : withValue(code, change.to)
}

function countsOf(codes: readonly Code[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const code of codes.filter(hasValue)) counts.set(keyOf(code), (counts.get(keyOf(code)) ?? 0) + 1)
  return counts
}

function isEqual(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([key, count]) => other.get(key) === count)
}

/** True when the prose names a content that is no more. */
function isNamed(engineText: string, changes: Changes): boolean {
  const prose = tokensOfForm(engineText).map((token) => (token.kind === 'text' ? token.text : '\n'))
  return [...changes.values()].some(({ from, to }) => {
    return markupOf(from) !== markupOf(to) && hasWord(prose.join(''), from.shows)
  })
}

function hasWord(text: string, word: string): boolean {
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}_]/u.test(character ?? '')
  if (!/[\p{L}\p{N}]/u.test(word)) return false
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true
  }
  return false
}
