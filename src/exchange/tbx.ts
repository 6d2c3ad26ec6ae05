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
export const PARTS_OF_SPEECH = ['noun', 'verb', 'adjective', 'adverb', 'properNoun', 'other'] as const

/** TBX has no place for the condition under which a wording applies: a note of its own holds it. */
export const CONTEXT_MARK = /^context:\s*/

/**
 * Writes terms as TBX-Basic, version 3: a concept for each Chinese source, a `termSec` for each wording.
 *
 * Left out are columns that zhen has no use for, and parts of speech that TBX-Basic does not have become `other`.
 *
 * Source: ISO 30042:2019; the public TBX-Basic dialect, tbxinfo.net.
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
    ...terms.flatMap((term, index) => [
      `      <conceptEntry id="c${index + 1}">`,
      `        <langSec xml:lang="${escapeXml(languages.source)}">`,
      ...termSec(term.source, [['administrativeStatus', STATUS_NAMES.preferred]]),
      ...term.variants.flatMap((variant) => termSec(variant, [['termType', 'variant']])),
      '        </langSec>',
      `        <langSec xml:lang="${escapeXml(languages.target)}">`,
      ...rowsOf([term]).flatMap(wordingSec),
      '        </langSec>',
      '      </conceptEntry>',
    ]),
    '    </body>',
    '  </text>',
    '</tbx>',
    '',
  ]
  return lines.join('\n')
}

function wordingSec({ text, status, pos, note, context }: PlainRow): string[] {
  const part = PARTS_OF_SPEECH.find((known) => simplePart(known) === simplePart(pos))
  const marked = context !== '' || CONTEXT_MARK.test(note)
  return termSec(
    text,
    [
      ['administrativeStatus', STATUS_NAMES[status]],
      ...(pos === '' ? [] : [['partOfSpeech', part ?? 'other'] as const]),
    ],
    [...(marked ? [`context: ${context}`] : []), ...(note === '' ? [] : [note])],
  )
}

/** What people write for them. */
const SHORT_PARTS: Readonly<Record<string, string>> = {
  n: 'noun',
  v: 'verb',
  adj: 'adjective',
  adv: 'adverb',
  proper: 'propernoun',
  propn: 'propernoun',
}

/** `proper noun`, `properNoun` and `proper` are one. */
function simplePart(pos: string): string {
  const plain = pos.toLowerCase().replace(/[\s_.-]/g, '')
  return SHORT_PARTS[plain] ?? plain
}

function termSec(
  term: string,
  termNotes: readonly (readonly [type: string, value: string])[],
  notes: readonly string[] = [],
): string[] {
  return [
    '          <termSec>',
    `            <term>${escapeXml(term)}</term>`,
    ...termNotes.map(([type, value]) => `            <termNote type="${type}">${value}</termNote>`),
    ...notes.map((note) => `            <note>${escapeXml(note)}</note>`),
    '          </termSec>',
  ]
}
