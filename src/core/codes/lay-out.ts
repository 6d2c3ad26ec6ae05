import { type InlineCode, scanInline } from '../inline.js'
import type { CodeType } from './coded-text.js'
import { NOT_IN_XML } from './engine-form.js'
import type { About, LooseMark } from './marks.js'

/** CommonMark 0.31 §6.7 and §2.5; what XML does not allow must not get into engine form. */
const IN_TEXT = new RegExp(
  String.raw`(?<! ) {2,}\n|\\\n|&(?:#[xX][0-9A-Fa-f]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});|${NOT_IN_XML.source}`,
  'gu',
)
/** What a text without any of that has not: looking is quicker than cutting. */
const MAY_BE_IN_TEXT = / {2}\n|[&\\\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]/
const CONTROL = new RegExp(NOT_IN_XML.source, 'gu')

/** A construct with text inside whose end has not been reached. */
interface Container {
  readonly about: About
  readonly contentEnd: number
  readonly end: number
  /** What stands in a role is not read as Markdown. */
  readonly isRole: boolean
}

/** Cuts `text` at its inline constructs. What crosses an earlier construct is taken for text. */
export function layOut(text: string): LooseMark[] {
  const marks: LooseMark[] = []
  const open: Container[] = []
  let position = 0
  const push = (kind: LooseMark['kind'], start: number, end: number, about: About | null) => {
    if (end > start) marks.push({ kind, start, end, about })
    position = end
  }
  const pushText = (end: number) => {
    const from = position
    if (end <= from) return
    const slice = text.slice(from, end)
    if (MAY_BE_IN_TEXT.test(slice)) {
      for (const { 0: found, index } of slice.matchAll(open.at(-1)?.isRole ? CONTROL : IN_TEXT)) {
        push('text', position, from + index, null)
        push('lock', position, position + found.length, plain(typeOf(found), found))
      }
    }
    push('text', position, end, null)
  }
  const closeUpTo = (limit: number) => {
    for (let last = open.at(-1); last && last.contentEnd <= limit; last = open.at(-1)) {
      pushText(last.contentEnd)
      open.pop()
      push('close', last.contentEnd, last.end, last.about)
    }
  }
  for (const code of scanInline(text)) {
    closeUpTo(code.start)
    if (code.start < position || code.end > (open.at(-1)?.contentEnd ?? text.length)) continue
    pushText(code.start)
    const about = aboutOf(code, text)
    if (code.type === 'emphasis') push('run', code.start, code.end, about)
    else if (code.type === 'html') push('tag', code.start, code.end, about)
    else if (!code.content || isOneWithItsText(code, text)) push('lock', code.start, code.end, about)
    else {
      const [from, contentEnd] = code.content
      push('open', code.start, from, about)
      open.push({ about, contentEnd, end: code.end, isRole: code.type === 'role' })
    }
  }
  closeUpTo(text.length)
  pushText(text.length)
  return marks
}

/** `[text][]` is found by its text; that can stand by itself only where no bracket is in it. */
function isOneWithItsText({ type, content, end, value }: InlineCode, text: string): boolean {
  if (content === null || content[0] === content[1]) return true
  return (type === 'reference' || type === 'image') && text.endsWith('][]', end) && /[[\]\n]/.test(value)
}

function aboutOf({ type, start, end, value, name }: InlineCode, text: string): About {
  if (type === 'role') return { type, role: name, label: value === '' ? null : value, shows: value || name }
  if (type === 'link' || type === 'reference' || type === 'image') {
    return { type, role: type, label: value, shows: value }
  }
  return { ...plain(type, value), role: type === 'html' ? tagName(value) : '', shows: value || text.slice(start, end) }
}

/** The lower-case name of an HTML element, `''` for comments and declarations. */
function tagName(tag: string): string {
  return /^<\/?([A-Za-z][\w:-]*)/.exec(tag)?.[1]?.toLowerCase() ?? ''
}

function plain(type: CodeType, shows: string): About {
  return { type, role: '', label: null, shows }
}

function typeOf(found: string): CodeType {
  if (found.endsWith('\n')) return 'break'
  return found.startsWith('&') ? 'entity' : 'control'
}
