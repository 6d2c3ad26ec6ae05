import { scanInline } from '../core/inline.js'
import type { Block, ChapterNode, ParsedChapter, Part, Segment } from '../core/segment.js'
import { type DirectiveHead, readDirectiveHead } from './directive-head.js'
import { headingText } from './heading-text.js'
import { slugOf } from './names.js'
import { offsetIn } from './offset.js'
import type { Definition, DefinitionKind, WrittenDefinition } from './reference.js'

/** Directives whose caption or title a reference takes for its text, and which Sphinx numbers. */
const CAPTIONED = new Set(
  'figure figure-md subfigure table list-table csv-table code-block code literalinclude'.split(' '),
)

/** What a chapter defines, in document order. */
export function readDefinitions(chapter: ParsedChapter): WrittenDefinition[] {
  return new DefinitionReader(chapter).read()
}

class DefinitionReader {
  readonly #chapter: ParsedChapter
  readonly #found: WrittenDefinition[] = []
  /** Levels of the sections that are open. */
  readonly #levels: number[] = []
  /** Which nodes a part belongs to that can be a reference's text: a heading, a caption. */
  readonly #captioned = new Set<number>()
  #part = 0
  #named: Int32Array | null = null
  readonly #heads = new Map<number, DirectiveHead | null>()

  constructor(chapter: ParsedChapter) {
    this.#chapter = chapter
  }

  read(): WrittenDefinition[] {
    const { parts, nodes } = this.#chapter
    for (const part of parts) {
      if (part.type === 'segment') this.#noteCaption(part)
    }
    for (const [index, part] of parts.entries()) {
      this.#part = index
      if (part.type === 'segment') this.#readSegment(part)
      else if (part.kind === 'target') this.#readTarget(part)
      else if (part.kind === 'math') this.#readEquation(part)
      else if (part.kind === 'html') this.#readHtml(part, part.start, this.#chapter.text.slice(part.start, part.end))
      if (part.type === 'block' && nodes[part.node]?.type === 'directive') this.#readDirective(part)
    }
    return this.#found
  }

