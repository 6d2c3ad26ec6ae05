import { hasHan } from '../text.js'
import type { Code, CodedText } from './coded-text.js'
import { formatEngineForm, type Token } from './engine-form.js'
import { neighboursAt } from './flanking.js'
import type { Mark } from './marks.js'
import { readMarks } from './read-marks.js'

/** HTML elements that hold code. */
const CODE_ELEMENT = /^(?:code|samp|tt|pre|script|style|svg|math)$/

/** A letter or digit of a script that has blanks between words. */
const SPACED = /(?=[\p{L}\p{N}])[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\uff00-\uffef]/u

/**
 * Puts a segment's text into engine form.
 *
 * Locked: code spans, addresses, tags without a partner, images without Chinese, footnotes, mathematics, escapes,
 * substitutions, attributes, hard breaks, roles that are labels or code, entity references, delimiters that delimit
 * nothing, and pairs with nothing to translate inside. Paired: links, images with Chinese, emphasis, roles with text,
 * HTML elements. Everything else is text. Linear in the length of `text`.
 */
export function encodeCodes(text: string): CodedText {
  const marks = fold(readMarks(text, true), text)
  const tokens: Token[] = []
  const codes: Code[] = []
  const open: { readonly id: number; readonly at: number }[] = []
  for (const [index, mark] of marks.entries()) {
    const content = text.slice(mark.start, mark.end)
    if (mark.kind === 'text') tokens.push({ kind: 'text', text: content })
    else if (mark.kind === 'close') {
      const { id, at } = open.pop() as { id: number; at: number }
      const code = codes[id - 1] as Code
      const after = touchesAfter(marks, index, text)
      codes[id - 1] = { ...code, close: content, touches: { before: touchesBefore(marks, at, text), after } }
      tokens.push({ kind: 'close', id })
    } else {
      const id = codes.length + 1
      codes.push(
        codeOf(id, mark, content, {
          before: touchesBefore(marks, index, text),
          after: touchesAfter(marks, index, text),
        }),
      )
      tokens.push({ kind: mark.kind, id })
      if (mark.kind === 'open') open.push({ id, at: index })
    }
  }
  return { text: formatEngineForm(tokens), codes }
}

function codeOf(id: number, { kind, about }: Mark, open: string, touches: Code['touches']): Code {
  if (!about) throw new RangeError('text is no code')
  return { id, form: kind === 'lock' ? 'locked' : 'paired', open, close: '', touches, ...about }
}

/** Makes one locked mark of every pair that has nothing to translate between its marks. */
function fold(marks: readonly Mark[], text: string): Mark[] {
  const folded: Mark[] = []
  const open: { readonly at: number; hasText: boolean }[] = []
  for (const mark of marks) {
    folded.push(mark)
    if (mark.kind === 'open') open.push({ at: folded.length - 1, hasText: false })
    const innermost = open.at(-1)
    if (!innermost) continue
    if (hasText(mark, text)) innermost.hasText = true
    if (mark.kind !== 'close') continue
    open.pop()
    const first = folded[innermost.at] as Mark
    const isWhole = !innermost.hasText || isCopied(first, text.slice(first.end, mark.start))
    if (isWhole) {
      folded.length = innermost.at
      folded.push({ ...first, kind: 'lock', end: mark.end })
    } else {
      const outer = open.at(-1)
      if (outer) outer.hasText = true
    }
  }
  return folded
}

function hasText({ kind, start, end, about }: Mark, text: string): boolean {
  return kind === 'text' ? /\S/.test(text.slice(start, end)) : about?.type === 'literal'
}

/** Images and code are translated only where they have Chinese in them. */
function isCopied({ about }: Mark, content: string): boolean {
  const holdsCode = about?.type === 'html' && CODE_ELEMENT.test(about.role)
  return (holdsCode || about?.type === 'image') && !hasHan(content)
}

function touchesBefore(marks: readonly Mark[], index: number, text: string): boolean {
  const mark = marks[index] as Mark
  return isPartOfWord(mark, text, 'before') || (mark.kind === 'lock' && marks[index - 1]?.kind === 'lock')
}

function touchesAfter(marks: readonly Mark[], index: number, text: string): boolean {
  const mark = marks[index] as Mark
  return isPartOfWord(mark, text, 'after') || (mark.kind === 'lock' && marks[index + 1]?.kind === 'lock')
}

/** `**I**stio`, `v{{ version }}`. */
function isPartOfWord({ kind, start, end, about }: Mark, text: string, side: 'before' | 'after'): boolean {
  const { before, after } = neighboursAt(text, start, end)
  if (about?.type === 'substitution') return SPACED.test(side === 'before' ? before : after)
  if (kind === 'lock' || (about?.type !== 'emphasis' && about?.type !== 'html')) return false
  return SPACED.test(before) && SPACED.test(after)
}
