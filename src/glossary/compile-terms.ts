import { proseOf } from '../core/inline.js'
import { type Automaton, buildAutomaton } from './automaton.js'
import { compileContext, type Occurrence } from './conditions.js'
import { mergeTerms, type Term, type TermWording } from './term.js'

/** A term in a source text. The range is half-open, in UTF-16 units of that text. */
export interface TermMatch {
  readonly term: Term
  readonly start: number
  readonly end: number
  /** As it stands there. */
  readonly text: string
  /** The rows that apply here: those whose context holds. Never empty. */
  readonly wordings: readonly TermWording[]
}

/** Finds the glossary's terms in source text. */
export interface TermMatcher {
  readonly terms: readonly Term[]
  /**
   * The terms in a segment's text, in order, not overlapping: at each place the longest that applies.
   *
   * Code, addresses and labels are left out. The cost is linear in the text whatever the number of terms.
   */
  find(text: string): TermMatch[]
}

interface Entry {
  readonly term: Term
  readonly text: string
  /** The rows that apply at a place. */
  readonly wordingsAt: (occurrence: Occurrence) => readonly TermWording[]
}

/** Compiles terms, their variants, and both forms with and without a blank between Han and Latin. */
export function compileTerms(terms: readonly Term[]): TermMatcher {
  const merged = mergeTerms(terms)
  const entries = merged.flatMap(entriesOf)
  const automaton = buildAutomaton(entries.map(({ text }) => text))
  return { terms: merged, find: (text) => findTerms(proseOf(text), automaton, entries) }
}

function entriesOf(term: Term): Entry[] {
  const rows = term.wordings.map((wording) => [wording, compileContext(wording.context)] as const)
  const isFree = term.wordings.every(({ context }) => context === '')
  const wordingsAt = (occurrence: Occurrence) =>
    isFree ? term.wordings : rows.flatMap(([wording, holds]) => (holds(occurrence) ? [wording] : []))
  const texts = [term.source, ...term.variants].flatMap(spacings)
  return [...new Set(texts)].map((text) => ({ term, text, wordingsAt }))
}

const HAN_LATIN = /(?<=\p{Script=Han}) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=\p{Script=Han})/gu

/** `Envoy 代理` is also written `Envoy代理`. */
function spacings(text: string): string[] {
  return [text, text.replace(HAN_LATIN, ''), text.replace(HAN_LATIN, ' ')]
}

interface Candidate {
  readonly entry: Entry
  readonly start: number
  readonly end: number
}

function findTerms(prose: string, automaton: Automaton, entries: readonly Entry[]): TermMatch[] {
  const matches: TermMatch[] = []
  let pending: Candidate[] = []
  const settle = () => {
    if (pending.length === 0) return
    for (const match of leftmostLongest(pending, prose)) matches.push(match)
    pending = []
  }
  automaton.scan(
    prose,
    (pattern, start, end) => {
      if (isDelimited(prose, start, end)) pending.push({ entry: entries[pattern] as Entry, start, end })
    },
    settle,
  )
  return matches
}

/** A long candidate that does not apply makes room for shorter ones. */
function leftmostLongest(candidates: Candidate[], prose: string): TermMatch[] {
  if (candidates.length > 1) candidates.sort((a, b) => a.start - b.start || b.end - a.end)
  const matches: TermMatch[] = []
  let taken = 0
  for (const { entry, start, end } of candidates) {
    if (start < taken) continue
    const wordings = entry.wordingsAt({ prose, start, end })
    if (wordings.length === 0) continue
    matches.push({ term: entry.term, start, end, text: prose.slice(start, end), wordings })
    taken = end
  }
  return matches
}

/**
 * A Latin term must not go on outside: `API` is not in `APIs` or `RAPID`, `Envoy` not in `envoy-proxy`. Nor may a
 * Chinese one go on as another word: 服务 is not in 服务器, 容器 not in 容器化,
 * 架构 not in 架构师.
 */
function isDelimited(prose: string, start: number, end: number): boolean {
  return (
    !(isLatin(prose.charCodeAt(start)) && continues(prose, start - 1, -1)) &&
    !(isLatin(prose.charCodeAt(end - 1)) && continues(prose, end, 1)) &&
    !SUFFIX.has(prose[end] ?? '')
  )
}

/** Suffixes that make another word of any term. */
const SUFFIX: ReadonlySet<string> = new Set('器者员师化')

function continues(prose: string, at: number, direction: 1 | -1): boolean {
  const unit = prose.charCodeAt(at)
  return isLatin(unit) || ((unit === HYPHEN || unit === DOT) && isLatin(prose.charCodeAt(at + direction)))
}

const HYPHEN = 0x2d
const DOT = 0x2e

function isLatin(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f
  )
}
