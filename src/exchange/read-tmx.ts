import { hash } from 'node:crypto'
import { ZhenError } from '../core/errors.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../core/inline.js'
import { type MemoryPair, type PairAbout, QUALITIES } from '../core/pair.js'
import { languageFit } from './languages.js'
import { PROPERTIES } from './tmx.js'
import { qualityOf } from './tmx-makers.js'
import { TmxSeg } from './tmx-seg.js'
import { MARKDOWN } from './tmx-text.js'
import { openXml, type XmlElement, type XmlLimits, type XmlPlace, type XmlSink } from './xml-reader.js'

/** A memory may be as long as it likes, since it is never held whole; one unit of it may not. */
const LIMITS: XmlLimits = { characters: Number.POSITIVE_INFINITY, run: 1_000_000, depth: 64 }

/** Of a unit: more properties or notes than a person would look at are left out, and the rest of long ones. */
const MOST_KEPT = 20
const LONGEST_KEPT = 1_000

/** Pairs handed on at a time. */
const BATCH = 2_000

/** What a file had. */
export interface TmxCounts {
  units: number
  pairs: number
  /** Of the pairs: those the file says a person made, and those it says a machine made; of the rest it says nothing. */
  persons: number
  machines: number
  /** Units left out: without one of the two languages; without Chinese to translate, or without English. */
  otherLanguages: number
  unusable: number
}

export interface TmxReader {
  /** The pairs that came to an end in this piece of the file. */
  write(piece: string): readonly MemoryPair[]
  /** @throws ZhenError where the file is not at its end */
  close(): void
  readonly counts: Readonly<TmxCounts>
}

/** The two languages wanted, by their tags. */
export interface TmxOptions {
  readonly source: string
  readonly target: string
}

/**
 * Reads TMX 1.1 to 1.4b piece by piece. A unit gives one pair: of several texts of a language the one whose tag fits best.
 *
 * Codes of files whose `datatype` is Markdown are Markdown; of others bold, italic and code become Markdown, the rest is
 * left out. What is known of the maker decides the quality: see {@link qualityOf}.
 *
 * @throws ZhenError `xml-refused` for XML that is no TMX, and what {@link openXml} throws
 */
export function openTmx(path: string, options: TmxOptions): TmxReader {
  const counts: TmxCounts = { units: 0, pairs: 0, persons: 0, machines: 0, otherLanguages: 0, unusable: 0 }
  let pairs: MemoryPair[] = []
  const take = (pair: MemoryPair) => void pairs.push(pair)
  const reader = openXml(path, (place) => new Units(place, options, counts, take), LIMITS)
  return {
    write(piece) {
      reader.write(piece)
      const read = pairs
      pairs = []
      return read
    },
    close: () => reader.close(),
    counts,
  }
}

