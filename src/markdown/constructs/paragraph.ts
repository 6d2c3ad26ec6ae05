import { hasHan } from '../../core/text.js'
import { readDefinition } from '../blocks/definition.js'
import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, sliceLines } from '../lines.js'
import { addAttributeTexts, attributeTexts, withoutRanges } from './attributes.js'
import { addFields, isField } from './field-list.js'
import { addImages } from './images.js'
import { isAttributeLine, isImport, isShortcodeLine } from './lone-lines.js'

/** Adds a paragraph, or what looks like one: definitions, images, a field list, lines of shortcodes or attributes. */
export function addParagraph(flow: Flow, paragraph: Lines): void {
  const lines = splitDefinitions(flow, paragraph)
  if (lines.starts.length === 0) return
  const first = flow.builder.file.slice(lines.starts[0], lines.ends[0])
  if (!flow.builder.myst) addText(flow, lines)
  else if (isImport(first)) addOpaque(flow, lines, 'jsx')
  else if (isField(first)) addFields(flow, lines)
  else addAroundLoneLines(flow, lines)
}

function addAroundLoneLines(flow: Flow, lines: Lines): void {
  let from = 0
  for (let index = 0; index < lines.starts.length; index++) {
    if (!isLone(flow, flow.builder.file.slice(lines.starts[index], lines.ends[index]), index)) continue
    if (from < index) addText(flow, sliceLines(lines, from, index))
    addOpaque(flow, sliceLines(lines, index, index + 1), 'directive')
    from = index + 1
  }
  if (from === 0) addText(flow, lines)
  else if (from < lines.starts.length) addText(flow, sliceLines(lines, from))
}

const ALERT = /^\[!\w+\][-+]?[ \t]*$/

/** A line that stands by itself although Markdown takes it as part of the paragraph. */
function isLone(flow: Flow, text: string, index: number): boolean {
  const code = text.charCodeAt(0)
  if (code === 123) return isShortcodeLine(text) || isAttributeLine(text)
  return code === 91 && index === 0 && flow.builder.nodes[flow.node]?.type === 'quote' && ALERT.test(text)
}

function addOpaque(flow: Flow, lines: Lines, type: 'directive' | 'jsx'): void {
  const excerpt = new Excerpt(flow.builder.file, lines)
  const cut = trimmed(excerpt)
  const node = flow.builder.open(type, flow.node, cut)
  const texts = attributeTexts(cut.text, { shortcode: true, all: flow.builder.everything })
  const masked = attributeTexts(cut.text, { shortcode: true, all: true })
  flow.builder.block('directive', cut, node, withoutRanges(cut.text, masked))
  addAttributeTexts(flow, excerpt, node, texts)
}

function addText(flow: Flow, lines: Lines): void {
  const { builder } = flow
  const excerpt = new Excerpt(builder.file, lines)
  const cut = trimmed(excerpt)
  const parent = builder.nodes[flow.node]?.type
  const node = builder.open('paragraph', flow.node, cut)
  if (cut.text.startsWith('![') && addImages(flow, excerpt, cut.text.length, node)) return
  const kind =
    parent === 'item' ? 'list-item' : flow.caption.pending && parent === 'directive' ? 'caption' : 'paragraph'
  if (kind === 'caption') flow.caption.pending = false
  const task = kind === 'list-item' ? (TASK.exec(cut.text)?.[0].length ?? 0) : 0
  builder.segment(kind, task > 0 ? trimmed(excerpt, task) : cut, node)
}

/** GFM §5.3: the box is no text. */
const TASK = /^\[[ xX]\][ \t]+(?=\S)/

function trimmed(excerpt: Excerpt, from = 0) {
  return excerpt.cut(from, excerpt.text.replace(/[ \t]+$/, '').length)
}

/** Adds the link reference definitions a paragraph starts with and returns the lines behind them. */
export function splitDefinitions(flow: Flow, lines: Lines): Lines {
  const { builder } = flow
  if (builder.file.charCodeAt(lines.starts[0] as number) !== 91) return lines
  const excerpt = new Excerpt(builder.file, lines)
  let at = 0
  let count = 0
  for (;;) {
    const definition = excerpt.text[at] === '[' ? readDefinition(excerpt.text, at) : null
    if (!definition) break
    const cut = excerpt.cut(at, at + excerpt.text.slice(at, definition.end).trimEnd().length)
    const node = builder.open('definition', flow.node, cut)
    const [from, to] = definition.title ?? [0, 0]
    builder.block('definition', cut, node, excerpt.text.slice(at, from || definition.end))
    if (from < to && (builder.everything || hasHan(excerpt.text.slice(from, to)))) {
      builder.segment('title', excerpt.cut(from, to), node, 'title')
    }
    count += cut.glue.length + 1
    at = definition.end + 1
  }
  return count === 0 ? lines : sliceLines(lines, count)
}