  #noteCaption({ kind, node }: Segment): void {
    if (kind === 'caption' || kind === 'title' || kind === 'option') {
      const { nodes } = this.#chapter
      const at = nodes[node]?.type === 'paragraph' ? (nodes[node]?.parent ?? -1) : node
      if (CAPTIONED.has(nodes[at]?.name ?? '')) this.#captioned.add(at)
    }
  }

  #readSegment(segment: Segment): void {
    if (segment.kind === 'heading') this.#readHeading(segment)
    else if (segment.kind === 'definition-term' && this.#chapter.nodes[segment.node]?.name === 'glossary') {
      const label = segment.text.split(/ : /)[0] as string
      this.#add('term', label, segment.start, segment.startLine, segment.node, { titled: true })
    }
    if (!/[{<]/.test(segment.text)) return
    for (const { type, start, end, value } of scanInline(segment.text)) {
      const id = type === 'attributes' ? /#([^\s{}]+)/.exec(value) : null
      if (id) {
        const at = offsetIn(segment, start + id.index + 1)
        this.#add('attribute', id[1] as string, at, segment.startLine, segment.node, { titled: false })
      } else if (type === 'html') this.#readHtml(segment, offsetIn(segment, start), segment.text.slice(start, end))
    }
  }

  #readHeading({ text, start, node, startLine }: Segment): void {
    const { nodes } = this.#chapter
    const level = nodes[node]?.level ?? 1
    // Within a directive it is no section to Sphinx.
    if (this.#isInDirective(node)) return
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop()
    const section = { depth: this.#levels.length, level, slug: slugOf(headingText(text)) }
    this.#levels.push(level)
    this.#found.push({
      kind: 'heading',
      label: text,
      start,
      end: start + text.length,
      line: startLine,
      node,
      part: this.#part,
      titled: true,
      numbered: true,
      section,
    })
  }

  #isInDirective(node: number): boolean {
    const { nodes } = this.#chapter
    for (let at = nodes[node]?.parent ?? -1; at > 0; at = nodes[at]?.parent ?? -1) {
      if (nodes[at]?.type === 'directive' || nodes[at]?.type === 'footnote') return true
    }
    return false
  }

  #readTarget({ text, start, startLine, node }: Block): void {
    const { nodes } = this.#chapter
    if (nodes[node]?.type === 'heading') {
      const id = /#([^\s{}]+)/.exec(text)
      if (id)
        this.#add('attribute', id[1] as string, start + id.index + 1, startLine, node, { titled: true, numbered: true })
      return
    }
    const label = text.slice(1, -2)
    const next = this.#nodeAfter(node)
    this.#add('target', label, start + 1, startLine, next, this.#titleOf(next))
  }

  /** The node that a target in front of it names. Source: docutils, `PropagateTargets`. */
  #nodeAfter(target: number): number {
    this.#named ??= nodesNamed(this.#chapter.nodes)
    return this.#named[target + 1] ?? -1
  }

  #titleOf(node: number): Pick<Definition, 'titled' | 'numbered'> {
    const found = this.#chapter.nodes[node]
    if (found?.type === 'heading') return { titled: true, numbered: !this.#isInDirective(node) }
    const captioned = this.#captioned.has(node)
    const titled =
      captioned || found?.name === 'rubric' || found?.type === 'definition-list' || found?.type === 'field-list'
    return {
      titled: titled || (found?.name === 'toctree' && this.#headOf(found).options.has('caption')),
      numbered: captioned,
    }
  }

  #readEquation(block: Block): void {
    const { start, end, node } = block
    if (this.#chapter.nodes[node]?.type !== 'math') return
    const label = /\$\$[ \t]*\(([^()\s]+)\)$/.exec(this.#chapter.text.slice(start, end))
    if (!label) return
    const at = start + label.index + label[0].indexOf('(') + 1
    this.#add('equation', label[1] as string, at, this.#lineAt(block, at), node, { titled: true })
  }

  /** Labels of directives, and those of lines of attributes. */
  #readDirective(block: Block): void {
    const node = this.#chapter.nodes[block.node] as ChapterNode
    if (node.start !== block.start) return
    if (block.text.startsWith('{')) {
      const id = /#([^\s{}]+)/.exec(block.text)
      const next = this.#nodeAfter(block.node)
      if (id)
        this.#add('attribute', id[1] as string, block.start + id.index + 1, block.startLine, next, this.#titleOf(next))
      return
    }
    const { argument, options } = this.#headOf(node)
    const name = options.get('name')
    const label = options.get('label')
    const lineOf = (at: number) => this.#lineAt(block, at)
    const title = this.#titleOf(block.node)
    if (/^(?:figure-md|subfigure)$/.test(node.name ?? '')) {
      const own = argument ?? name
      if (own) this.#add('name', own.value, own.start, lineOf(own.start), block.node, title)
      return
    }
    if (name) this.#add('name', name.value, name.start, lineOf(name.start), block.node, title)
    if (label && node.name === 'math')
      this.#add('equation', label.value, label.start, lineOf(label.start), block.node, { titled: true })
  }

  #headOf({ start, end }: ChapterNode): DirectiveHead {
    const known = this.#heads.get(start)
    const head = known ??
      readDirectiveHead(this.#chapter.text, start, end) ?? { name: '', argument: null, options: new Map() }
    this.#heads.set(start, head)
    return head
  }

  /** `html` stands in the part, at `start` of the file. */
  #readHtml(part: Part, start: number, html: string): void {
    if (!/\s(?:id|name)[ \t]*=/i.test(html)) return
    for (const { 0: whole, 1: double, 2: single, index } of html.matchAll(
      /\s(?:id|name)[ \t]*=[ \t]*(?:"([^"<>]*)"|'([^'<>]*)')/gi,
    )) {
      const label = double ?? single ?? ''
      const at = start + index + whole.length - 1 - label.length
      if (label !== '') this.#add('html', label, at, this.#lineAt(part, at), part.node, { titled: false })
    }
  }

  /** The line of a place within a part. */
  #lineAt({ start, startLine }: Part, at: number): number {
    let line = startLine
    for (let end = this.#chapter.text.indexOf('\n', start); end !== -1 && end < at; line++) {
      end = this.#chapter.text.indexOf('\n', end + 1)
    }
    return line
  }

  #add(
    kind: DefinitionKind,
    label: string,
    start: number,
    line: number,
    node: number,
    { titled, numbered = false }: { titled: boolean; numbered?: boolean },
  ): void {
    this.#found.push({ kind, label, start, end: start + label.length, line, node, part: this.#part, titled, numbered })
  }
}

/** For each node the first one, from itself on, that a target can name; -1 where none follows. */
function nodesNamed(nodes: readonly ChapterNode[]): Int32Array {
  const named = new Int32Array(nodes.length + 1).fill(-1)
  for (let at = nodes.length - 1; at >= 0; at--) {
    const isPassed = /^(?:target|comment|definition)$/.test((nodes[at] as ChapterNode).type)
    named[at] = isPassed ? (named[at + 1] as number) : at
  }
  return named
}
