import type { Leaf } from '../blocks/leaf.js'
import { type Cut, Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { appendLines, emptyLines, pushLine } from '../lines.js'
import { addCode } from './code.js'
import { addDirective, type DirectiveHead } from './directive.js'

type Fence = Leaf & { readonly type: 'fence' }

/** Adds a fence: code, a MyST directive, or a Docusaurus admonition. */
export function addFence(flow: Flow, leaf: Fence): void {
  const { builder } = flow
  const { from, to, marker } = leaf.fence
  const info = builder.file.slice(from, to)
  const whole = wholeOf(flow, leaf)
  const directive = builder.myst
    ? (readDirective(info, from) ?? (marker === 58 ? readAdmonition(info, from) : null))
    : null
  if (leaf.closing === null)
    builder.warn(directive ? 'unclosed-directive' : 'unclosed-fence', leaf.line, info.slice(0, 40))
  if (directive) addDirective(flow, directive, leaf, whole)
  else addCodeFence(flow, leaf, whole, info)
}

function addCodeFence(flow: Flow, leaf: Fence, whole: Cut, info: string): void {
  const { builder } = flow
  const language = /^[^\s{`,]*/.exec(info)?.[0] ?? ''
  const node = builder.open('fence', flow.node, whole, language === '' ? {} : { name: language })
  addCode(flow, node, whole, language, leaf.lines, info)
}

/** The fence from its first to its last line, container markers taken off. */
function wholeOf(flow: Flow, leaf: Fence): Cut {
  const all = emptyLines()
  pushLine(all, leaf.start, leaf.lineEnd, 0, leaf.line)
  for (const lines of [leaf.lines, leaf.closing]) if (lines) appendLines(all, lines)
  return new Excerpt(flow.builder.file, all).cut()
}

const DIRECTIVE = /^\{([^\s{}]+)\}[ \t]*/

/** MyST: `{name} argument`. */
function readDirective(info: string, at: number): DirectiveHead | null {
  const match = DIRECTIVE.exec(info)
  if (!match || /^[.#=]/.test(match[1] as string)) return null
  return { name: match[1] as string, from: at + match[0].length, to: at + info.length, form: 'line' }
}

const ADMONITION = /^([A-Za-z][\w-]*)(?:\[([^\]]*)\])?(?:\{[^{}]*\})?(?:[ \t]+|$)/

/** Docusaurus: `:::name title` and `:::name[title]`; Pandoc: `::: name`. */
function readAdmonition(info: string, at: number): DirectiveHead | null {
  if (info === '') return { name: 'div', from: at, to: at, form: 'line' }
  const match = ADMONITION.exec(info)
  if (!match) return /^\{[.#]/.test(info) ? { name: 'div', from: at, to: at, form: 'line' } : null
  const [head, name = '', label] = match
  if (label === undefined) return { name, from: at + head.length, to: at + info.length, form: 'line', plain: true }
  const from = at + name.length + 1
  return { name, from, to: from + label.length, form: 'alt', plain: true }
}
