import type { Change } from '../../src/core/status.js'

const CODE = /`[^`]*`|<[A-Za-z/!][^>]*>|\{[A-Za-z][^}]*\}|<[^<>\s]+>|!\[/g
const DESTINATION = /\]\(([^)\s]*)[^)]*\)|\]\[([^\]]*)\]|(https?:\/\/[^\s<>)\]）]+)/g
const NEGATIONS = /[不未无没非勿别否]/g

/**
 * The kinds of change that a plain reading allows between two texts. Independent of how sync classifies, and wider:
 * where two readings are possible both are given.
 */
export function plausibleChanges(older: string, newer: string): ReadonlySet<Change> {
  const same = (strip: (text: string) => string) => strip(older) === strip(newer)
  const sameCodes = same(codesOf) && same(addressesOf)
  const found = new Set<Change>(sameCodes ? [] : ['code'])
  if (same(withoutBlanks)) return found.add('format')
  if (same(lettersOf)) {
    found.add('punctuation').add('format')
    if (joinsWords(older, newer)) found.add('typo')
    if (!same((text) => text.replace(/[^?？]/g, ''))) found.add('substantive')
    return found
  }
  if (same((text) => lettersOf(text).toLowerCase())) return found.add('typo')
  if (same((text) => lettersOf(proseOf(text))))
    return same(addressesOf) ? found.add('format').add('punctuation') : found
  if (same((text) => lettersOf(text.replace(/\d+/g, '')))) return found.add('number')
  if (same((text) => lettersOf(text.replace(NEGATIONS, '')))) return found.add('negation').add('substantive')
  found.add('substantive')
  if (differingCharacters(lettersOf(older), lettersOf(newer)) <= 4) found.add('typo').add('number').add('negation')
  if (isMisspelling(older, newer)) found.add('typo')
  return found
}

function codesOf(text: string): string {
  return (text.match(CODE) ?? []).join('\n')
}

/** Where a text leads to, each address once. */
function addressesOf(text: string): string {
  const addresses = [...text.matchAll(DESTINATION)].map(([, link, reference, bare]) => link ?? reference ?? bare ?? '')
  return [...new Set(addresses)].sort().join('\n')
}

function proseOf(text: string): string {
  return text.replace(CODE, ' ').replace(DESTINATION, ' ')
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '')
}

function lettersOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
}

function joinsWords(older: string, newer: string): boolean {
  return wordsOf(older).length !== wordsOf(newer).length
}

/** True when the same words follow one another, some of the longer Latin ones written a little differently. */
function isMisspelling(older: string, newer: string): boolean {
  const [before, after] = [wordsOf(older), wordsOf(newer)]
  if (before.length !== after.length) return false
  return before.every((word, index) => {
    const other = after[index] ?? ''
    return word === other || (word.length >= 5 && other.length >= 5 && differingCharacters(word, other) <= 3)
  })
}

/** What is left of both once their common beginning and end are taken off. */
function differingCharacters(a: string, b: string): number {
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end
}
