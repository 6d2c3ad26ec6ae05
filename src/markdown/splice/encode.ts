import type { ParsedChapter, Segment } from '../../core/segment.js'
import { imagesAlone } from '../constructs/images.js'
import { isShortcodeLine } from '../constructs/lone-lines.js'
import { neutralizeStart } from './line-starts.js'
import { containerPrefix, newlineOf } from './prefix.js'

/** A text as it is written into a file. */
export interface Encoded {
  /** The bytes that take the segment's place. */
  readonly written: string
  /** The segment's text when the file is parsed again. */
  readonly text: string
}

/** Writes `text` for the place of `segment`: escaped for its form, on one line or with the container's markers. */
export function encodeSegment(chapter: ParsedChapter, segment: Segment, text: string): Encoded {
  if (text === segment.text) return { written: chapter.text.slice(segment.start, segment.end), text }
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  return onFenceLine(chapter, segment, encodeForm(chapter, segment, lines))
}

function encodeForm(chapter: ParsedChapter, segment: Segment, lines: readonly string[]): Encoded {
  const form = segment.form ?? 'flow'
  const breaks = segment.glue.length
  if (form === 'flow') {
    const flow = flowLines(lines)
    return wrap(chapter, segment, isOnFenceLine(chapter, segment) ? noMoreLines(flow, breaks) : flow)
  }
  if (form === 'html') return wrap(chapter, segment, noMoreLines(filledLines(lines).map(escapeTags), breaks))
  if (form === 'yaml-block') return wrap(chapter, segment, blockScalarLines(lines))
  const line = filledLines(lines).join(' ')
  const around: Around = {
    before: chapter.text[segment.start - 1] ?? '',
    after: chapter.text[segment.end] ?? '',
    startsLine: chapter.nodes[segment.node]?.start === segment.start || /^[ \t>]*$/.test(lineBefore(chapter, segment)),
  }
  return ENCODERS[form](line, around, chapter, segment)
}

interface Around {
  readonly before: string
  readonly after: string
  readonly startsLine: boolean
}

type Encoder = (line: string, around: Around, chapter: ParsedChapter, segment: Segment) => Encoded

