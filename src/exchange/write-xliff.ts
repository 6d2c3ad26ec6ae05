import type { Code, CodeType } from '../core/codes/coded-text.js'
import { stateOf } from '../core/derive.js'
import { groupBy } from '../core/group-by.js'
import type { Status } from '../core/status.js'
import { type Piece, piecesOf } from './inline.js'
import { formatStamp, stampOf } from './stamp.js'
import type { ExchangeBook, ExchangeSuggestion, ExchangeTerm, ExchangeUnit } from './unit.js'
import { attributes, escapeXml } from './xml-text.js'

export const XLIFF_2 = 'urn:oasis:names:tc:xliff:document:2.0'
export const METADATA = 'urn:oasis:names:tc:xliff:metadata:2.0'
const MATCHES = 'urn:oasis:names:tc:xliff:matches:2.0'
const GLOSSARY = 'urn:oasis:names:tc:xliff:glossary:2.0'

/** Of notes that zhen wrote, and that are not taken for a person's. */
export const OWN_NOTE = 'zhen:'

/**
 * Writes XLIFF 2.1: a file for each chapter, a unit with one segment for each of its segments.
 *
 * Codes are `ph` and `pc` whose Markdown is in the original data; suggestions, and the source that stale English was made
 * from, are translation candidates; terms are in the glossary module; what zhen needs to know a unit by, in the metadata.
 *
 * Source: OASIS, XLIFF Version 2.1, 2018.
 */
export function writeXliff({ sourceLanguage, targetLanguage, units }: ExchangeBook): string {
  const root = attributes({
    xmlns: XLIFF_2,
    'xmlns:gls': GLOSSARY,
    'xmlns:mda': METADATA,
    'xmlns:mtc': MATCHES,
    version: '2.1',
    srcLang: sourceLanguage,
    trgLang: targetLanguage,
  })
  const files = [...groupBy(units, ({ chapter }) => chapter)].flatMap(([chapter, some], index) => [
    ` <file${attributes({ id: `f${index + 1}`, original: chapter, canResegment: 'no', 'xml:space': 'preserve' })}>`,
    ...some.flatMap(unitLines),
    ' </file>',
  ])
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<xliff${root}>`, ...files, '</xliff>', ''].join('\n')
}

/** What XLIFF's states do not tell apart. */
const SUB_STATES: readonly Status[] = ['draft', 'stale', 'omitted']

function unitLines(unit: ExchangeUnit): string[] {
  const { id, kind, source, target, status } = unit
  const data = new OriginalData()
  const pieces = piecesOf(source, target)
  const kept = pieces.target && new Set(pieces.target.flatMap((piece) => (piece.kind === 'text' ? [] : [piece.id])))
  const write = (some: readonly Piece[]) => some.map((piece) => inlineOf(piece, data, kept)).join('')
  const sourceXml = write(pieces.source)
  const targetXml = pieces.target && write(pieces.target)
  // What is left out on purpose is final and has no English; XLIFF has no state for it but the first.
  const state = target === null ? 'initial' : stateOf(status)
  const subState = SUB_STATES.includes(status) ? `zhen:${status}` : undefined
  return [
    `  <unit${attributes({ id, type: `zhen:${kind}` })}>`,
    ...matchLines(unit),
    ...glossaryLines(unit.terms),
    '   <mda:metadata><mda:metaGroup category="zhen">' +
      `<mda:meta type="stamp">${formatStamp(stampOf(unit, 'coded'))}</mda:meta></mda:metaGroup></mda:metadata>`,
    ...noteLines(unit),
    ...data.lines('   '),
    `   <segment${attributes({ id: 's1', state, subState })}>`,
    `    <source>${sourceXml}</source>`,
    ...(targetXml === null ? [] : [`    <target>${targetXml}</target>`]),
    '   </segment>',
    '  </unit>',
  ]
}

function noteLines({ notes }: ExchangeUnit): string[] {
  if (notes.length === 0) return []
  const lines = notes.map(({ about, text }) => {
    return `    <note${attributes({ category: OWN_NOTE + about })}>${escapeXml(text)}</note>`
  })
  return ['   <notes>', ...lines, '   </notes>']
}

function glossaryLines(terms: readonly ExchangeTerm[]): string[] {
  if (terms.length === 0) return []
  const entries = terms.flatMap(({ source, targets, note }, index) => [
    `    <gls:glossEntry id="g${index + 1}">`,
    `     <gls:term>${escapeXml(source)}</gls:term>`,
    ...targets.map((target) => `     <gls:translation>${escapeXml(target)}</gls:translation>`),
    ...(note === '' ? [] : [`     <gls:definition>${escapeXml(note)}</gls:definition>`]),
    '    </gls:glossEntry>',
  ])
  return ['   <gls:glossary>', ...entries, '   </gls:glossary>']
}

function matchLines({ source, target, previous, suggestions }: ExchangeUnit): string[] {
  const earlier = previous !== null && target !== null ? [earlierMatch(previous, target)] : []
  const matches = [...earlier, ...suggestions.map((suggestion) => suggestedMatch(suggestion, source))]
  if (matches.length === 0) return []
  return ['   <mtc:matches>', ...matches.flatMap(candidateLines), '   </mtc:matches>']
}

interface Candidate {
  readonly type: 'idm' | 'mt' | 'tm'
  readonly origin: string
  readonly quality: number | undefined
  readonly source: string
  readonly target: string
}

/** The English that is there, with the source it was made from: what stands in a stale segment. */
function earlierMatch(source: string, target: string): Candidate {
  return { type: 'idm', origin: 'zhen: earlier source', quality: undefined, source, target }
}

function suggestedMatch({ target, engine, from, score }: ExchangeSuggestion, source: string): Candidate {
  const quality = Math.round(score * 100)
  return { type: engine === 'memory' ? 'tm' : 'mt', origin: engine, quality, source: from ?? source, target }
}

function candidateLines({ type, origin, quality, source, target }: Candidate, index: number): string[] {
  const data = new OriginalData()
  const pieces = piecesOf(source, target)
  const write = (some: readonly Piece[]) => some.map((piece) => inlineOf(piece, data, null)).join('')
  const [sourceXml, targetXml] = [write(pieces.source), write(pieces.target ?? [])]
  return [
    `    <mtc:match${attributes({ id: `m${index + 1}`, ref: '#s1', type, origin, similarity: quality })}>`,
    ...data.lines('     '),
    `     <source>${sourceXml}</source>`,
    `     <target>${targetXml}</target>`,
    '    </mtc:match>',
  ]
}

/** A unit's original data: each Markdown once. */
class OriginalData {
  readonly #ids = new Map<string, string>()

  /** `undefined` for no Markdown at all. */
  idOf(markdown: string): string | undefined {
    if (markdown === '') return undefined
    const id = this.#ids.get(markdown) ?? `d${this.#ids.size + 1}`
    this.#ids.set(markdown, id)
    return id
  }

  lines(indent: string): string[] {
    if (this.#ids.size === 0) return []
    const rows = [...this.#ids].map(([markdown, id]) => {
      return `${indent} <data id="${id}">${escapeXml(markdown, inHex)}</data>`
    })
    return [`${indent}<originalData>`, ...rows, `${indent}</originalData>`]
  }
}

