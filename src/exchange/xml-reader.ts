import { type SaxesAttributeNS, SaxesParser } from 'saxes'
import { ZhenError } from '../core/errors.js'

/** What a file may ask of us. */
export interface XmlLimits {
  /** UTF-16 units in all. */
  readonly characters: number
  /** UTF-16 units of one piece of text, or of one tag. */
  readonly run: number
  /** Elements within elements. */
  readonly depth: number
}

const XML_LIMITS: XmlLimits = { characters: 256_000_000, run: 4_000_000, depth: 64 }

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  readonly namespace: string
  /** By their names; those of a namespace other than `xml:` by {@link inNamespace}. */
  readonly attributes: ReadonlyMap<string, string>
}

/** The key of an attribute that belongs to a namespace, whatever its prefix is. */
export function inNamespace(namespace: string, name: string): string {
  return `{${namespace}}${name}`
}

/** What is told of a document, in order. */
export interface XmlSink {
  start(element: XmlElement): void
  end(element: XmlElement): void
  /** Text between two tags, references resolved; CDATA comes as a piece of its own. */
  text(text: string): void
}

/** Where the reader is: the last character it read. Columns are counted in UTF-16 units. */
export interface XmlPlace {
  readonly path: string
  readonly line: number
  readonly column: number
}

export interface XmlReader {
  write(piece: string): void
  /** The document is at its end. */
  close(): void
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** How much the parser is given at a time; a fault in the first piece ends the reading there. */
const PIECE = 65_536

/**
 * Reads XML 1.0 piece by piece: the one way in which zhen reads XML that others wrote.
 *
 * Nothing outside the text is looked at. A document type that declares something, and with it entities, is refused; one
 * that only names a file is passed over, and so every entity but the five of XML is unknown. What is not well-formed,
 * nests too deep or is too long is refused where that is first seen.
 *
 * @param makeSink gets a way to ask for the place, for faults of its own
 * @throws ZhenError `xml-malformed`, `xml-doctype`, `xml-too-deep`, `xml-too-long`, from `write` and `close`
 */
export function openXml(path: string, makeSink: (place: () => XmlPlace) => XmlSink, limits = XML_LIMITS): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const place = () => ({ path, line: parser.line, column: Math.max(1, parser.columnIndex) })
  const sink = makeSink(place)
  const open: XmlElement[] = []
  let lastEvent = 0
  const seen = () => {
    lastEvent = parser.position
  }
  parser.on('error', ({ message }) => {
    // The parser puts the place before its words.
    throw new ZhenError('xml-malformed', { ...place(), found: message.replace(/^(?:[^:]*:)?\d+:\d+: /, '') })
  })
  parser.on('doctype', (declaration) => {
    if (declaration.includes('[')) throw new ZhenError('xml-doctype', place())
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = { name: local, namespace: uri, attributes: attributesOf(attributes) }
    open.push(element)
    if (open.length > limits.depth) throw new ZhenError('xml-too-deep', { ...place(), limit: limits.depth })
    seen()
    sink.start(element)
  })
  parser.on('closetag', () => {
    seen()
    sink.end(open.pop() as XmlElement)
  })
  const text = (piece: string) => {
    seen()
    sink.text(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)

  let length = 0
  const refuseIfLong = (found: number, limit: number) => {
    if (found > limit) throw new ZhenError('xml-too-long', { ...place(), limit })
  }
  return {
    write(piece) {
      // No character of the document, and so no column of its first line.
      const start = length === 0 && piece.startsWith('\ufeff') ? 1 : 0
      for (let at = start; at < piece.length; at += PIECE) {
        const part = piece.slice(at, at + PIECE)
        length += part.length
        refuseIfLong(length, limits.characters)
        parser.write(part)
        refuseIfLong(parser.position - lastEvent, limits.run)
      }
    },
    close() {
      parser.close()
    },
  }
}

/** Reads a whole document. @see {@link openXml} */
export function readXml(
  xml: string,
  path: string,
  makeSink: (place: () => XmlPlace) => XmlSink,
  limits = XML_LIMITS,
): void {
  const reader = openXml(path, makeSink, limits)
  reader.write(xml)
  reader.close()
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

function attributesOf(attributes: Readonly<Record<string, SaxesAttributeNS>>): ReadonlyMap<string, string> {
  let found: Map<string, string> | null = null
  // A memory has millions of elements, most without any.
  for (const key in attributes) {
    const { local, uri, prefix, value } = attributes[key] as SaxesAttributeNS
    found ??= new Map()
    if (uri === XML_NAMESPACE) found.set(`xml:${local}`, value)
    else found.set(prefix === '' || prefix === 'xmlns' ? local : inNamespace(uri, local), value)
  }
  return found ?? NO_ATTRIBUTES
}
