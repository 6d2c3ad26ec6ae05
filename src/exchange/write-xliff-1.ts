import type { CodeType } from '../core/codes/coded-text.js'
import { groupBy } from '../core/group-by.js'
import type { Status } from '../core/status.js'
import { type Piece, piecesOf } from './inline.js'
import { formatStamp, stampOf } from './stamp.js'
import { type ExchangeBook, type ExchangeUnit, remarksOf } from './unit.js'
import { attributes, escapeXml } from './xml-text.js'

export const XLIFF_1 = 'urn:oasis:names:tc:xliff:document:1.2'

/** The context that holds what zhen knows a unit by. */
export const OWN_CONTEXT = 'x-zhen-stamp'

/** Whose notes are not taken for a person's. */
export const OWNER = 'zhen'

/**
 * Writes XLIFF 1.2: a file for each chapter, a `trans-unit` for each segment.
 *
 * Codes are `g` and `x`, whose Markdown this version can only show; suggestions, and the source that stale English was
 * made from, are alternatives; terms are notes. Where there is no English the source stands in its place, as programs of
 * the time expect: OmegaT translates nothing else.
 *
 * Source: OASIS, XLIFF Version 1.2, 2008, transitional.
 */
export function writeXliff1({ sourceLanguage, targetLanguage, units }: ExchangeBook): string {
  const files = [...groupBy(units, ({ chapter }) => chapter)].flatMap(([chapter, some]) => [
    ` <file${attributes({
      original: chapter,
      'source-language': sourceLanguage,
      'target-language': targetLanguage,
      datatype: 'x-markdown',
    })}>`,
    '  <body>',
    ...some.flatMap(unitLines),
    '  </body>',
    ' </file>',
  ])
  const root = attributes({ xmlns: XLIFF_1, version: '1.2' })
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<xliff${root}>`, ...files, '</xliff>', ''].join('\n')
}

/** A status in the words of XLIFF 1.2, and where the English is from. */
const STATES: Readonly<Record<Status, { readonly state: string; readonly qualifier?: string }>> = {
  untranslated: { state: 'needs-translation' },
  stale: { state: 'needs-translation', qualifier: 'x-stale' },
  draft: { state: 'needs-review-translation', qualifier: 'x-draft' },
  translated: { state: 'translated' },
  reviewed: { state: 'signed-off' },
  final: { state: 'final' },
  omitted: { state: 'final', qualifier: 'x-omitted' },
  carried: { state: 'final', qualifier: 'x-carried' },
}

function unitLines(unit: ExchangeUnit): string[] {
  const { id, kind, source, target, status, previous } = unit
  const pieces = piecesOf(source, target)
  const { state, qualifier } = STATES[status]
  const isApproved = state === 'signed-off' || state === 'final'
  const stated = attributes({ state, 'state-qualifier': qualifier })
  return [
    `   <trans-unit${attributes({
      id,
      restype: `x-${kind}`,
      'xml:space': 'preserve',
      approved: isApproved ? 'yes' : undefined,
    })}>`,
    `    <source>${inlineOf(pieces.source)}</source>`,
    `    <target${stated}>${inlineOf(pieces.target ?? pieces.source)}</target>`,
    '    <context-group purpose="x-zhen">' +
      `<context context-type="${OWN_CONTEXT}">${formatStamp(stampOf(unit, 'coded'))}</context></context-group>`,
    ...remarksOf(unit).map((text) => `    <note${attributes({ from: OWNER })}>${escapeXml(text)}</note>`),
    ...(previous === null || target === null ? [] : alternative('previous-version', OWNER, previous, target)),
    ...unit.suggestions.flatMap(({ target, engine, from, score }) =>
      alternative('proposal', engine, from ?? source, target, Math.round(score * 100)),
    ),
    '   </trans-unit>',
  ]
}

function alternative(kind: string, origin: string, source: string, target: string, quality?: number): string[] {
  const pieces = piecesOf(source, target)
  const about = attributes({
    alttranstype: kind,
    origin,
    'match-quality': quality === undefined ? undefined : `${quality}%`,
  })
  return [
    `    <alt-trans${about}>`,
    `     <source>${inlineOf(pieces.source)}</source>`,
    `     <target>${inlineOf(pieces.target ?? [])}</target>`,
    '    </alt-trans>',
  ]
}

/** What XLIFF 1.2 calls a code that is alone, and a pair; for others there is a name of our own. */
const ALONE: Partial<Readonly<Record<CodeType, string>>> = { image: 'image', break: 'lb' }
const AROUND: Partial<Readonly<Record<CodeType, string>>> = { link: 'link' }

function inlineOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return escapeXml(piece.text)
      if (piece.kind === 'close') return '</g>'
      const { id, kind, code } = piece
      const ctype = (kind === 'lock' ? ALONE : AROUND)[code.type] ?? `x-${code.type}`
      if (kind === 'open') return `<g${attributes({ id, ctype, 'equiv-text': code.open + code.close })}>`
      return `<x${attributes({ id, ctype, 'equiv-text': code.shows || code.open })}/>`
    })
    .join('')
}