/** The pairs of a file, a few thousand at a time. */
export async function* readTmx(
  texts: AsyncIterable<string>,
  reader: TmxReader,
): AsyncGenerator<readonly MemoryPair[], void, undefined> {
  let batch: MemoryPair[] = []
  for await (const text of texts) {
    batch.push(...reader.write(text))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  reader.close()
  if (batch.length > 0) yield batch
}

/** A text of a unit, and what stands at it. */
interface Variant {
  readonly language: string
  readonly isMarkdown: boolean
  readonly made: Made
  seg: string
}

/** Who made a text and when, as the file says; of a unit or of one of its texts. */
interface Made {
  readonly creator: string
  readonly changer: string
  readonly date: string
  readonly notes: string[]
  readonly properties: Map<string, string>
}

class Units implements XmlSink {
  readonly #place: () => XmlPlace
  readonly #options: TmxOptions
  readonly #counts: TmxCounts
  readonly #take: (pair: MemoryPair) => void
  readonly #open: string[] = []
  #isMarkdown = false
  #unitIsMarkdown = false
  #unit: Made | null = null
  #variants: Variant[] = []
  /** Of the property or note that is open. */
  #property = ''
  #text = ''
  #seg: TmxSeg | null = null

  constructor(place: () => XmlPlace, options: TmxOptions, counts: TmxCounts, take: (pair: MemoryPair) => void) {
    this.#place = place
    this.#options = options
    this.#counts = counts
    this.#take = take
  }

  start(element: XmlElement): void {
    const { name, attributes } = element
    if (this.#open.length === 0 && name !== 'tmx')
      throw new ZhenError('xml-refused', { ...this.#place(), expected: 'tmx', found: name })
    this.#open.push(name)
    if (this.#seg) this.#seg.start(element)
    else if (name === 'header') this.#isMarkdown = isMarkdown(attributes, false)
    else if (name === 'tu') {
      this.#unit = madeOf(attributes)
      this.#unitIsMarkdown = isMarkdown(attributes, this.#isMarkdown)
      this.#variants = []
    } else if (name === 'tuv' && this.#unit) {
      this.#variants.push({
        language: attributes.get('xml:lang') ?? attributes.get('lang') ?? '',
        isMarkdown: isMarkdown(attributes, this.#unitIsMarkdown),
        made: madeOf(attributes),
        seg: '',
      })
    } else if (name === 'seg' && this.#variants.length > 0)
      this.#seg = new TmxSeg(this.#variants.at(-1)?.isMarkdown === true)
    else if (name === 'prop' || name === 'note') {
      this.#property = attributes.get('type') ?? ''
      this.#text = ''
    }
  }

  text(text: string): void {
    if (this.#seg) this.#seg.text(text)
    else this.#text += text
  }

  end({ name }: XmlElement): void {
    this.#open.pop()
    const variant = this.#variants.at(-1)
    if (this.#seg && name === 'seg' && variant) {
      variant.seg = this.#seg.markdown()
      this.#seg = null
    } else if (this.#seg) this.#seg.end()
    else if (name === 'prop' || name === 'note') this.#remember(name, variant?.made ?? this.#unit)
    else if (name === 'tu') this.#finish()
  }

  #remember(name: 'prop' | 'note', made: Made | null): void {
    if (!made) return
    // In a unit, texts follow their unit's properties.
    const text = this.#text.trim()
    if (text === '') return
    if (name === 'prop') made.properties.set(this.#property, this.#text)
    else made.notes.push(text)
  }

  #finish(): void {
    this.#counts.units++
    const { source, target } = this.#options
    const [from, to] = [this.#best(source), this.#best(target)]
    if (!this.#unit || !from || !to) {
      this.#counts.otherLanguages++
      return
    }
    const read = pairOf(this.#unit, from, to)
    if (read === null) {
      this.#counts.unusable++
      return
    }
    this.#counts.pairs++
    if (read.made === 'person') this.#counts.persons++
    if (read.made === 'machine') this.#counts.machines++
    this.#take(read.pair)
  }

  /** The first of the texts whose language fits best. */
  #best(wanted: string): Variant | undefined {
    let [best, bestFit]: [Variant | undefined, number] = [undefined, 0]
    for (const variant of this.#variants) {
      const fit = languageFit(variant.language, wanted)
      if (fit > bestFit) [best, bestFit] = [variant, fit]
    }
    return best
  }
}

function pairOf(unit: Made, from: Variant, to: Variant) {
  const [source, target] = [from.seg, to.seg]
  if (!hasSourceLanguage(source) || target.trim() === '' || isMainlySourceLanguage(target)) return null
  const properties = new Map([...unit.properties, ...to.made.properties])
  const known = (name: string): string | null => {
    const value = properties.get(name) ?? null
    properties.delete(name)
    return value
  }
  const [chapter, id] = [known(PROPERTIES.chapter) ?? '', known(PROPERTIES.id) ?? '']
  const [previousSource, nextSource] = [known(PROPERTIES.previous), known(PROPERTIES.next)]
  const said = QUALITIES.find((quality) => quality === properties.get(PROPERTIES.quality)?.trim())
  properties.delete(PROPERTIES.quality)
  const maker = {
    creator: to.made.creator || unit.creator,
    changer: to.made.changer || unit.changer,
    properties,
  }
  const { quality, made } = qualityOf(maker)
  const pair: MemoryPair = {
    source,
    target,
    previousSource,
    nextSource,
    chapter,
    // Several units may give one source several targets.
    id: id || nameOf([target, previousSource, nextSource]),
    origin: maker.changer || maker.creator,
    quality: said ?? quality,
    ...aboutOf(unit, to.made, properties),
  }
  return { pair, made }
}

function aboutOf(unit: Made, made: Made, properties: ReadonlyMap<string, string>): { readonly about?: PairAbout } {
  const notes = [...unit.notes, ...made.notes].slice(0, MOST_KEPT).map(shorten)
  const changed = isoOf(made.date || unit.date)
  const kept = [...properties].slice(0, MOST_KEPT).map(([name, value]) => [name, shorten(value.trim())])
  if (notes.length === 0 && kept.length === 0 && changed === null) return {}
  return {
    about: {
      ...(changed === null ? {} : { changed }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(kept.length === 0 ? {} : { properties: Object.fromEntries(kept) }),
    },
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_KEPT ? `${text.slice(0, LONGEST_KEPT - 1)}…` : text
}

function madeOf(attributes: XmlElement['attributes']): Made {
  return {
    creator: attributes.get('creationid')?.trim() ?? '',
    changer: attributes.get('changeid')?.trim() ?? '',
    date: attributes.get('changedate') ?? attributes.get('creationdate') ?? '',
    notes: [],
    properties: new Map(),
  }
}

function isMarkdown(attributes: XmlElement['attributes'], otherwise: boolean): boolean {
  const datatype = attributes.get('datatype')
  return datatype === undefined ? otherwise : datatype === MARKDOWN || /markdown|\bmyst\b/i.test(datatype)
}

/** `20200102T030405Z`, as TMX has it, in the form people know. */
function isoOf(date: string): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(date.trim())
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

function nameOf(texts: readonly (string | null)[]): string {
  return hash('sha256', JSON.stringify(texts), 'base64url').slice(0, 12)
}
