import { countHan, hasHan } from './text.js'

/** What an inline construct is. `emphasis` is one delimiter run; everything else is the whole construct. */
export type InlineType =
  | 'code'
  | 'role'
  | 'url'
  | 'link'
  | 'reference'
  | 'image'
  | 'html'
  | 'footnote'
  | 'math'
  | 'substitution'
  | 'attributes'
  | 'escape'
  | 'emphasis'

/** An inline construct in a segment's text. Offsets are half-open, in UTF-16 units of that text. */
export interface InlineCode {
  readonly type: InlineType
  readonly start: number
  readonly end: number
  /** Where its readable text stands (link text, alt text, a role's display text), else `null`. */
  readonly content: readonly [start: number, end: number] | null
  /** What must agree across languages: the code, the destination, the label, the tag. */
  readonly value: string
  /** The role's name, else `''`. */
  readonly name: string
}

/** Roles whose content is a label, not text, unless written `text <label>`. */
const LABEL_ROLES =
  /^(?:ref|numref|doc|download|term|eq|any|cite(?::\w+)?|keyword|option|envvar|std:\w+|[a-z]+:[a-z]+)$/
/** Roles whose content is code or mathematics. */
const LOCKED_ROLES = /^(?:math|code|literal|command|file|program|samp|raw)$/

const ROLE_NAME = /\{([A-Za-z][\w:+.-]*)\}$/
const HTML_TAG =
  /<(?:\/[A-Za-z][\w:-]*\s*|[A-Za-z][\w:-]*(?:\s+[A-Za-z_:@][\w:.@-]*(?:\s*=\s*(?:"[^"]{0,5000}"|'[^']{0,5000}'|[^\s"'=<>`]+))?){0,100}\s*\/?|![A-Za-z][^>]{0,200}|\?[\s\S]{0,200}?\?)>/y
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>/y
const BARE_URL = /(?:https?:\/\/|www\.)[^\s<>`"\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2018-\u201f]+/uy
const FOOTNOTE = /\[\^[^\]\s[]+\]/y
const SUBSTITUTION = /\{\{[^{}\n]+\}\}/y
const ATTRIBUTES = /\{(?=[.#:%]|[\w-]+=)[^{}\n`]*\}/y
const MATH = /\$(?![\s$])[^$\n]*?[^\s$\\]\$(?![\d$])|\$\$[^$]+\$\$/y
const DESTINATION =
  /\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*))(?:\s+(?:"(?:[^"\\]|\\.){0,5000}"|'(?:[^'\\]|\\.){0,5000}'|\((?:[^()\\]|\\.){0,5000}\)))?\s*\)/y
