import { ZhenError } from '../core/errors.js'
import type { TermStatus } from '../core/term-status.js'
import type { PlainRow } from '../glossary/term.js'
import { languageFit } from './languages.js'
import { joinNote, NOTE_MARKS, type SplitNote } from './tbx.js'
import { readXml, type XmlElement, type XmlPlace, type XmlSink } from './xml-reader.js'

/** The project's two languages, as BCP 47 tags. */
export interface TermLanguages {
  readonly source: string
  readonly target: string
}

export interface ReadTbx {
  readonly rows: readonly PlainRow[]
  /** Lines of concepts that lack a term in one of the two languages. */
  readonly skipped: readonly number[]
}

/**
 * Reads TBX, version 3 in DCA or DCT style; the names of version 2 are known too.
 *
 * The first Chinese term that is preferred, else the first, is the source, the others its variants; terms in another
 * script than the project's count where a concept has no others. An English term without a status is preferred where it is the first
 * and no other is, else admitted.
 *
 * @throws ZhenError `xml-refused`, and what {@link readXml} throws
 */
export function readTbx(xml: string, path: string, languages: TermLanguages): ReadTbx {
  const rows: PlainRow[] = []
  const skipped: number[] = []
  readXml(xml, path, (place) => new Reader(place, languages, rows, skipped))
  return { rows, skipped }
}

interface ReadTerm {
  readonly language: string
  term: string
  status: string
  pos: string
  readonly notes: string[]
  /** What has a place of its own in TBX, and stands in a glossary's note. */
  readonly said: Partial<Record<keyof SplitNote, string>>
}

/** Elements by what they are called in version 3. */
const NAMES: Readonly<Record<string, string>> = { termEntry: 'conceptEntry', langSet: 'langSec', tig: 'termSec' }

/** Data categories that are taken, by what a glossary's note calls them. */
const CATEGORIES: Readonly<Record<string, Exclude<keyof SplitNote, 'rest'>>> = {
  subjectField: 'subject',
  definition: 'definition',
  context: 'example',
  source: 'source',
}

/** Elements whose `type` says what they hold. */
const TYPED: ReadonlySet<string> = new Set(['termNote', 'descrip', 'admin'])

class Reader implements XmlSink {
  readonly #place: () => XmlPlace
  readonly #languages: TermLanguages
  readonly #rows: PlainRow[]
  readonly #skipped: number[]
  /** The elements that are open: each what it is called, or the data category it holds. */
  readonly #open: string[] = []
  #openLanguages: string[] = []
  #terms: ReadTerm[] = []
  /** What is said of the concept that is open, or of one of its languages. */
  #ofConcept: ReadTerm['said'] = {}
  #text = ''
  #conceptLine = 0

  constructor(place: () => XmlPlace, languages: TermLanguages, rows: PlainRow[], skipped: number[]) {
    this.#place = place
    this.#languages = languages
    this.#rows = rows
    this.#skipped = skipped
  }

  text(text: string): void {
    this.#text += text
  }

  start({ name: local, attributes }: XmlElement): void {
    const name = NAMES[local] ?? local
    if (this.#open.length === 0 && name !== 'tbx' && name !== 'martif') {
      throw new ZhenError('xml-refused', { ...this.#place(), expected: 'tbx', found: name })
    }
    this.#open.push(TYPED.has(name) ? (attributes.get('type') ?? '') : name)
    if (name === 'conceptEntry') {
      this.#terms = []
      this.#ofConcept = {}
      this.#conceptLine = this.#place().line
    } else if (name === 'langSec') this.#openLanguages.push(attributes.get('xml:lang') ?? '')
    else if (name === 'termSec') {
      this.#terms.push({
        language: this.#openLanguages.at(-1) ?? '',
        term: '',
        status: '',
        pos: '',
        notes: [],
        said: {},
      })
    }
    // Markup within a term or a note is taken for its text.
    if (!['hi', 'foreign', 'sc', 'ec', 'ph'].includes(name)) this.#text = ''
  }

  end(): void {
    const name = this.#open.pop()
    const term = this.#open.includes('termSec') ? this.#terms.at(-1) : undefined
    const text = this.#text.trim()
    if (name === 'conceptEntry') this.#take()
    else if (name === 'langSec') this.#openLanguages.pop()
    else if (name === 'term' && term) term.term = text
    else if (name === 'administrativeStatus' && term) term.status = text
    else if (name === 'partOfSpeech' && term) term.pos = text
    else if (name === 'note' && term && text !== '') term.notes.push(text)
    else if (name !== undefined && Object.hasOwn(CATEGORIES, name) && text !== '') this.#say(name, text, term)
  }

  /** Of several texts of a category the first, in whichever language, is kept. */
  #say(name: string, text: string, term: ReadTerm | undefined): void {
    const category = CATEGORIES[name]
    const said = term ? term.said : this.#ofConcept
    if (category) said[category] ??= text
  }

  #take(): void {
    const named = this.#terms.filter(({ term }) => term !== '')
    const { source, target } = this.#languages
    const chinese =
      [source, 'zh-Hans', 'zh-Hant'].map((wanted) => fitting(named, wanted)).find(({ length }) => length > 0) ?? []
    const english = fitting(named, target)
    const first = chinese.find(({ status }) => statusOf(status) === 'preferred') ?? chinese[0]
    if (!first || english.length === 0) {
      this.#skipped.push(this.#conceptLine)
      return
    }
    const variants = [...new Set(chinese.map(({ term }) => term))].filter((term) => term !== first.term)
    const hasPreferred = english.some(({ status }) => statusOf(status) === 'preferred')
    for (const [index, { term, status, pos, notes, said }] of english.entries()) {
      const { context, posMark, rest } = marksOf(notes)
      // What is said of the concept stands in the first row, as its variants do.
      const all = { ...(index === 0 ? this.#ofConcept : {}), ...said, rest: rest.join('; ') }
      this.#rows.push({
        source: first.term,
        text: term,
        status: statusOf(status) ?? (index === 0 && !hasPreferred ? 'preferred' : 'admitted'),
        pos: posMark || (pos === 'properNoun' ? 'proper noun' : pos),
        note: joinNote(all),
        context,
        variants: index === 0 ? variants : [],
      })
    }
  }
}

/** Terms of a language, in any region where it is written alike; those of its own region first. */
function fitting(terms: readonly ReadTerm[], wanted: string): ReadTerm[] {
  const fitOf = ({ language }: ReadTerm) => languageFit(language, wanted)
  return terms.filter((term) => fitOf(term) > 0).sort((a, b) => fitOf(b) - fitOf(a))
}

/** Takes the notes that zhen marked from the others. */
function marksOf(notes: readonly string[]): { context: string; posMark: string; rest: readonly string[] } {
  const rest = [...notes]
  const take = (mark: RegExp): string => {
    const [next] = rest
    if (next === undefined || !mark.test(next)) return ''
    rest.shift()
    return next.replace(mark, '')
  }
  return { context: take(NOTE_MARKS.context), posMark: take(NOTE_MARKS.pos), rest }
}

function statusOf(name: string): TermStatus | null {
  if (/^preferred/.test(name)) return 'preferred'
  if (/^admitted/.test(name)) return 'admitted'
  return /^(?:deprecated|superseded|obsolete)/.test(name) ? 'deprecated' : null
}
