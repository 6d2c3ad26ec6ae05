import { derivations } from './derive.js'
import { inflections } from './inflect.js'
import { readableOf } from './readable.js'

/** A half-open range of the target text in which a wording stands, and what stands there. */
export interface Rendering {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface RenderingOptions {
  /** Only exactly as written: for terms that are not translated. A plural or possessive ending may follow. */
  readonly verbatim?: boolean
}

/**
 * Where `wording` stands first in a target text, or `null`.
 *
 * Found in prose, link text and code; inflected; in any case; with a hyphen, a blank or nothing between its words
 * (`side-car`, `connectionPool`); with an article between them; a single noun also as its verb (`response`, `respond`);
 * as its acronym or, for an acronym, spelled out; with or without what the wording has in parentheses.
 */
export function findRendering(target: string, wording: string, options: RenderingOptions = {}): Rendering | null {
  return findRenderings(target, wording, options)[0] ?? null
}

/** All places, in order, not overlapping. */
export function findRenderings(target: string, wording: string, options: RenderingOptions = {}): Rendering[] {
  const pattern = patternOf(wording, options.verbatim ?? false)
  if (!pattern) return []
  return Array.from(readableOf(target).matchAll(pattern), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    text,
  }))
}

/** Compiled wordings. They come from a glossary, so that there are not many. */
const patterns = new Map<string, RegExp | null>()

function patternOf(wording: string, verbatim: boolean): RegExp | null {
  const key = `${verbatim ? '=' : '~'}${wording}`
  let pattern = patterns.get(key)
  if (pattern === undefined) {
    const body = verbatim ? verbatimBody(wording) : withPrefix(freeBody(wording))
    pattern = body === '' ? null : new RegExp(`${START}(?:${body})${END}`, 'gu')
    patterns.set(key, pattern)
  }
  return pattern
}

/** A word begins here, be it at a hump of `camelCase` or `HTTPConnection`. */
const START = '(?:(?<![\\p{L}\\p{N}])|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))'
const END = '(?:(?![\\p{L}\\p{N}])|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))'
/** Between two words: nothing, blanks, hyphens, markup; an article. */
const JOINT = '[\\s\\-\\u2010-\\u2013_*`~"“”]*(?:(?:[Tt]he|[Aa]n?)\\s+[*`_]*)?'

/** A term is also found behind a prefix: `subresource`, `multi-cluster`, `disconnect`. */
function withPrefix(body: string): string {
  return body === ''
    ? ''
    : `(?:(?:[Ss]ub|[Mm]icro|[Mm]ulti|[Nn]on|[Pp]re|[Rr]e|[Dd]is|[Uu]n|[Ii]nter|[Cc]ross|[Aa]uto)-?)?(?:${body})`
}

function verbatimBody(wording: string): string {
  const words = wording.split(/\s+/).filter((word) => word !== '')
  return words.length === 0 ? '' : `${words.map(quote).join('\\s+')}(?:s|es)?`
}

function freeBody(wording: string): string {
  const outside = wording.replace(/[（(][^()（）]*[)）]/g, ' ')
  const inside = Array.from(wording.matchAll(/[（(]([^()（）]*)[)）]/g), ([, text = '']) => text)
  return [outside, ...inside]
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .flatMap((words) => [words.map((word) => wordBody(word, words.length === 1)).join(JOINT), ...abbreviations(words)])
    .join('|')
}

function wordsOf(text: string): string[] {
  return text.split(/[\s\-\u2010-\u2013_]+/).filter((word) => word !== '')
}

function wordBody(word: string, isAlone: boolean): string {
  if (isAcronym(word)) return `${anyCase(word)}(?:'?s|es)?`
  if (!/^[A-Za-z]+$/.test(word)) return `${anyCase(word)}(?:s|es)?`
  const small = word.toLowerCase()
  const families = isAlone ? [small, ...derivations(small)] : [small]
  const forms = [...new Set(families.flatMap(inflections))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return `(?:${forms.map(splittable).join('|')})`
}

function isAcronym(word: string): boolean {
  return /^[A-Z][A-Z0-9]*[a-z]?[A-Z0-9]+$/.test(word)
}

/** `timeout` is also written `time out` and `time-out`; `upstream` also `up-stream`. */
function splittable(form: string): string {
  if (form.length < 6) return anyCase(form)
  return Array.from(form, (letter, index) => {
    const rest = form.length - index
    const joint = index >= 3 && rest >= 3 ? '[\\s\\-]?' : index === 2 && rest >= 4 ? '-?' : ''
    return joint + anyCase(letter)
  }).join('')
}

/** The initials of two or more words (`HTTP Connection Manager`: `HCM`); the words behind an acronym. */
function abbreviations(words: readonly string[]): string[] {
  const [only = ''] = words
  if (words.length === 1) return /^[A-Z]{2,5}$/.test(only) ? [spelledOut(only)] : []
  return words.every((word) => /^[A-Za-z]/.test(word)) ? [`${initials(words)}s?`] : []
}

function initials(words: readonly string[]): string {
  return words.map((word) => (word[0] as string).toUpperCase()).join('')
}

function spelledOut(acronym: string): string {
  return Array.from(acronym, (letter) => `${anyCase(letter)}[a-z]+`).join('[\\s\\-]+')
}

function anyCase(text: string): string {
  return Array.from(text, (letter) => {
    const small = letter.toLowerCase()
    const capital = letter.toUpperCase()
    return small === capital || small.length + capital.length > 2 ? quote(letter) : `[${small}${capital}]`
  }).join('')
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