const ENCODERS: Record<Exclude<NonNullable<Segment['form']>, 'flow' | 'html' | 'yaml-block'>, Encoder> = {
  line: (line, _, chapter, segment) => same(encodeLine(line, chapter, segment)),
  cell: (line, { startsLine }) => {
    const cell = closeBackslashes(line.replace(/\\[\s\S]|\|/g, (match) => (match === '|' ? '\\|' : match)))
    return same(startsLine ? neutralizeStart(cell, false) : cell)
  },
  alt: (line) => same(closeBackslashes(balanced(line) ? line : escapeAll(line, /[[\]]/))),
  attribute: (line, { before }) =>
    same(line.replaceAll(before, before === "'" ? '&#39;' : '&quot;').replace(/[{}]/g, entity)),
  title: (line, { after }) =>
    same(closeBackslashes(escapeAll(line, after === ')' ? /[()]/ : after === "'" ? /'/ : /"/))),
  comment: (line) => same(encodeComment(line)),
  yaml: encodeYaml,
  csv: (line, { before, after }) => {
    const doubled = line.replace(/""|"/g, '""')
    if (before === '"' && after === '"') return same(doubled)
    return /[",]|^:/.test(line) ? { written: `"${doubled}"`, text: doubled } : same(line)
  },
}

function same(text: string): Encoded {
  return { written: text, text }
}

/** Blank lines would end the paragraph, white space of any kind around it means nothing: both go. */
function filledLines(lines: readonly string[]): string[] {
  const filled = lines.map((line) => line.replace(/^[ \t\u00a0\u3000]+/, '')).filter((line) => line.trim() !== '')
  const last = filled.length - 1
  if (last >= 0) filled[last] = (filled[last] as string).replace(/[ \t\u00a0\u3000]+$/, '')
  return filled
}

function flowLines(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of filledLines(lines)) {
    // A shortcode alone on its line would stand for itself.
    const lone = isShortcodeLine(line) || (joined.length > 0 && isShortcodeLine(joined.at(-1) as string))
    if (lone && joined.length > 0) joined.push(`${joined.pop()} ${line}`)
    else joined.push(line)
  }
  const neutral = joined.map((line, index) => neutralizeStart(line, index === 0))
  if (neutral.length > 0 && imagesAlone(neutral.join('\n')) !== null) neutral[0] = `\\${neutral[0]}`
  return neutral
}

function blockScalarLines(lines: readonly string[]): string[] {
  const filled = [...lines.map((line) => line.trimEnd())]
  while (filled[0] === '') filled.shift()
  while (filled.at(-1) === '') filled.pop()
  if (filled.length > 0) filled[0] = (filled[0] as string).trimStart()
  return filled
}

/** Joins lines with what stood between the segment's own, further ones with its container's markers. */
function wrap(chapter: ParsedChapter, segment: Segment, lines: readonly string[]): Encoded {
  let written = lines[0] ?? ''
  let further: string | null = null
  for (let index = 1; index < lines.length; index++) {
    further ??= newlineOf(chapter.text) + continuation(chapter, segment)
    const glue = segment.glue[index - 1] ?? further
    const line = lines[index] as string
    written += (line === '' ? glue.trimEnd() || newlineOf(chapter.text) : glue) + line
  }
  return { written, text: lines.join('\n') }
}

function continuation(chapter: ParsedChapter, segment: Segment): string {
  const before = lineBefore(chapter, segment)
  return /^[ \t>]*$/.test(before) ? before : containerPrefix(chapter, segment.node)
}

/** What stands on the segment's first line in front of it. */
function lineBefore({ text }: ParsedChapter, { start }: Segment): string {
  let from = start
  while (from > 0 && !/[\r\n\uFEFF]/.test(text[from - 1] as string)) from--
  return text.slice(from, start)
}

const FENCE_LINE = /(`{3,}|~{3,}|:{3,})[ \t]*\{[^\s{}]+\}(.*)$/

function isOnFenceLine(chapter: ParsedChapter, segment: Segment): boolean {
  return FENCE_LINE.test(lineBefore(chapter, segment))
}

/**
 * The line of a fence of backticks holds no others: a body that starts there moves to the next line, unless options
 * follow. So does a heading, whose underline would be taken for the start of options.
 */
function onFenceLine(chapter: ParsedChapter, segment: Segment, encoded: Encoded): Encoded {
  const [first = '', ...more] = encoded.text.split('\n')
  const isHeading = segment.kind === 'heading'
  if (!first.includes('`') && !isHeading) return encoded
  const [, fence, rest = ''] = FENCE_LINE.exec(lineBefore(chapter, segment)) ?? []
  if (fence === undefined || (fence[0] !== '`' && !isHeading)) return encoded
  const newline = newlineOf(chapter.text)
  if (
    rest.trim() === '' &&
    (isHeading || !/^[\r\n]+[ \t>]*(?::|---)/.test(chapter.text.slice(segment.end, segment.end + 200)))
  ) {
    return { ...encoded, written: newline + containerPrefix(chapter, segment.node) + encoded.written }
  }
  const text = [first.replaceAll('`', entity), ...more].join('\n')
  return { text, written: text.replaceAll('\n', newline) }
}

/** Lines that the segment did not have could stand outside its block of HTML. */
function noMoreLines(lines: readonly string[], breaks: number): string[] {
  return lines.length <= breaks ? [...lines] : [...lines.slice(0, breaks), lines.slice(breaks).join(' ')]
}

function encodeLine(line: string, chapter: ParsedChapter, segment: Segment): string {
  const { kind, node, start } = segment
  const startsNode = chapter.nodes[node]?.start === start
  if (kind === 'heading') {
    const bare = line.replace(/(\{[#.][^{}]*\})$/, '\\$1')
    return startsNode ? neutralizeStart(bare, true) : closeBackslashes(bare.replace(/(^|[ \t])(#+)$/, '$1\\$2'))
  }
  if (kind === 'title') {
    const opening = chapter.text.slice(chapter.nodes[node]?.start ?? start, start)
    const safe = opening.startsWith('`') ? line.replaceAll('`', entity) : line
    return opening.includes('{') ? safe : safe.replace(/^[[{]/, '\\$&')
  }
  if (kind === 'definition-term' && chapter.nodes[node]?.type === 'definition-list') return neutralizeStart(line, true)
  if (kind === 'field-name') return closeBackslashes(escapeAll(line.replaceAll('`', entity), /:/))
  return line
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

const TAG =
  /<(?!\/?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?\/?>)/gi

function escapeTags(line: string): string {
  // A fence at the start of a line could end a directive around, a line of dashes front matter.
  return line.replace(TAG, '&lt;').replace(/^(?:[`~:](?=[`~:]{2})|-(?=--[ \t]*$))/, entity)
}

/** Escapes what `characters` matches where it is not escaped yet. */
function escapeAll(line: string, characters: RegExp): string {
  return line.replace(/\\[\s\S]|[\s\S]/g, (match) =>
    match.length === 1 && characters.test(match) ? `\\${match}` : match,
  )
}

/** A backslash at the end would escape what follows the segment. */
function closeBackslashes(line: string): string {
  const slashes = /\\*$/.exec(line)?.[0].length ?? 0
  return slashes % 2 === 1 ? `${line}\\` : line
}

function balanced(line: string): boolean {
  let depth = 0
  for (const [match] of line.matchAll(/\\[\s\S]|[[\]]/g)) {
    if (match === '[') depth++
    else if (match === ']' && --depth < 0) return false
  }
  return depth === 0
}

/** Comments start behind their marker and hold nothing that ends them. */
function encodeComment(line: string): string {
  return line
    .replace(/\*\//g, '* /')
    .replace(/--(?=>)/g, '-- ')
    .replace(/\](?=\])/g, '] ')
    .replace(/-(?=\})/g, '- ')
    .replace(/^[\s#/*!;%-]+/, '')
    .trimEnd()
    .replace(/^(?=`{3}|~{3}|:{3})/, '\\')
}

const UNSAFE_PLAIN =
  /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|: |:$| #|[\s]$|^(?:true|false|null|yes|no|on|off|y|n|~)$|^[-+.\d][\d_.eE+:-]*$|[,[\]{}]/i

/** A quote that never ends is none that a translation may end. */
function encodeYaml(line: string, { before }: Around): Encoded {
  if (before === "'") return same(line.replace(/''|'/g, "''"))
  const quoted = escapeDouble(line)
  if (before === '"') return same(quoted)
  return UNSAFE_PLAIN.test(line) ? { written: `"${quoted}"`, text: quoted } : same(line)
}

/** YAML §5.7: a backslash that escapes nothing is doubled, so is one at the end. */
function escapeDouble(line: string): string {
  return line.replace(/\\(?:[0abt\tnvfre "/\\N_LP]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})|["\\]/g, (match) =>
    match.length === 1 ? `\\${match}` : match,
  )
}
