import { ZhenError } from '../core/errors.js'
import { STATES, type State } from '../core/status.js'
import { InlineReader } from './inline-reader.js'
import type { ReadText, ReadUnit } from './unit.js'
import { METADATA, OWN_NOTE, XLIFF_2 } from './write-xliff.js'
import { OWN_CONTEXT, OWNER, XLIFF_1 } from './write-xliff-1.js'
import { readXml, type XmlElement, type XmlPlace, type XmlSink } from './xml-reader.js'

/**
 * Reads XLIFF 2.x and 1.2, whichever the file is. What other modules and programs put into a unit is passed over.
 *
 * @throws ZhenError `xml-refused` for other XML, `xliff-version` for other versions, and what {@link readXml} throws
 */
export function readXliff(xml: string, path: string): readonly ReadUnit[] {
  const units: ReadUnit[] = []
  readXml(xml, path, (place) => new Reader(place, units))
  return units
}

/** A unit while it is read. */
interface OpenUnit {
  readonly id: string
  readonly line: number
  stamp: string
  readonly comments: string[]
  readonly parts: Part[]
}

/** A segment, or what stands between two. */
interface Part {
  readonly ignorable: boolean
  readonly order: number
  source: ReadText | null
  target: ReadText | null
  state: State | null
}

class Reader implements XmlSink {
  readonly #place: () => XmlPlace
  readonly #units: ReadUnit[]
  /** The root's: what belongs to other namespaces is not the file's own text. */
  #namespace: string | null = null
  #unit: OpenUnit | null = null
  #part: Part | null = null
  #isApproved = false
  #inline: InlineReader | null = null
  /** How deep the element is that is passed over, or 0. */
  #passed = 0
  /** What gathers the text of a note or of the stamp. */
  #words: { text: string; readonly take: (text: string) => void } | null = null

  constructor(place: () => XmlPlace, units: ReadUnit[]) {
    this.#place = place
    this.#units = units
  }

