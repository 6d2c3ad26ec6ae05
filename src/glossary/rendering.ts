import { derivations } from './derive.js'
import { inflections } from './inflect.js'
import { irregularForms } from './irregular.js'
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
  /** Only the wording's own words and their inflections: for wordings that are looked for to be blamed. */
  readonly strict?: boolean
}

/**
 * Where `wording` stands first in a target text, or `null`.
 *
 * Found in prose, link text and code; inflected; in any case; with a hyphen, a blank or nothing between its words
 * (`side-car`, `connectionPool`); with an article between them, and other words where the wording has `…`; a single noun also as its verb (`response`, `respond`);
 * as its acronym or, for an acronym, spelled out; with or without what the wording has in parentheses.
 */
export function findRendering(target: string, wording: string, options: RenderingOptions = {}): Rendering | null {
  return findRenderings(target, wording, options)[0] ?? null
}

/** All places, in order, not overlapping. */
export function findRenderings(target: string, wording: string, options: RenderingOptions = {}): Rendering[] {
  const pattern = patternOf(wording, options)
  if (!pattern || (options.strict && !mayStand(target, wording))) return []
  const text = readableOf(target)
  const renderings: Rendering[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = wordStart(text, match.index, options)
    const end = match.index + match[0].length
    if (start === -1) pattern.lastIndex = match.index + 1
    else renderings.push({ start, end, text: text.slice(start, end) })
  }
  return renderings
}

/** True when two places share a character. */
export function overlap(a: Rendering, b: Rendering): boolean {
  return a.start < b.end && b.start < a.end
}

/**
 * True when `wording` stands in `lowered`, a text in small letters, just as it is or in the plural.
 *
 * Says no to much that {@link findRenderings} finds; it is the common case, and much cheaper.
 */
export function hasPlainly(lowered: string, wording: string): boolean {
  const wanted = wording.toLowerCase()
  if (wanted === '') return false
  const isPart = (unit: string | undefined) => unit !== undefined && /[\p{L}\p{N}]/u.test(unit)
  for (let at = lowered.indexOf(wanted); at !== -1; at = lowered.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    if (!isPart(lowered[at - 1]) && !isPart(lowered[lowered[end] === 's' ? end + 1 : end])) return true
  }
  return false
}

/** False where no inflection of the wording can stand: they begin alike, save a few irregular ones. */
function mayStand(target: string, wording: string): boolean {
  const lowered = target.toLowerCase()
  return wordsOf(wording.toLowerCase()).every(
    (word) =>
      ELLIPSIS.test(word) ||
      lowered.includes(word.slice(0, word.length < 4 ? 2 : 3)) ||
      irregularForms(word).length > 0,
  )
}

/** Compiled wordings. They come from a glossary, so that there are not many. */
const patterns = new Map<string, RegExp | null>()

function patternOf(wording: string, { verbatim = false, strict = false }: RenderingOptions): RegExp | null {
  const key = `${verbatim ? '=' : strict ? '!' : '~'}${wording}`
  let pattern = patterns.get(key)
  if (pattern === undefined) {
    const body = verbatim ? verbatimBody(wording) : freeBody(wording, strict)
    pattern = body === '' ? null : new RegExp(`(?:${body})${END}`, 'g')
    patterns.set(key, pattern)
  }
  return pattern
}

const PREFIX = /(?:^|[^A-Za-z0-9])((?:sub|micro|multi|non|pre|re|dis|un|inter|cross|auto)-?)$/i

/**
 * Where the word begins that has `at` in it, or -1 if a match there would be inside another word: at `at`, be it a
 * hump of `camelCase` or `HTTPConnection`, or at a prefix before it (`subresource`, `multi-cluster`, `disconnect`).
 */
function wordStart(text: string, at: number, { verbatim = false, strict = false }: RenderingOptions): number {
  const before = text.slice(Math.max(0, at - 8), at)
  if (!/[\p{L}\p{N}]-?$/u.test(before)) return at
  const prefix = verbatim || strict ? undefined : PREFIX.exec(before)?.[1]
  if (prefix) return at - prefix.length
  const isHump = /[a-z0-9]$/.test(before) ? /^[A-Z]/ : /[A-Z]$/.test(before) ? /^[A-Z][a-z]/ : /^/
  return isHump.test(text.slice(at, at + 2)) ? at : -1
}