/**
 * The Schematron of the standard takes U+FFFE and U+FFFF for characters that XML has, and refuses them here. Replacing them
 * loses nothing: a code's Markdown is never read back.
 *
 * Source: XLIFF 2.1, the element `cp`, and rule F25 of its Schematron.
 */
function inHex(character: string): string {
  const point = character.codePointAt(0) as number
  if (point >= 0xfffe) return '\ufffd'
  return `<cp hex="${point.toString(16).toUpperCase().padStart(4, '0')}"/>`
}

/** What a code is in the words of XLIFF 2; everything else is `other`. */
const TYPES: Partial<Readonly<Record<CodeType, string>>> = {
  emphasis: 'fmt',
  break: 'fmt',
  link: 'link',
  url: 'link',
  reference: 'link',
  image: 'image',
}

/** @param kept ids of the codes that the English has; `null` where it has to have all */
function inlineOf(piece: Piece, data: OriginalData, kept: ReadonlySet<number> | null): string {
  if (piece.kind === 'text') return escapeXml(piece.text)
  if (piece.kind === 'close') return '</pc>'
  const { id, code, kind } = piece
  const about = aboutOf(code, kept === null || kept.has(id))
  if (kind === 'lock') {
    return `<ph${attributes({ id, ...about, disp: code.shows || undefined, dataRef: data.idOf(code.open) })}/>`
  }
  const refs = { dataRefStart: data.idOf(code.open), dataRefEnd: data.idOf(code.close) }
  return `<pc${attributes({ id, ...about, ...refs })}>`
}

function aboutOf({ type }: Code, isKept: boolean) {
  return {
    canCopy: 'no',
    canDelete: isKept ? 'no' : undefined,
    type: TYPES[type] ?? 'other',
    subType: `zhen:${type}`,
  }
}
