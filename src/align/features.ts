import { isMainlySourceLanguage } from '../core/inline.js'
import { Collector } from './collector.js'
import type { AlignUnit, UnitKind } from './unit.js'
import { Interner, NO_TERM, type Vocabulary } from './vocabulary.js'

/** Beyond this a unit's text adds nothing to what its beginning says. */
const READ_LIMIT = 12_000
/** A Latin word takes the room of this many Han characters. */
const LATIN_SIZE = 1.6
const ADDRESS = /https?:\/\/[^\s()<>"'`，。；：、]+|(?<=[(\s"'`<])\.{0,2}\/[^\s()<>"'`，。；：、]{3,}/g
const WORD = /[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)*/g
const LIST_MARKER = /^\s*(?:[-*+]|\d+[.)])\s+/
const HAN_RUN = /\p{Script=Han}+/gu

const NONE: readonly number[] = []
/** The number of no text. */
const NO_TEXT = -1
/** What the memory expects where it knows nothing: never the number of a text. */
const UNKNOWN = -2

/** What alignment knows of one unit, or of a run of units taken as one. */
export interface Features {
  readonly kind: UnitKind
  readonly level: number | null
  /** Same number, same kind and level. */
  readonly rank: number
  /** Same number, same name. */
  readonly name: number
  readonly depth: number
  /** Ids of the terms it contains. */
  readonly terms: readonly number[]
  /** Ids of all stems its terms allow on the other side. */
  readonly stems: readonly number[]
  /** Length comparable across the languages: about one for each Han character. */
  readonly size: number
  readonly logSize: number
  /** Same number, same text once white space is removed. */
  readonly bare: number
  /** The same, of its only segment where it has one. */
  readonly body: number
  /** What {@link body} the memory expects of its counterpart. */
  readonly known: number
  readonly han: boolean
  /** Ascending ids of pairs of adjacent Han characters. */
  bigrams(): readonly number[]
  isMainlyHan(): boolean
}

/** Reads units into {@link Features} over one shared vocabulary. */
export class FeatureReader {
  readonly #vocabulary: Vocabulary
  readonly #memory: ((source: string) => string | undefined) | undefined
  readonly #bare = new Interner<string>()
  readonly #ranks = new Interner<string>()
  readonly #names = new Interner<string>()
  readonly #bigrams = new Interner<number>()
  readonly #ids = new Collector()

  constructor(vocabulary: Vocabulary, memory?: (source: string) => string | undefined) {
    this.#vocabulary = vocabulary
    this.#memory = memory
  }

  get rankCount(): number {
    return this.#ranks.size
  }

  get bigramCount(): number {
    return this.#bigrams.size
  }

  /** The memory is asked about units of the source. */
  read(unit: AlignUnit, side: 'source' | 'target'): Features {
    const { kind, level, name, depth } = unit
    const begin = unit.text.slice(0, READ_LIMIT)
    const text = kind === 'item' ? begin.replace(LIST_MARKER, '') : begin
    const runs = text.match(HAN_RUN)
    const words = text.match(WORD)
    const terms = this.#termsOf(text, words ?? [], runs ?? [])
    const read = lengthOf(runs ?? []) + LATIN_SIZE * (words?.length ?? 0)
    const size = Math.max(1, read * (unit.text.length / Math.max(1, text.length)))
    return {
      kind,
      level,
      rank: this.#ranks.id(kind === 'heading' ? `heading ${level}` : kind),
      name: name === null ? NO_TEXT : this.#names.id(name),
      depth,
      terms,
      stems: this.#stemsOf(terms),
      size,
      logSize: Math.log(size),
      bare: this.#bareId(unit.text),
      ...this.#knownOf(unit, side),
      han: runs !== null,
      bigrams: runs === null ? () => NONE : once(() => this.#bigramsOf(runs)),
      isMainlyHan: runs === null ? () => false : once(() => isMainlySourceLanguage(text)),
    }
  }

  /** The unit with more terms. */
  extend(unit: Features, more: readonly number[]): Features {
    this.#ids.addAll(unit.terms)
    this.#ids.addAll(more)
    const terms = this.#ids.take()
    return terms.length === unit.terms.length ? unit : { ...unit, terms, stems: this.#stemsOf(terms) }
  }

  /** Adjacent units as one. Kind and place are the first one's. */
  join(run: readonly Features[]): Features {
    const [first] = run
    if (!first || run.length === 1) return first as Features
    const size = run.reduce((sum, unit) => sum + unit.size, 0)
    return {
      ...first,
      terms: this.#unionOf(run.map((unit) => unit.terms)),
      stems: this.#unionOf(run.map((unit) => unit.stems)),
      size,
      logSize: Math.log(size),
      bare: NO_TEXT,
      body: NO_TEXT,
      known: UNKNOWN,
      han: run.some((unit) => unit.han),
      bigrams: once(() => this.#unionOf(run.map((unit) => unit.bigrams())).sort(ascending)),
      isMainlyHan: once(() => run.every((unit) => unit.isMainlyHan())),
    }
  }

  #bareId(text: string): number {
    return this.#bare.id(text.replace(/\s+/g, ''))
  }

  #knownOf(unit: AlignUnit, side: 'source' | 'target'): Pick<Features, 'body' | 'known'> {
    if (!this.#memory) return { body: NO_TEXT, known: UNKNOWN }
    const segment = unit.segment ?? unit.text
    const known = side === 'source' ? this.#memory(segment) : undefined
    return { body: this.#bareId(segment), known: known === undefined ? UNKNOWN : this.#bareId(known) }
  }

  #termsOf(text: string, words: readonly string[], runs: readonly string[]): number[] {
    for (const word of words) {
      const term = this.#vocabulary.wordTerm(word)
      if (term !== NO_TERM) this.#ids.add(term)
    }
    const addresses = text.includes('/') ? (text.match(ADDRESS) ?? []) : []
    for (const address of addresses) this.#ids.add(this.#vocabulary.sameTerm(`/${addressKey(address)}`))
    for (const run of runs) this.#vocabulary.addListed(run, this.#ids)
    return this.#ids.take()
  }

  #stemsOf(terms: readonly number[]): number[] {
    const { start, members } = this.#vocabulary.alternatives()
    for (const term of terms) {
      const end = start[term + 1] as number
      for (let at = start[term] as number; at < end; at++) this.#ids.add(members[at] as number)
    }
    return this.#ids.take()
  }

  #unionOf(lists: readonly (readonly number[])[]): number[] {
    for (const list of lists) this.#ids.addAll(list)
    return this.#ids.take()
  }

  #bigramsOf(runs: readonly string[]): number[] {
    for (const run of runs) {
      if (run.length === 1) this.#ids.add(this.#bigrams.id(run.charCodeAt(0)))
      for (let at = 0; at + 2 <= run.length; at++) {
        this.#ids.add(this.#bigrams.id(run.charCodeAt(at) * 65_536 + run.charCodeAt(at + 1)))
      }
    }
    return this.#ids.take().sort(ascending)
  }
}

function lengthOf(runs: readonly string[]): number {
  let length = 0
  for (const run of runs) length += run.length
  return length
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

function ascending(a: number, b: number): number {
  return a - b
}

/** Many units are never asked: what is costly is worked out when it first is. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}
