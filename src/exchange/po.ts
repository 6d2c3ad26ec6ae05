import { formatPo, type PoEntry, parsePo, type WrittenEntry } from './po-text.js'
import { formatStamp, parseStamp, stampOf } from './stamp.js'
import { type ExchangeBook, type ExchangeUnit, type ReadUnit, remarksOf } from './unit.js'

/** The comment that holds what zhen knows a unit by. */
const STAMP = /^zhen: (\S+)$/

/**
 * Writes PO: an entry for each segment, its id as the context, so that equal texts stay apart. Texts are Markdown.
 *
 * What is not yet done, drafts and stale English, is `fuzzy`; the source that stale English was made from is the
 * previous `msgid`.
 */
export function writePo({ sourceLanguage, targetLanguage, units }: ExchangeBook): string {
  return formatPo([headerOf(sourceLanguage, targetLanguage), ...units.map(entryOf)])
}

const NOTHING = { comments: [], extracted: [], references: [], flags: [], previous: null, context: null }

/** No date and no name: that a file is written again changes nothing in it. */
function headerOf(source: string, target: string): WrittenEntry {
  const fields = [
    'Project-Id-Version: zhen',
    'Report-Msgid-Bugs-To: ',
    'POT-Creation-Date: 2000-01-01 00:00+0000',
    'PO-Revision-Date: 2000-01-01 00:00+0000',
    'Last-Translator: zhen',
    `Language-Team: ${target}`,
    `Language: ${target.replace('-', '_')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    'X-Generator: zhen',
    `X-Source-Language: ${source.replace('-', '_')}`,
  ]
  return { ...NOTHING, id: '', text: fields.map((field) => `${field}\n`).join('') }
}

function entryOf(unit: ExchangeUnit): WrittenEntry {
  const { id, chapter, kind, line, source, target, status, previous, suggestions } = unit
  const isUnfinished = target !== null && (status === 'draft' || status === 'stale')
  return {
    ...NOTHING,
    extracted: [
      `zhen: ${formatStamp(stampOf(unit, 'markdown'))}`,
      `kind: ${kind}`,
      ...remarksOf(unit),
      ...suggestions.map(({ engine, target }) => `suggestion (${engine}): ${target}`),
    ],
    references: [referenceOf(chapter, line)],
    flags: isUnfinished ? ['fuzzy', 'no-c-format'] : ['no-c-format'],
    previous: target === null ? null : previous,
    context: id,
    id: source,
    text: target ?? '',
  }
}

/** Source: GNU gettext NEWS 0.22: names with blanks stand between U+2068 and U+2069. */
function referenceOf(chapter: string, line: number): string {
  return /\s/.test(chapter) ? `\u2068${chapter}\u2069:${line}` : `${chapter}:${line}`
}

/** @throws ZhenError `po-malformed` */
export function readPo(text: string, path: string): readonly ReadUnit[] {
  return parsePo(text, path)
    .filter(({ id, context, obsolete }) => !obsolete && !(id === '' && context === null))
    .map(unitOf)
}

function unitOf({ context, id, texts, flags, comments, extracted, line }: PoEntry): ReadUnit {
  const stamp = extracted.flatMap((comment) => STAMP.exec(comment)?.[1] ?? [])[0] ?? ''
  const isFuzzy = flags.includes('fuzzy')
  const [text = ''] = texts
  const before = parseStamp(stamp)?.status
  // Only that something is not done, and that it is now, can be said.
  const wasFuzzy = before === 'draft' || before === 'stale'
  return {
    id: context ?? '',
    stamp,
    source: { form: 'markdown', text: id },
    target: text === '' ? null : { form: 'markdown', text },
    state: isFuzzy ? 'initial' : wasFuzzy ? 'translated' : null,
    unfinished: isFuzzy,
    comments: comments.filter((comment) => comment !== ''),
    line,
  }
}
