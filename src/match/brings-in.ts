import { proseOf } from '../core/inline.js'
import type { Change } from '../core/status.js'
import { hasHan } from '../core/text.js'
import { focus } from './focus.js'
import { quantitiesIn } from './numbers.js'
import { wordingOf } from './wording.js'

/** True when an edit changes words, numbers or code: not only punctuation, markers, white space or letter case. */
export function wordsChanged(older: string, newer: string): boolean {
  const texts = focus(older, newer)
  if (!texts) return true
  const [before, after] = [wordingOf(texts[0]).tokens, wordingOf(texts[1]).tokens]
  if (before.length !== after.length) return true
  return before.some(({ text }, at) => text.toLowerCase() !== after[at]?.text.toLowerCase())
}

/**
 * True when the edited target has followed the source: it has every new number, compared across the languages (`3万` is
 * 30,000), and every new code, address and label that has no source-language text, verbatim; and it no longer has, where
 * it had it, what the source dropped. True when the source changed nothing of the kind.
 */
export function bringsIn(targetOld: string, targetNew: string, sourceOld: string, sourceNew: string): boolean {
  const [numbersHad, numbers] = [readings(targetOld), readings(targetNew)]
  const numbersFollowed = followed(writtenNumbers(sourceOld), writtenNumbers(sourceNew), (value) => [
    numbersHad.get(value) ?? 0,
    numbers.get(value) ?? 0,
  ])
  if (!numbersFollowed) return false
  const [had, has] = [foldLanguage(targetOld), foldLanguage(targetNew)]
  const [codesOld, codesNew] = [writtenCodes(sourceOld), writtenCodes(sourceNew)]
  const codes = [...new Set([...codesOld, ...codesNew])]
  return followed(codesOld, codesNew, (code) => {
    const longer = codes.filter((other) => other !== code && other.includes(code))
    return [occurrences(without(had, longer), code), occurrences(without(has, longer), code)]
  })
}

/**
 * True when a person's edit of a stale target makes it up to date: words changed, or for `code` anything at all, and,
 * where it is numbers, codes or a negation that the source changed, the edit brings in the new ones.
 */
export function clearsStale(
  change: Change,
  targetOld: string,
  targetNew: string,
  sourceOld: string,
  sourceNew: string,
): boolean {
  const isEdited = change === 'code' ? targetOld !== targetNew : wordsChanged(targetOld, targetNew)
  return isEdited && (change === 'substantive' || bringsIn(targetOld, targetNew, sourceOld, sourceNew))
}

/** How often a value stands in the target, before and after the edit. */
type InTarget = (value: string) => readonly [before: number, after: number]

function followed(older: readonly string[], newer: readonly string[], inTarget: InTarget): boolean {
  const [before, after] = [countsOf(older), countsOf(newer)]
  return [...new Set([...older, ...newer])].every((value) => {
    const [had, has] = [before.get(value) ?? 0, after.get(value) ?? 0]
    if (had === has) return true
    const [targetHad, targetHas] = inTarget(value)
    if (has > had) return targetHas >= has || targetHas > targetHad
    return has > 0 || targetHad === 0 || targetHas < targetHad
  })
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** The numbers of the prose. 一 alone is an article more often than a number. */
function writtenNumbers(text: string): string[] {
  const prose = proseOf(text)
  return quantitiesIn(prose).flatMap(({ values, start, end }) => {
    return values[0] === undefined || prose.slice(start, end) === '一' ? [] : [values[0]]
  })
}

/** How often each number can be read out of a text. */
function readings(text: string): Map<string, number> {
  return countsOf(quantitiesIn(text).flatMap(({ values }) => values))
}

/** What must be copied: codes, and of references what a translator does not translate. */
function writtenCodes(text: string): string[] {
  const { codes, references } = wordingOf(text)
  const copied = references.flatMap((reference) => {
    const [, type = '', value = ''] = /^(\S+) ([\s\S]*)$/.exec(reference) ?? []
    if (type === 'html')
      return [...value.matchAll(/\b(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, address = '']) => address)
    return [type === 'role' ? value.replace(/^\S* /, '') : value]
  })
  return [...codes, ...copied].filter((code) => code !== '' && !hasHan(code)).map(foldLanguage)
}

/** Addresses of the two language editions of a site count as one. */
function foldLanguage(text: string): string {
  return text.replace(/(\/|%2F)(?:zh|en)(?:[-_][a-z]{2,4})?(?=\/|%2F)/gi, '$1*')
}

/** A text without codes that hold another, such as `a/stats` beside `a/stat`. */
function without(text: string, codes: readonly string[]): string {
  return codes.reduce((rest, code) => rest.replaceAll(code, ' '), text)
}

function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}
