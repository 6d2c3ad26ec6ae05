import { isMainlySourceLanguage } from '../core/inline.js'
import { stem } from './stem.js'
import type { AlignUnit, UnitKind } from './unit.js'
import { Interner, type Vocabulary } from './vocabulary.js'

/** Beyond this a unit's text adds nothing to what its beginning says. */
const READ_LIMIT = 12_000
/** A Latin word takes the room of this many Han characters. */
const LATIN_SIZE = 1.6
const ADDRESS = /https?:\/\/[^\s()<>"'`，。；：、]+|(?<=[(\s"'`<])\.{0,2}\/[^\s()<>"'`，。；：、]{3,}/g
const WORD = /[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)*/g
const LIST_MARKER = /^\s*(?:[-*+]|\d+[.)])\s+/
const HAN_RUN = /\p{Script=Han}+/gu
/** English words that say nothing about what a text is about. */
const EMPTY_WORDS = new Set(
  'a an the of to in is are be it its and or as at by on for that this with from was were has have had'.split(' '),
)

/** What alignment knows of one unit, or of a run of units taken as one. */
export interface Features {
  readonly kind: UnitKind
  /** Kind and heading level in one. */
  readonly rank: string
  readonly name: string | null
  readonly level: number | null
  readonly depth: number
  /** Ascending ids of the terms it contains. */
  readonly terms: Int32Array
  /** Ids of all stems its terms allow on the other side. */
  readonly stems: Int32Array
  /** Ids of pairs of adjacent Han characters, ascending. */
  readonly bigrams: Int32Array
  /** Length comparable across the languages: about one for each Han character. */
  readonly size: number
  readonly logSize: number
  /** Same number, same text once white space is removed. */
  readonly bare: number
  /** The same, of its only segment where it has one. */
  readonly body: number
  /** What {@link body} the memory expects of its counterpart; -2 when it does not know. */
  readonly known: number
  readonly han: boolean
  readonly mainlyHan: boolean
}

/** Reads units into {@link Features} over one shared vocabulary. */
export class FeatureReader {
  readonly #vocabulary: Vocabulary
  readonly #bare = new Interner()
  readonly bigrams = new Interner()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  read(unit: AlignUnit, memory?: (source: string) => string | undefined): Features {
    const segment = unit.segment ?? unit.text
    const known = memory?.(segment)
    const begin = unit.text.slice(0, READ_LIMIT)
    const text = unit.kind === 'item' ? begin.replace(LIST_MARKER, '') : begin
    const { kind, name, level, depth } = unit
    const runs = text.match(HAN_RUN) ?? []
    const { terms, words } = this.#latinTerms(text)
    for (const run of runs) for (const term of this.#vocabulary.listedTerms(run)) terms.add(term)
    const han = runs.reduce((sum, run) => sum + run.length, 0)
    const size = Math.max(1, (han + LATIN_SIZE * words) * (unit.text.length / Math.max(1, text.length)))
    const sorted = Int32Array.from(terms).sort()
    return {
      kind,
      rank: kind === 'heading' ? `heading ${level}` : kind,
      name,
      level,
      depth,
      terms: sorted,
      stems: stemsOf(sorted, this.#vocabulary),
      bigrams: this.#bigramsOf(runs),
      size,
      logSize: Math.log(size),
      bare: this.#bareId(unit.text),
      body: this.#bareId(segment),
      known: known === undefined ? -2 : this.#bareId(known),
      han: han > 0,
      mainlyHan: han > 0 && isMainlySourceLanguage(text),
    }
  }

  #bareId(text: string): number {
    return this.#bare.id(text.replace(/\s+/g, ''))
  }

  #latinTerms(text: string): { terms: Set<number>; words: number } {
    const terms = new Set<number>()
    let words = 0
    const add = (key: string) => terms.add(this.#vocabulary.sameTerm(key))
    for (const [word] of text.matchAll(WORD)) {
      words++
      const key = stem(word)
      if (!EMPTY_WORDS.has(key)) add(key)
    }
    for (const [address] of text.matchAll(ADDRESS)) add(`/${addressKey(address)}`)
    return { terms, words }
  }

  #bigramsOf(runs: readonly string[]): Int32Array {
    const ids = new Set<number>()
    for (const run of runs) {
      if (run.length === 1) ids.add(this.bigrams.id(run))
      for (let at = 0; at + 2 <= run.length; at++) ids.add(this.bigrams.id(run.slice(at, at + 2)))
    }
    return Int32Array.from(ids).sort()
  }
}

/** An address without host, language folder, trailing slash and extension, which editions change. */
function addressKey(address: string): string {
  const lower = address.toLowerCase()
  const path = lower
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/\/(?:zh|en)(?:[-_](?:cn|hans|us))?(?=\/|$)/g, '')
    .replace(/[/.,:;!?]+$/, '')
  return path || lower
}

function stemsOf(terms: Int32Array, vocabulary: Vocabulary): Int32Array {
  const stems = new Set<number>()
  for (const term of terms) for (const id of vocabulary.alternativesOf(term)) stems.add(id)
  return Int32Array.from(stems)
}

/** Adjacent units as one. Kind and place are the first one's. */
export function joinFeatures(run: readonly Features[]): Features {
  const [first] = run
  if (!first || run.length === 1) return first as Features
  const size = run.reduce((sum, unit) => sum + unit.size, 0)
  return {
    ...first,
    terms: unionOf(run.map((unit) => unit.terms)),
    stems: unionOf(run.map((unit) => unit.stems)),
    bigrams: unionOf(run.map((unit) => unit.bigrams)),
    size,
    logSize: Math.log(size),
    bare: -1,
    body: -1,
    known: -2,
    han: run.some((unit) => unit.han),
    mainlyHan: run.every((unit) => unit.mainlyHan),
  }
}

function unionOf(lists: readonly Int32Array[]): Int32Array {
  const union = new Set<number>()
  for (const list of lists) for (const id of list) union.add(id)
  return Int32Array.from(union).sort()
}
