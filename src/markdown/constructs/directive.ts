import type { Leaf } from '../blocks/leaf.js'
import { type Cut, Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { appendLines, emptyLines, type Lines, pushLine, sliceLines } from '../lines.js'
import { addCode } from './code.js'
import { addCsv } from './csv.js'
import { type DirectiveOptions, readOptions } from './directive-options.js'
import { type ArgumentRole, type DirectiveSpec, directiveSpec, isLabelOption, isTextOption } from './directives.js'
import { addGlossary } from './glossary.js'
import { addPaths } from './toctree.js'
import type { Scalar } from './yaml.js'

/** A directive's first line: its name and where its argument stands in the file. */
export interface DirectiveHead {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly form: 'line' | 'alt'
  /** Written without braces. */
  readonly plain?: true
}

type Fence = Leaf & { readonly type: 'fence' }

/** What the parts of one directive are made from. */
interface Directive extends DirectiveOptions {
  readonly head: DirectiveHead
  readonly spec: DirectiveSpec
  readonly leaf: Fence
  readonly whole: Cut
  /** Name, argument and options that must agree. */
  readonly signature: string
  /** The lines behind the options. */
  readonly body: Lines
}

/** Adds a directive by what the directive table says of its argument, options and body. */
export function addDirective(flow: Flow, head: DirectiveHead, leaf: Fence, whole: Cut): void {
  const { builder } = flow
  const spec = directiveSpec(head.name, head.plain)
  const node = builder.open('directive', flow.node, whole, { name: head.name })
  if (!spec) {
    builder.warn('unknown-directive', leaf.line, head.name)
    builder.block('directive', whole, node)
    return
  }
  const options = readOptions(builder.file, leaf.lines)
  const signature = signatureOf(builder.file, head, spec.argument, options)
  const body = sliceLines(leaf.lines, options.count)
  const directive: Directive = { ...options, head, spec, leaf, whole, signature, body }
  if (spec.body === 'code') addCodeDirective({ ...flow, node }, directive)
  else addOtherDirective({ ...flow, node }, directive)
}

function addOtherDirective(flow: Flow, directive: Directive): void {
  const { head, spec, leaf, body } = directive
  addBlock(flow, directive)
  if (spec.argument === 'body') addBodyArgument(flow, directive)
  else addArgument(flow, head, spec.argument, leaf.line)
  addOptions(flow, directive.options)
  if (spec.body === 'markdown' || spec.body === 'figure') addMarkdown(flow, directive)
  else if (spec.body === 'paths') addPaths(flow, body)
  else if (spec.body === 'csv') addCsv(flow, body)
  else if (spec.body === 'glossary') addGlossary(flow, body)
}

/** The block of an opaque directive holds its body, another one ends with its options. */
function addBlock(flow: Flow, { head, spec, leaf, whole, signature, body, count }: Directive): void {
  const { builder, node } = flow
  const opaque = spec.body === 'math' || spec.body === 'opaque'
  const kind = spec.body === 'math' ? 'math' : kindOf(spec.argument)
  const cut = opaque ? whole : headCut(builder.file, leaf, count)
  const text = kind === 'image' || kind === 'path' ? builder.file.slice(head.from, head.to) : cut.text
  const rest = opaque ? new Excerpt(builder.file, body).text : ''
  builder.block(kind, { ...cut, text }, node, `${signature}\n${rest}`)
}

function kindOf(argument: ArgumentRole): 'image' | 'path' | 'directive' {
  return argument === 'image' || argument === 'path' ? argument : 'directive'
}

function addCodeDirective(flow: Flow, { head, whole, signature, body, options }: Directive): void {
  const language = flow.builder.file.slice(head.from, head.to)
  const { parts } = flow.builder
  const block = parts.length
  addCode(flow, flow.node, whole, language, body, signature)
  const comments = parts.splice(block + 1)
  addOptions(flow, options)
  for (const comment of comments) parts.push(comment)
}

/** From the opening fence to the last option. */
function headCut(file: string, leaf: Fence, count: number): Cut {
  const lines = emptyLines()
  pushLine(lines, leaf.start, leaf.lineEnd, 0, leaf.line)
  for (let index = 0; index < count; index++) {
    const [start = 0, end = 0, number = 0] = [
      leaf.lines.starts[index],
      leaf.lines.ends[index],
      leaf.lines.numbers[index],
    ]
    pushLine(lines, start, end, 0, number)
  }
  return new Excerpt(file, lines).cut()
}

function addArgument(flow: Flow, head: DirectiveHead, role: ArgumentRole, line: number): void {
  const { builder } = flow
  let from = head.from
  if (role === 'version') from += /^\S*[ \t]*/.exec(builder.file.slice(from, head.to))?.[0].length ?? 0
  else if (role !== 'title') return
  if (builder.file.slice(from, head.to).trim() === '') return
  const text = emptyLines()
  pushLine(text, from, head.to, 0, line)
  builder.segment('title', new Excerpt(builder.file, text).cut(), flow.node, head.form)
}

function addOptions(flow: Flow, options: readonly Scalar[]): void {
  for (const { path, lines, form } of options) {
    const name = path[0] ?? ''
    if (isTextOption(name)) flow.builder.segment('option', new Excerpt(flow.builder.file, lines).cut(), flow.node, form)
  }
}

/** Name, argument and options without what differs from language to language: texts and labels. */
function signatureOf(
  file: string,
  head: DirectiveHead,
  role: ArgumentRole,
  { options, flags }: DirectiveOptions,
): string {
  const argument = file.slice(head.from, head.to)
  const shown = role === 'version' ? argument.split(/\s/)[0] : /^(?:path|image|value)$/.test(role) ? argument : ''
  const values = options
    .filter(({ path }) => !isTextOption(path[0] ?? '') && !isLabelOption(path[0] ?? ''))
    .map(({ path, lines }) => `:${path.join('.')}: ${new Excerpt(file, lines).text}`)
  return [head.name, shown, ...[...values, ...flags.map((flag) => `:${flag}:`)].sort()].join(' ')
}

/** In front of options the argument is a paragraph of its own. */
function addBodyArgument(flow: Flow, { head, leaf, count }: Directive): void {
  if (count > 0 && head.from < head.to) flow.read(argumentLine(head, leaf), flow.node)
}

function argumentLine({ from, to }: DirectiveHead, leaf: Fence): Lines {
  const line = emptyLines()
  pushLine(line, from, to, 0, leaf.line)
  return line
}

function addMarkdown(flow: Flow, { head, spec, leaf, body, count }: Directive): void {
  const joins = spec.argument === 'body' && count === 0 && head.from < head.to
  const lines = joins ? argumentLine(head, leaf) : emptyLines()
  appendLines(lines, body)
  flow.read(lines, flow.node, { caption: spec.body === 'figure' })
}
