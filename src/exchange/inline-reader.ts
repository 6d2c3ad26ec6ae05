import { formatEngineForm, type Token } from '../core/codes/engine-form.js'
import type { ReadFault, ReadText } from './unit.js'
import type { XmlElement } from './xml-reader.js'

interface Opened {
  readonly name: string
  readonly id: string
}

/** Puts together the engine form of a text as its tags are read. */
export class InlineReader {
  readonly #tokens: Token[] = []
  #fault: { readonly fault: ReadFault; readonly detail: string } | null = null
  readonly #open: Opened[] = []
  /** Elements that are open whose text is the code itself. */
  #native = 0

  text(text: string): void {
    if (this.#native === 0) this.#tokens.push({ kind: 'text', text })
  }

  start({ name, attributes }: XmlElement): void {
    const id = attributes.get('id') ?? ''
    if (NATIVE.has(name)) this.#native++
    if (LOCKS.has(name)) this.#tag('lock', id, `<${name} id="${id}"/>`)
    else if (OPENS.has(name)) this.#openPair(name, attributes.get('rid') ?? id)
    else if (CLOSES.has(name)) this.#closePair(attributes.get('startRef') ?? attributes.get('rid') ?? id)
    else if (!TRANSPARENT.has(name)) this.#blame('code-unknown', `<${name}>`)
  }

  end({ name }: XmlElement): void {
    if (NATIVE.has(name)) this.#native--
    if (name === 'pc' || name === 'g') this.#closePair(this.#open.at(-1)?.id ?? '')
  }

  read(): ReadText {
    const left = this.#open.at(-1)
    if (left) this.#blame('nesting', `<${left.name} id="${left.id}">`)
    return this.#fault ? { form: 'fault', ...this.#fault } : { form: 'coded', text: formatEngineForm(this.#tokens) }
  }

  #openPair(name: string, id: string): void {
    this.#open.push({ name, id })
    this.#tag('open', id, `<${name} id="${id}">`)
  }

  #closePair(id: string): void {
    if (this.#open.pop()?.id !== id) this.#blame('nesting', `</… id="${id}">`)
    else this.#tokens.push({ kind: 'close', id: Number(id) })
  }

  #tag(kind: 'lock' | 'open', id: string, shown: string): void {
    if (/^[1-9]\d{0,6}$/.test(id)) this.#tokens.push({ kind, id: Number(id) })
    else this.#blame('code-unknown', shown)
  }

  /** The first fault is told. */
  #blame(fault: ReadFault, detail: string): void {
    this.#fault ??= { fault, detail }
  }
}

/** XLIFF 2: `ph`, `pc`, `sc` … `ec`. XLIFF 1.2: `x`, `g`, `bx` … `ex`, and those that hold the code itself. */
const LOCKS: ReadonlySet<string> = new Set(['ph', 'x', 'it'])
const OPENS: ReadonlySet<string> = new Set(['pc', 'sc', 'g', 'bx', 'bpt'])
const CLOSES: ReadonlySet<string> = new Set(['ec', 'ex', 'ept'])
const NATIVE: ReadonlySet<string> = new Set(['ph', 'it', 'bpt', 'ept'])
/** Marks of programs' own around text. */
const TRANSPARENT: ReadonlySet<string> = new Set(['mrk', 'sm', 'em'])
