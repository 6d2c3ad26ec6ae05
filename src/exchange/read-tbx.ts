import { SaxesParser } from 'saxes'
import { ZhenError } from '../core/errors.js'
import type { TermStatus } from '../core/term-status.js'
import type { PlainRow } from '../glossary/term.js'
import { CONTEXT_MARK, PARTS_OF_SPEECH } from './tbx.js'

/** What a file may ask of us: in UTF-16 units, and elements within elements. */
const MOST_CHARACTERS = 64_000_000
const DEEPEST = 40

/** How much the parser is given at a time; a fault in the first piece ends the reading there. */
const PIECE = 65_536

export interface ReadTbx {
  readonly rows: readonly PlainRow[]
  /** Lines of concepts that lack a term in one of the two languages. */
  readonly skipped: readonly number[]
}

/**
 * Reads TBX, version 3 in DCA or DCT style; the names of version 2 are known too.
 *
 * The first Chinese term that is preferred, else the first, is the source, the others its variants. An English term
 * without a status is preferred where it is the first and no other is, else admitted.
 *
 * A document type declaration, and with it entities of its own, is refused; so is what nests too deep or is too long.
 *
 * @throws ZhenError `tbx-malformed`, `tbx-refused`, `tbx-doctype`, `tbx-too-deep`, `tbx-too-long`
 */
export function readTbx(xml: string, path: string): ReadTbx {
  const reader = new Reader(path)
  if (xml.length > MOST_CHARACTERS) throw new ZhenError('tbx-too-long', { path, limit: MOST_CHARACTERS })
  const text = xml.replace(/^\ufeff/, '')
  for (let at = 0; at < text.length; at += PIECE) reader.parser.write(text.slice(at, at + PIECE))
  reader.parser.close()
  return { rows: reader.rows, skipped: reader.skipped }
}

interface ReadTerm {
  readonly language: string
  term: string
  status: string
  pos: string
  readonly notes: string[]
}

/** Elements by what they are called in version 3. */
const NAMES: Readonly<Record<string, string>> = { termEntry: 'conceptEntry', langSet: 'langSec', tig: 'termSec' }

class Reader {
  readonly parser = new SaxesParser({ xmlns: true, position: true })
  readonly rows: PlainRow[] = []
  readonly skipped: number[] = []
  readonly #path: string
  /** The elements that are open: each what it is called, or the data category it holds. */
  readonly #open: string[] = []
  #languages: string[] = []
  #terms: ReadTerm[] = []
  #text = ''
  #conceptLine = 0

  constructor(path: string) {
    this.#path = path
    this.parser.on('error', ({ message }) => {
      // The parser puts the place before its words.
      throw new ZhenError('tbx-malformed', { ...this.#place(), found: message.replace(/^(?:[^:]*:)?\d+:\d+: /, '') })
    })
    this.parser.on('doctype', () => this.#refuse('tbx-doctype'))
    this.parser.on('opentag', ({ local, attributes }) => {
      const lang = attributes['xml:lang']?.value ?? ''
      this.#start(NAMES[local] ?? local, attributes.type?.value, lang)
    })
    this.parser.on('closetag', () => this.#end())
    const take = (text: string) => {
      this.#text += text
    }
    this.parser.on('text', take)
    this.parser.on('cdata', take)
  }

  #place() {
    // Of the last character that was read.
    return { path: this.#path, line: this.parser.line, column: Math.max(1, this.parser.columnIndex) }
  }

  #refuse(code: 'tbx-refused' | 'tbx-doctype' | 'tbx-too-deep', found = ''): never {
    throw new ZhenError(code, { ...this.#place(), found, limit: DEEPEST })
  }

  #start(name: string, type: string | undefined, language: string): void {
    if (this.#open.length === 0 && name !== 'tbx' && name !== 'martif') this.#refuse('tbx-refused', name)
    if (this.#open.length >= DEEPEST) this.#refuse('tbx-too-deep')
    this.#open.push(name === 'termNote' ? (type ?? '') : name)
    if (name === 'conceptEntry') {
      this.#terms = []
      this.#conceptLine = this.parser.line
    } else if (name === 'langSec') this.#languages.push(language)
    else if (name === 'termSec') {
      this.#terms.push({ language: this.#languages.at(-1) ?? '', term: '', status: '', pos: '', notes: [] })
    }
    // Markup within a term or a note is taken for its text.
    if (!['hi', 'foreign', 'sc', 'ec', 'ph'].includes(name)) this.#text = ''
  }

  #end(): void {
    const name = this.#open.pop()
    const term = this.#open.includes('termSec') ? this.#terms.at(-1) : undefined
    const text = this.#text.trim()
    if (name === 'conceptEntry') this.#take()
    else if (name === 'langSec') this.#languages.pop()
    else if (name === 'term' && term) term.term = text
    else if (name === 'administrativeStatus' && term) term.status = text
    else if (name === 'partOfSpeech' && term) term.pos = text
    else if (name === 'note' && term && text !== '') term.notes.push(text)
  }

  #take(): void {
    const named = this.#terms.filter(({ term }) => term !== '')
    const chinese = named.filter(({ language }) => /^zh\b/i.test(language))
    const english = named.filter(({ language }) => /^en\b/i.test(language))
    const first = chinese.find(({ status }) => statusOf(status) === 'preferred') ?? chinese[0]
    if (!first || english.length === 0) {
      this.skipped.push(this.#conceptLine)
      return
    }
    const variants = [...new Set(chinese.map(({ term }) => term))].filter((term) => term !== first.term)
    const hasPreferred = english.some(({ status }) => statusOf(status) === 'preferred')
    for (const [index, { term, status, pos, notes }] of english.entries()) {
      const [mark = '', ...others] = notes
      const isMarked = CONTEXT_MARK.test(mark) || mark === 'context:'
      this.rows.push({
        source: first.term,
        text: term,
        status: statusOf(status) ?? (index === 0 && !hasPreferred ? 'preferred' : 'admitted'),
        pos: wordOf(pos),
        note: (isMarked ? others : notes).join('; '),
        context: isMarked ? mark.replace(CONTEXT_MARK, '') : '',
        variants: index === 0 ? variants : [],
      })
    }
  }
}

function statusOf(name: string): TermStatus | null {
  if (/^preferred/.test(name)) return 'preferred'
  if (/^admitted/.test(name)) return 'admitted'
  return /^(?:deprecated|superseded|obsolete)/.test(name) ? 'deprecated' : null
}

/** `properNoun` as a glossary has it. */
function wordOf(pos: string): string {
  const known = PARTS_OF_SPEECH.find((part) => part === pos)
  return known === 'properNoun' ? 'proper noun' : pos
}
