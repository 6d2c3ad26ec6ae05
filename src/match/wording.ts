import { type InlineCode, scanInline } from '../core/inline.js'
import { foldDigits } from './numbers.js'

/** What a token is: Han characters singly, words of other scripts, numbers, operators. Punctuation is no token. */
export interface Token {
  readonly type: 'han' | 'word' | 'number' | 'operator'
  /** Case kept, width folded. */
  readonly text: string
  /** It stands in a code span: every character counts. */
  readonly inCode: boolean
}

/** A text taken apart into what a translation depends on in different ways. */
export interface Wording {
  readonly tokens: readonly Token[]
  /** Punctuation, in order. */
  readonly marks: readonly string[]
  /** Contents of code spans and formulas, in order. */
  readonly codes: readonly string[]
  /** Destinations, paths, labels, role names, footnotes and tags, in order, each with its sort in front. */
  readonly references: readonly string[]
  /** The readable text without markers. */
  readonly plain: string
}

/** Tags that only emphasise, as `*` does, and line breaks. */
const PRESENTATIONAL_TAG = /^<\/?(?:b|big|br|center|em|font|i|mark|small|strong|u|wbr)(?=[\s/>])/i
const CLOSING_TAG = /^<\//

/** Roles that only emphasise. */
const PRESENTATIONAL_ROLE = /^(?:u|b|i|strong|emphasis|underline|mark)$/

/** Markers at the start of a line, for texts whose container prefixes are still there. */
const LINE_MARKERS = /^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d+[.)][ \t]+|#{1,6}[ \t]+)?/gm

/** Arrows drawn with ASCII are arrows, not operators. */
const ARROW = /<?[-=]{1,2}>|<[-=]{1,2}/g

const OPERATOR = /[+=<>±×÷≠≤≥≈%‰&@#$€£¥°∞√|^]/
const SINGLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

const TOKENS =
  /-?\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|-?\d+(?:\.\d+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{M}_])+(?:['’][A-Za-z]+)*|!=|\S/gu

export function wordingOf(text: string): Wording {
  const stripped = text.replace(LINE_MARKERS, '')
  const readable: { text: string; inCode: boolean }[] = []
  const codes: string[] = []
  const references: string[] = []
  let position = 0
  const readUpTo = (end: number) => {
    if (end > position) readable.push({ text: stripped.slice(position, end), inCode: false })
    position = Math.max(position, end)
  }
  for (const [start, end, inCode] of pieces(stripped, codes, references)) {
    readUpTo(start)
    if (inCode) readable.push({ text: stripped.slice(...inCode), inCode: true })
    position = Math.max(position, end)
  }
  readUpTo(stripped.length)
  return { ...tokenize(readable), codes, references, plain: readable.map((piece) => piece.text).join('') }
}

/** A stretch of text that is no prose; `inCode` is the part of it that is read as code. */
type Piece = readonly [start: number, end: number, inCode?: [number, number]]

function pieces(text: string, codes: string[], references: string[]): Piece[] {
  const found: Piece[] = []
  let addressEnd = 0
  for (const code of scanInline(text)) {
    const { type, start, end, content, value, name } = code
    if (start < addressEnd) continue
    if (type === 'code' || type === 'math') {
      const inner = innerOf(text, code)
      codes.push(value)
      found.push([start, end, inner])
    } else if (type === 'emphasis') found.push([start, end])
    else if (type === 'escape') found.push([start, start + 1])
    else {
      const reference = referenceOf(code)
      if (reference) references.push(reference)
      const isAddress = content && text.slice(...content) === value
      if (isAddress) addressEnd = end
      if (!content || isAddress) found.push([start, end])
      else found.push([start, content[0]], [content[1], end])
      if (type === 'role' && !content && value !== '' && LOCKED_ROLE.test(name)) codes.push(value)
    }
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

const LOCKED_ROLE = /^(?:math|code|literal|command|file|program|samp|raw)$/

function innerOf(text: string, { start, end, type }: InlineCode): [number, number] {
  const fence = (type === 'code' ? /^`+/ : /^\$+/).exec(text.slice(start, end))?.[0].length ?? 1
  return [start + fence, end - fence]
}

/** What must agree, or `undefined` for what only looks different. An address is the same bare and as its own link. */
function referenceOf({ type, value, name }: InlineCode): string | undefined {
  if (type === 'url' || type === 'link') return `link ${value}`
  if (type === 'html') {
    if (PRESENTATIONAL_TAG.test(value) || CLOSING_TAG.test(value)) return undefined
    return `html ${value.replace(/\s+/g, ' ')}`
  }
  if (type === 'role') return PRESENTATIONAL_ROLE.test(name) && value === '' ? undefined : `role ${name} ${value}`
  return `${type} ${value}`
}

function tokenize(readable: readonly { text: string; inCode: boolean }[]): Pick<Wording, 'tokens' | 'marks'> {
  const tokens: Token[] = []
  const marks: string[] = []
  for (const { text, inCode } of readable) {
    const folded = foldWidth(inCode ? text : text.replace(ARROW, '→'))
    for (const { 0: found, index } of folded.matchAll(TOKENS)) {
      const type = typeOf(found, folded, index)
      if (type === 'mark') {
        marks.push(found)
        continue
      }
      const signed = type === 'number' && found.startsWith('-') && /[\p{L}\p{N})]/u.test(folded[index - 1] ?? '')
      if (signed) marks.push('-')
      tokens.push({ type, text: canonical(signed ? found.slice(1) : found, type), inCode })
    }
  }
  return { tokens, marks }
}

function typeOf(found: string, text: string, index: number): Token['type'] | 'mark' {
  if (/\d$/.test(found)) return 'number'
  if (SINGLE.test(found)) return 'han'
  if (/^[\p{L}\p{M}_]/u.test(found)) return 'word'
  const isAbout = found === '~' && /\d/.test(text[index + 1] ?? '') && !/\d/.test(text[index - 1] ?? '')
  return isAbout || found === '!=' || OPERATOR.test(found) ? 'operator' : 'mark'
}

function canonical(found: string, type: Token['type']): string {
  if (type === 'number') return found.replaceAll(',', '').replace(/^(-?)0+(?=\d+$)/, '$1')
  return found.replace('’', "'")
}

/** Full-width letters and digits are the same letters and digits; full-width punctuation stays: it is punctuation. */
function foldWidth(text: string): string {
  return foldDigits(text).replace(/[\uFF21-\uFF3A\uFF41-\uFF5A％＋＝＜＞＆＠＃＄]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}