  start(element: XmlElement): void {
    const { name, namespace, attributes } = element
    if (this.#namespace === null) this.#open(element)
    if (this.#passed > 0 || this.#isForeign(element)) {
      this.#passed++
      const isStamp = namespace === METADATA && name === 'meta' && attributes.get('type') === 'stamp'
      if (isStamp) this.#gather((text) => this.#stamp(text))
    } else if (this.#inline) this.#inline.start(element)
    else this.#startOwn(element)
  }

  end(element: XmlElement): void {
    if (this.#words && (element.name === 'meta' || element.name === 'note' || element.name === 'context')) {
      this.#words.take(this.#words.text)
      this.#words = null
    }
    if (this.#passed > 0) this.#passed--
    else if (this.#inline && element.name !== 'source' && element.name !== 'target') this.#inline.end(element)
    else this.#endOwn(element)
  }

  text(text: string): void {
    if (this.#words) this.#words.text += text
    else if (this.#passed === 0) this.#inline?.text(text)
  }

  #open({ name, namespace, attributes }: XmlElement): void {
    if (name !== 'xliff') throw new ZhenError('xml-refused', { ...this.#place(), expected: 'xliff', found: name })
    const version = attributes.get('version') ?? ''
    // Some programs leave out the namespace of 1.2.
    const isOne = version === '1.2' && (namespace === XLIFF_1 || namespace === '')
    const isKnown = namespace === XLIFF_2 ? /^2\./.test(version) : isOne
    if (!isKnown) throw new ZhenError('xliff-version', { ...this.#place(), found: `${version} ${namespace}`.trim() })
    this.#namespace = namespace
  }

  /** Another namespace's element, or one that holds other texts than the unit's own. */
  #isForeign({ name, namespace }: XmlElement): boolean {
    return namespace !== this.#namespace || name === 'alt-trans' || name === 'seg-source' || name === 'originalData'
  }

  #startOwn({ name, attributes }: XmlElement): void {
    if (name === 'unit' || name === 'trans-unit') {
      const { line } = this.#place()
      this.#unit = { id: attributes.get('id') ?? '', line, stamp: '', comments: [], parts: [] }
      if (name === 'trans-unit') this.#startPart(false, null)
      this.#isApproved = attributes.get('approved') === 'yes'
    } else if (name === 'segment' || name === 'ignorable') {
      this.#startPart(name === 'ignorable', name === 'segment' ? stateNamed(attributes.get('state')) : null)
    } else if ((name === 'source' || name === 'target') && this.#part) {
      this.#inline = new InlineReader()
      if (name === 'target') this.#startTarget(attributes)
    } else if (name === 'note' && !isOwnNote(attributes)) {
      this.#gather((text) => {
        if (text.trim() !== '') this.#unit?.comments.push(text.trim())
      })
    } else if (name === 'context' && attributes.get('context-type') === OWN_CONTEXT) {
      this.#gather((text) => this.#stamp(text))
    }
  }

  #startPart(ignorable: boolean, state: State | null): void {
    const order = this.#unit?.parts.length ?? 0
    this.#part = { ignorable, order, source: null, target: null, state }
    this.#unit?.parts.push(this.#part)
  }

  #startTarget(attributes: XmlElement['attributes']): void {
    const part = this.#part as Part
    const order = Number(attributes.get('order'))
    const state = this.#namespace !== XLIFF_2 ? stateOfOne(attributes.get('state'), this.#isApproved) : part.state
    const moved = { ...part, state, order: order > 0 ? order - 1 : part.order }
    this.#unit?.parts.splice(this.#unit.parts.indexOf(part), 1, moved)
    this.#part = moved
  }

  #endOwn({ name }: XmlElement): void {
    if (name === 'source' && this.#part) this.#part.source = this.#inline?.read() ?? null
    else if (name === 'target' && this.#part) this.#part.target = this.#inline?.read() ?? null
    else if (name === 'segment' || name === 'ignorable') this.#part = null
    else if (name === 'unit' || name === 'trans-unit') this.#endUnit()
    if (name === 'source' || name === 'target') this.#inline = null
  }

  #endUnit(): void {
    if (!this.#unit) return
    const { id, line, stamp, comments, parts } = this.#unit
    const segments = parts.filter(({ ignorable }) => !ignorable)
    this.#units.push({
      id,
      line,
      stamp,
      comments,
      source: joinTexts(parts.map(({ source }) => source)) ?? { form: 'coded', text: '' },
      target: targetOf(parts),
      state: lowest(segments.map(({ state }) => state)),
      unfinished: false,
    })
    this.#unit = null
    this.#part = null
  }

  #gather(take: (text: string) => void): void {
    if (this.#unit) this.#words = { text: '', take }
  }

  #stamp(text: string): void {
    if (this.#unit) this.#unit.stamp = text
  }
}

function isOwnNote(attributes: XmlElement['attributes']): boolean {
  return attributes.get('category')?.startsWith(OWN_NOTE) === true || attributes.get('from') === OWNER
}

/** The parts' English as it is to be read. Half a unit's English is none. */
function targetOf(parts: readonly Part[]): ReadText | null {
  const given = parts.filter(({ target, ignorable }) => target !== null || ignorable)
  if (!given.some(({ target, ignorable }) => target !== null && !ignorable)) return null
  if (given.length < parts.length) return { form: 'fault', fault: 'partly', detail: '' }
  return joinTexts([...parts].sort((a, b) => a.order - b.order).map(({ source, target }) => target ?? source))
}

function joinTexts(texts: readonly (ReadText | null)[]): ReadText | null {
  const present = texts.filter((text) => text !== null)
  if (present.length === 0) return null
  return present.find(({ form }) => form === 'fault') ?? { form: 'coded', text: present.map(textOf).join('') }
}

function textOf(text: ReadText): string {
  return text.form === 'fault' ? '' : text.text
}

function lowest(states: readonly (State | null)[]): State | null {
  return STATES.find((state) => states.includes(state)) ?? null
}

function stateNamed(name: string | undefined): State | null {
  return STATES.find((state) => state === name) ?? null
}

/** Of XLIFF 1.2's states; what begins with `needs-` is yet to be done. Programs without states say `approved` of what is done. */
function stateOfOne(name: string | undefined, isApproved: boolean): State | null {
  if (name === undefined && isApproved) return 'translated'
  if (name === 'new' || name?.startsWith('needs-')) return 'initial'
  if (name === 'signed-off') return 'reviewed'
  return stateNamed(name)
}