const REFERENCE = /\[([^[\]]*)\]/y
/** CommonMark 0.31 §6.2: underscores inside a word emphasise nothing. */
const IN_WORD = /[\p{L}\p{N}]/u
const ESCAPABLE = /[!-/:-@[-`{-~]/

/**
 * Lists the inline constructs of a segment's text in the order in which they start; links contain others.
 *
 * Source: CommonMark 0.31 §6, GFM §6.9, MyST roles and substitutions. Linear in the length of `text`: attributes
 * and titles of more than 5,000 characters and declarations of more than 200 are taken for text.
 */
export function scanInline(text: string): InlineCode[] {
  const codes: InlineCode[] = []
  const ticks = new BacktickRuns(text)
  const comments = new CommentEnds(text)
  const brackets: { at: number; image: boolean }[] = []
  let position = 0
  const at = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position
    return pattern.exec(text)
  }
  const push = (type: InlineType, end: number, value: string, content: InlineCode['content'] = null, name = '') => {
    codes.push({ type, start: position, end, content, value, name })
    position = end
  }
  while (position < text.length) {
    const character = text[position] as string
    switch (character) {
      case '\\': {
        const next = text[position + 1] ?? ''
        if (ESCAPABLE.test(next)) push('escape', position + 2, next)
        else position++
        break
      }
      case '`': {
        const length = ticks.lengthAt(position)
        const close = ticks.closing(position, length)
        if (close === -1) {
          position += length
          break
        }
        const role = ROLE_NAME.exec(text.slice(Math.max(0, position - 64), position))
        const inner: [number, number] = [position + length, close]
        const start = position - (role?.[0].length ?? 0)
        const last = codes.at(-1)
        // The brace of `\\{ref}` is escaped.
        if (role?.[1] && !(last && last.start < start && last.end > start)) {
          const end = close + length
          position = start
          if (last && last.start >= start && last.end <= inner[0]) codes.pop()
          pushRole(role[1], inner, end)
        } else push('code', close + length, text.slice(...inner).trim())
        break
      }
      case '<': {
        const comment = text.startsWith('<!--', position) ? comments.endOf(position) : -1
        const link = comment === -1 ? at(AUTOLINK) : null
        const tag = comment === -1 && !link ? at(HTML_TAG) : null
        if (comment !== -1) push('html', comment, text.slice(position, comment))
        else if (link) push('url', AUTOLINK.lastIndex, link[1] ?? '')
        else if (tag) push('html', HTML_TAG.lastIndex, tag[0])
        else position++
        break
      }
      case '!':
        if (text[position + 1] === '[') {
          brackets.push({ at: position, image: true })
          position += 2
        } else position++
        break
      case '[': {
        const note = at(FOOTNOTE)
        if (note) push('footnote', FOOTNOTE.lastIndex, note[0])
        else brackets.push({ at: position++, image: false })
        break
      }
      case ']': {
        const open = brackets.pop()
        position++
        if (open) closeBracket(open)
        break
      }
      case '{': {
        const substitution = at(SUBSTITUTION)
        const attributes = substitution ? null : at(ATTRIBUTES)
        if (substitution) push('substitution', SUBSTITUTION.lastIndex, substitution[0])
        else if (attributes) push('attributes', ATTRIBUTES.lastIndex, attributes[0])
        else position++
        break
      }
      case '$': {
        const math = at(MATH)
        if (math && !hasHan(math[0])) push('math', MATH.lastIndex, math[0])
        else position++
        break
      }
      case 'h':
      case 'w': {
        const url = /[\w/]/.test(text[position - 1] ?? '') ? null : at(BARE_URL)
        if (url) {
          // In a link's text the closing bracket is the link's: [https://a.b](https://a.b).
          const bare = brackets.length > 0 ? url[0].replace(/\][\s\S]*$/, '') : url[0]
          const isBeforeRole = text[position + bare.length] === '`'
          const trimmed = trimUrl(isBeforeRole ? bare.replace(ROLE_NAME, '') : bare)
          push('url', position + trimmed.length, trimmed)
        } else position++
        break
      }
      case '*':
      case '_':
      case '~': {
        let end = position + 1
        while (text[end] === character) end++
        const isInWord = character === '_' && IN_WORD.test(text[position - 1] ?? '') && IN_WORD.test(text[end] ?? '')
        if (isInWord || (character === '~' && end - position === 1)) position = end
        else push('emphasis', end, text.slice(position, end))
        break
      }
      default:
        position++
    }
  }
  return codes.sort((a, b) => a.start - b.start || b.end - a.end)

  function pushRole(name: string, inner: [number, number], end: number): void {
    const body = text.slice(...inner)
    const explicit = /^([\s\S]*?)\s*<([^<>]*)>\s*$/.exec(body)
    if (LOCKED_ROLES.test(name)) push('role', end, body, null, name)
    else if (explicit && LABEL_ROLES.test(name)) {
      push('role', end, explicit[2] ?? '', [inner[0], inner[0] + (explicit[1] ?? '').length], name)
    } else if (LABEL_ROLES.test(name)) push('role', end, body, null, name)
    else push('role', end, '', inner, name)
  }

  function closeBracket(open: { at: number; image: boolean }): void {
    const content: [number, number] = [open.at + (open.image ? 2 : 1), position - 1]
    const destination = at(DESTINATION)
    if (destination) {
      const value = destination[1] ?? destination[2] ?? ''
      const end = DESTINATION.lastIndex
      codes.push({ type: open.image ? 'image' : 'link', start: open.at, end, content, value, name: '' })
      position = end
      return
    }
    const reference = at(REFERENCE)
    if (!reference) return
    const end = REFERENCE.lastIndex
    const value = reference[1] || text.slice(...content)
    codes.push({ type: open.image ? 'image' : 'reference', start: open.at, end, content, value, name: '' })
    position = end
  }
}

