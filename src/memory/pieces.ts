import { type InlineCode, scanInline } from '../core/inline.js'

/**
 * What a piece of a segment's text is.
 *
 * `code`, `link` (an address or a path), `tag`, `number` and `name` (a word of Latin letters and digits) stand in a
 * translation as they are. `opaque` markup and a `word` (one character of a language without Latin letters) do not. A
 * `mark` is one character of punctuation or markup.
 */
type PieceType = 'code' | 'link' | 'tag' | 'number' | 'name' | 'opaque' | 'word' | 'mark' | 'blank'

/** A piece of a text. The range is half-open. */
export interface Piece {
  readonly type: PieceType
  readonly text: string
  readonly start: number
  readonly end: number
}

const TOKEN =
  /(?<number>\d+(?:,\d{3})+(?:\.\d+)?(?![\d\p{Script=Latin}_])|\d+(?:\.\d+)*(?![\p{Script=Latin}\d_]|[-/:.@+#]+[\p{Script=Latin}\d_]))|(?<name>[\p{Script=Latin}\d_]+(?:[-/:.@+#]+[\p{Script=Latin}\d_]+)*)|(?<blank>\s+)|(?<word>[\p{L}\p{M}])|[\s\S]/gu

/** Cuts a text into pieces that join to it again. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let position = 0
  for (const { type, start, end } of verbatimRanges(text)) {
    if (start < position) continue
    cutText(pieces, text, position, start)
    pieces.push({ type, text: text.slice(start, end), start, end })
    position = end
  }
  cutText(pieces, text, position, text.length)
  return pieces
}

function cutText(pieces: Piece[], text: string, from: number, to: number): void {
  for (const { 0: token, index, groups } of text.slice(from, to).matchAll(TOKEN)) {
    const type = (Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? 'mark') as PieceType
    pieces.push({ type, text: token, start: from + index, end: from + index + token.length })
  }
}

type Range = Omit<Piece, 'text'>

function verbatimRanges(text: string): Range[] {
  return scanInline(text)
    .flatMap((code) => rangeOf(text, code) ?? [])
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Of code and addresses what is between their markers: `a` in `` `a` ``, and the path in `[text](path "title")`. */
function rangeOf(text: string, { type, start, end, content, value, name }: InlineCode): Range | null {
  switch (type) {
    case 'code':
    case 'math':
      return type === 'math' ? { type: 'code', start, end } : within(text, value, start, end, 'code')
    case 'url':
      return within(text, value, start, end, 'link')
    case 'link':
    case 'image':
      return content && text[content[1] + 1] === '(' ? within(text, value, content[1], end, 'link') : null
    case 'role':
      if (value === '') return null
      return within(text, value, content?.[1] ?? start + name.length, end, roleType(name))
    case 'html':
      return { type: 'tag', start, end }
    case 'footnote':
    case 'substitution':
    case 'attributes':
      return { type: 'opaque', start, end }
    default:
      return null
  }
}

/** What a role holds: code, a path, or a label, which may be another one in the other language. */
function roleType(name: string): PieceType {
  if (/^(?:math|code|literal|command|file|program|samp|raw)$/.test(name)) return 'code'
  return /^(?:doc|download)$/.test(name) ? 'link' : 'opaque'
}

function within(text: string, value: string, from: number, to: number, type: PieceType): Range | null {
  const start = value === '' ? -1 : text.indexOf(value, from)
  return start === -1 || start + value.length > to ? null : { type, start, end: start + value.length }
}

/** Punctuation that comes and goes without the translation having to. */
const FREE_MARK = /^[，,、；;：:。.“”‘’"']$/

/** True for what a translation does not depend on. */
export function isFree({ type, text }: Piece): boolean {
  return type === 'blank' || (type === 'mark' && FREE_MARK.test(text))
}

/** True for what stands in the other language as it does here, unless it is written in that language. */
export function isVerbatim({ type, text }: Piece): boolean {
  return (
    type === 'number' || type === 'name' || ((type === 'code' || type === 'link' || type === 'tag') && !HAN.test(text))
  )
}

const HAN = /\p{Script=Han}/u

/** What two pieces have in common that stand for the same: `1,000` is `1000`, and `/zh_CN/a` is `/en/a`. */
export function meaningOf({ type, text }: Piece): string {
  if (type === 'link') return text.replace(LANGUAGE, '*')
  return type === 'number' ? text.replaceAll(',', '') : text
}

const LANGUAGE = /(?<=\/|%2F)(?:zh|en)(?:[-_][a-z]{2,4})?(?=\/|%2F)/gi

/** The languages an address names, in order. */
export function languagesOf(address: string): string[] {
  return address.match(LANGUAGE) ?? []
}

/** An address that names these languages, in order, instead of its own. */
export function withLanguages(address: string, languages: readonly string[]): string {
  const left = [...languages]
  return address.replace(LANGUAGE, (language) => left.shift() ?? language)
}