/** A word ends here, be it at a hump. */
const END = '(?:(?![A-Za-z0-9\u00c0-\u024f])|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))'
/** Between two words: nothing, blanks, hyphens, markup; an article. */
const JOINT = '[\\s\\-\\u2010-\\u2013_*`~"“”]*(?:(?:[Tt]he|[Aa]n?)\\s+[*`_]*)?'

function verbatimBody(wording: string): string {
  const words = wording.split(/\s+/).filter((word) => word !== '')
  return words.length === 0 ? '' : `${words.map(quote).join('\\s+')}(?:s|es)?`
}

function freeBody(wording: string, strict: boolean): string {
  const outside = wording.replace(/[（(][^()（）]*[)）]/g, ' ')
  const inside = Array.from(wording.matchAll(/[（(]([^()（）]*)[)）]/g), ([, text = '']) => text)
  return [outside, ...(strict ? [] : inside)]
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .flatMap((words) => [compoundBody(words, strict), ...(strict ? [] : abbreviations(words))])
    .join('|')
}

const PARTICLE = /^(?:back|up|down|out|in|off|on|over|away)$/i

/** Up to three other words of the same sentence. */
const GAP = `(?:${JOINT}|(?:\\s+[\\w'’*\`-]+){1,3}\\s+)`
/** By it a wording allows such words. */
const ELLIPSIS = /^(?:…|\.\.\.)$/

/** `roll back` may have its object inside: `roll the change back`; so may what has an ellipsis, `keep … alive`. */
function compoundBody(words: readonly string[], strict: boolean): string {
  const hasParticle = words.length === 2 && PARTICLE.test(words[1] ?? '')
  return words
    .map((word, index) => {
      if (ELLIPSIS.test(word)) return ''
      const before = words[index - 1]
      const joint = before === undefined ? '' : hasParticle || ELLIPSIS.test(before) ? GAP : JOINT
      return joint + wordBody(word, !strict && words.length === 1)
    })
    .join('')
}

function wordsOf(text: string): string[] {
  return text.split(/[\s\-\u2010-\u2013_]+/).filter((word) => word !== '')
}

function wordBody(word: string, isDerivable: boolean): string {
  if (isAcronym(word)) return `${anyCase(word)}(?:'?s|es)?`
  if (!/^[A-Za-z]+$/.test(word)) return `${anyCase(word)}(?:s|es)?`
  const small = word.toLowerCase()
  const families = isDerivable ? [small, ...derivations(small)] : [small]
  return alternatives(families.flatMap(inflections), (depth) => jointAt(depth, small.length))
}

/** `timeout` is also written `time out` and `time-out`; `upstream` also `up-stream`. */
function jointAt(depth: number, length: number): string {
  if (length < 6) return ''
  return depth >= 3 && length - depth >= 3 ? '[\\s\\-]?' : depth === 2 ? '-?' : ''
}

interface Branch {
  readonly next: Map<string, Branch>
  isEnd: boolean
}

/** Any of `forms`, longest first, in any case; what they share is written once, which keeps patterns small. */
function alternatives(forms: readonly string[], joint: (depth: number) => string): string {
  const root: Branch = { next: new Map(), isEnd: false }
  for (const form of forms) {
    let branch = root
    for (const letter of form) {
      const next = branch.next.get(letter) ?? { next: new Map(), isEnd: false }
      branch.next.set(letter, next)
      branch = next
    }
    branch.isEnd = true
  }
  return write(root, 0)

  function write({ next, isEnd }: Branch, depth: number): string {
    if (next.size === 0) return ''
    const tails = Array.from(next, ([letter, branch]) => joint(depth) + anyCase(letter) + write(branch, depth + 1))
    if (tails.length === 1 && !isEnd) return tails[0] ?? ''
    return `(?:${tails.join('|')})${isEnd ? '?' : ''}`
  }
}

function isAcronym(word: string): boolean {
  return /^[A-Z][A-Z0-9]*[a-z]?[A-Z0-9]+$/.test(word)
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