/** GFM §6.9: trailing punctuation and unbalanced closing parentheses are no part of a bare address. */
function trimUrl(url: string): string {
  let surplus = countOf(url, ')') - countOf(url, '(')
  let end = url.length
  for (; end > 0; end--) {
    const last = url[end - 1] as string
    if (last === ')' && surplus > 0) surplus--
    else if (!/[?!.,:*_~'";\]}|]/.test(last)) break
  }
  return url.slice(0, end)
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}

/** Ends of HTML comments. That there is none any more is found out once, not at each opening. */
class CommentEnds {
  readonly #text: string
  #none = false

  constructor(text: string) {
    this.#text = text
  }

  /** Index behind the comment that opens at `position`, or -1. */
  endOf(position: number): number {
    if (this.#none) return -1
    const at = this.#text.indexOf('-->', position + 4)
    this.#none = at === -1
    return this.#none ? -1 : at + 3
  }
}

/** Where backtick runs stand, so that finding the closing run is not a search from each opening one. */
class BacktickRuns {
  readonly #lengths = new Map<number, number>()
  readonly #byLength = new Map<number, { readonly starts: number[]; next: number }>()

  constructor(text: string) {
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      this.#lengths.set(index, run.length)
      const runs = this.#byLength.get(run.length)
      if (runs) runs.starts.push(index)
      else this.#byLength.set(run.length, { starts: [index], next: 0 })
    }
  }

  lengthAt(position: number): number {
    return this.#lengths.get(position) ?? 1
  }

  /** Start of the next run of the same length behind `position`, or -1. Positions must not go back. */
  closing(position: number, length: number): number {
    const runs = this.#byLength.get(length)
    if (!runs) return -1
    while ((runs.starts[runs.next] ?? Number.POSITIVE_INFINITY) <= position) runs.next++
    return runs.starts[runs.next] ?? -1
  }
}

/**
 * The text a reader reads as language: code, addresses, labels, tags, attributes and markers are blanked out.
 *
 * Same length as `text`, so that offsets into it are offsets into `text`.
 */
export function proseOf(text: string): string {
  if (!/[`<[{$\\*_~]|https?:|www\./.test(text)) return text
  const keep = new Uint8Array(text.length).fill(1)
  for (const { start, end, content, type } of scanInline(text)) {
    if (type === 'escape') keep[start] = 0
    else if (content) {
      keep.fill(0, start, content[0])
      keep.fill(0, content[1], end)
    } else keep.fill(0, start, end)
  }
  let prose = ''
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string
    prose += keep[index] || character === '\n' ? character : ' '
  }
  return prose
}

/** True when the prose of `text` has source-language (Chinese) text in it. */
export function hasSourceLanguage(text: string): boolean {
  return hasHan(text) && hasHan(proseOf(text))
}

/** A Chinese sentence about Envoy may hold half as many English words again as Chinese characters. */
const WORDS_PER_HAN = 1.5

/**
 * True when the prose of `text` is mainly source-language text. An English one hardly ever holds more than a name in
 * Chinese.
 */
export function isMainlySourceLanguage(text: string): boolean {
  if (!hasHan(text)) return false
  const prose = proseOf(text)
  const han = countHan(prose)
  return han > 0 && han * WORDS_PER_HAN >= (prose.match(/[A-Za-z][A-Za-z'’-]*/g)?.length ?? 0)
}
