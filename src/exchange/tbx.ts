import type { TermStatus } from '../core/term-status.js'
import type { PlainRow, Term } from '../glossary/term.js'
import { rowsOf } from '../glossary/term.js'
import { escapeXml } from './xml-text.js'

/** Names of ISO 30042:2019 and of its dialect TBX-Basic, in DCA style. */
export const TBX_NAMESPACE = 'urn:iso:std:iso:30042:ed-2'

/** TBX-Basic's values of `administrativeStatus`. */
export const STATUS_NAMES: Readonly<Record<TermStatus, string>> = {
  preferred: 'preferredTerm-admn-sts',
  admitted: 'admittedTerm-admn-sts',
  deprecated: 'deprecatedTerm-admn-sts',
}

/** TBX-Basic's values of `partOfSpeech`. */
const PARTS_OF_SPEECH = ['noun', 'verb', 'adjective', 'adverb', 'other'] as const

/**
 * TBX has no place for the condition under which a wording applies, nor for parts of speech beyond the few: notes that
 * begin so hold them, in this order and before other notes.
 */
export const NOTE_MARKS = { context: /^context:\s*/, pos: /^part of speech:\s*/ } as const

/** What a glossary can only say in a note has a place of its own in TBX-Basic; the note names it. */
export const NOTE_CATEGORIES = ['subject', 'definition', 'example', 'source'] as const

type NoteCategory = (typeof NOTE_CATEGORIES)[number]

/** A note, and what stands in it under the name of a category: `a remark; definition: what it is`. */
export interface SplitNote extends Readonly<Partial<Record<NoteCategory, string>>> {
  readonly rest: string
}

const CATEGORY = new RegExp(`(?:^|;\\s+)(?=(?:${NOTE_CATEGORIES.join('|')}): \\S)`)

export function splitNote(note: string): SplitNote {
  const split: Partial<Record<NoteCategory, string>> = {}
  const rest: string[] = []
  for (const piece of note.split(CATEGORY)) {
    const name = NOTE_CATEGORIES.find((category) => piece.startsWith(`${category}: `))
    if (name === undefined || split[name] !== undefined) rest.push(piece)
    else split[name] = piece.slice(name.length + 2)
  }
  return { ...split, rest: rest.filter((piece) => piece !== '').join('; ') }
}

export function joinNote({ rest, ...named }: SplitNote): string {
  const pieces = NOTE_CATEGORIES.map((name) => (named[name] ? `${name}: ${named[name]}` : ''))
  return [rest, ...pieces].filter((piece) => piece !== '').join('; ')
}

/**
 * Writes terms as TBX-Basic, version 3: a concept for each Chinese source, a `termSec` for each wording.
 *
 * Left out are columns that zhen has no use for.
 *
 * Source: ISO 30042:2019; the public dialect TBX-Basic and its modules, tbxinfo.net.
 */
export function writeTbx(
  terms: readonly Term[],
  languages: { readonly source: string; readonly target: string },
): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<tbx style="dca" type="TBX-Basic" xml:lang="${escapeXml(languages.target)}" xmlns="${TBX_NAMESPACE}">`,
    '  <tbxHeader>',
    '    <fileDesc>',
    '      <sourceDesc>',
    '        <p>zhen glossary export</p>',
    '      </sourceDesc>',
    '    </fileDesc>',
    '  </tbxHeader>',
    '  <text>',
    '    <body>',
    ...terms.flatMap((term, index) => conceptEntry(term, index + 1, languages)),
    '    </body>',
    '  </text>',
    '</tbx>',
    '',
  ]
  return lines.join('\n')
}

function conceptEntry(
  term: Term,
  number: number,
  languages: { readonly source: string; readonly target: string },
): string[] {
  const wordings = rowsOf([term]).map((row) => ({ ...row, said: splitNote(row.note) }))
  // Of the whole concept, whichever of its rows says it.
  const ofAll = (name: NoteCategory) => [...new Set(wordings.flatMap(({ said }) => said[name] ?? []))]
  return [
    `      <conceptEntry id="c${number}">`,
    ...ofAll('subject').map((text) => `        ${descrip('subjectField', text)}`),
    `        <langSec xml:lang="${escapeXml(languages.source)}">`,
    ...termSec(term.source, [['administrativeStatus', STATUS_NAMES.preferred]]),
    ...term.variants.flatMap((variant) => termSec(variant, [['termType', 'variant']])),
    '        </langSec>',
    `        <langSec xml:lang="${escapeXml(languages.target)}">`,
    ...ofAll('definition').map((text) => `          ${descrip('definition', text)}`),
    ...wordings.flatMap(wordingSec),
    '        </langSec>',
    '      </conceptEntry>',
  ]
}

function wordingSec({ text, status, pos, context, said }: PlainRow & { readonly said: SplitNote }): string[] {
  const [part, isExact] = partOf(pos)
  const marks = [
    ...(context !== '' || NOTE_MARKS.context.test(said.rest) ? [`context: ${context}`] : []),
    ...(!isExact || NOTE_MARKS.pos.test(said.rest) ? [`part of speech: ${isExact ? '' : pos}`] : []),
  ]
  const notes = [...marks, ...(said.rest === '' ? [] : [said.rest])]
  return termSec(
    text,
    [['administrativeStatus', STATUS_NAMES[status]], ...(part === '' ? [] : [['partOfSpeech', part] as const])],
    [
      ...(said.example ? [descrip('context', said.example)] : []),
      ...(said.source ? [`<admin type="source">${escapeXml(said.source)}</admin>`] : []),
      ...notes.map((note) => `<note>${escapeXml(note)}</note>`),
    ],
  )
}

function descrip(type: string, text: string): string {
  return `<descrip type="${type}">${escapeXml(text)}</descrip>`
}

/** What people write for them. */
const SHORT_PARTS: Readonly<Record<string, string>> = { n: 'noun', v: 'verb', adj: 'adjective', adv: 'adverb' }

/** TBX-Basic's part of speech for a glossary's, and whether it is the same. A proper noun is a noun to TBX-Basic. */
function partOf(pos: string): readonly [part: string, isExact: boolean] {
  if (pos === '') return ['', true]
  const plain = pos.toLowerCase().replace(/[\s_.-]/g, '')
  const known = PARTS_OF_SPEECH.find((part) => part === (SHORT_PARTS[plain] ?? plain))
  if (known) return [known, true]
  return [/^prop(?:er(?:noun)?|n)$/.test(plain) ? 'noun' : 'other', false]
}

function termSec(
  term: string,
  termNotes: readonly (readonly [type: string, value: string])[],
  others: readonly string[] = [],
): string[] {
  return [
    '          <termSec>',
    `            <term>${escapeXml(term)}</term>`,
    ...termNotes.map(([type, value]) => `            <termNote type="${type}">${value}</termNote>`),
    ...others.map((other) => `            ${other}`),
    '          </termSec>',
  ]
}
