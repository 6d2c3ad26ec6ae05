import type { Block, ParsedChapter } from '../core/segment.js'
import { hasHan } from '../core/text.js'
import { directiveSpec, isTextOption } from './constructs/directives.js'
import { linesOf } from './lines.js'

/** A line with Han that no segment holds and no rule of docs/segments.md leaves out. */
export interface Uncovered {
  readonly line: number
  readonly text: string
}

/** Looks for such lines, by the text alone: what parsing says is a block is looked through once more. */
export function findUncovered(chapter: ParsedChapter): Uncovered[] {
  if (!hasHan(chapter.text)) return []
  const { starts, ends, numbers } = linesOf(chapter.text)
  const left = leftOver(chapter)
  if (!hasHan(left)) return []
  return numbers.flatMap((line, index) => {
    const text = left.slice(starts[index], ends[index])
    return hasHan(text) ? [{ line, text: text.trim() }] : []
  })
}

/** The chapter with blanks for its segments and for what is no text. */
function leftOver(chapter: ParsedChapter): string {
  let left = blank(chapter.text, segmentsOf(chapter))
  const blocks = chapter.parts.flatMap((part) => (part.type === 'block' ? [part] : []))
  const parts: [number, number, string][] = blocks.map((block) => {
    return [block.start, block.end, blankBlock(chapter, block, left.slice(block.start, block.end))]
  })
  left = replaceRanges(left, parts)
  return blank(
    left,
    chapter.nodes.flatMap(({ type, start, end, name }): [number, number][] => {
      if (type === 'comment' || (type === 'break' && name !== null)) return [[start, end]]
      return type === 'footnote' ? [[start, start + (name?.length ?? 0) + 4]] : []
    }),
  )
}

function segmentsOf(chapter: ParsedChapter): [number, number][] {
  return chapter.parts.flatMap((part): [number, number][] => (part.type === 'segment' ? [[part.start, part.end]] : []))
}

function blankBlock(chapter: ParsedChapter, block: Block, left: string): string {
  const node = chapter.nodes[block.node]
  if (block.kind === 'html' || (block.kind === 'image' && /^<img/i.test(left))) return blankHtml(left)
  if (node?.type === 'front-matter') return blankYaml(left)
  if (node?.type === 'directive' && node.name !== null) return blankDirective(left, node.name)
  return blankAll(left)
}

const UNSEEN =
  '<!(?=--)[\\s\\S]*?(?:-->|$)|<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>|$)|<\\?[\\s\\S]*?(?:\\?>|$)|<![\\s\\S]*?(?:>|$)'
const NO_TEXT = '<(pre|script|style|textarea|svg)\\b[\\s\\S]*?(?:<\\/\\1|$)'
const TAG = `<[A-Za-z/](?:"[^"]*"|'[^']*'|[^"'<>])*>`
const ENDLESS = '<[A-Za-z/][\\s\\S]*'
const HTML = new RegExp(`${UNSEEN}|${NO_TEXT}|(?<tag>${TAG})|${ENDLESS}`, 'gi')

/** Comments, what is no text for its element, attributes nobody reads, and a tag that never ends with what follows. */
function blankHtml(html: string): string {
  return html.replace(HTML, (match, ...rest) => {
    return (rest.at(-1) as { tag?: string }).tag === undefined ? blankAll(match) : blankTag(match)
  })
}

/** The tag with nothing left but the values of its readable attributes. */
function blankTag(tag: string): string {
  let left = ''
  let at = 0
  for (const match of tag.matchAll(/(?<=[\s"'](?:alt|title|aria-label|placeholder|label)=)(?:"[^"]*"|'[^']*')/g)) {
    left += blankAll(tag.slice(at, match.index)) + match[0]
    at = match.index + match[0].length
  }
  return left + blankAll(tag.slice(at))
}

/** Lines that are no valid entry, whatever the lines around. */
const NO_ENTRY = [
  // Begins as no key does.
  /[ \t]*[[\]{},&*!|>%@`].*/,
  // A quote in the key that does not end.
  /[ \t-]*["'][^"'\n]*:(?:[ \t].*)?/,
  // A colon in the key, or a value that begins with what YAML keeps for later.
  /[ \t-]*[^\s:#"'][^:\n]*:(?:[^ \t\n].*|[ \t]+[@%`].*)/,
  // Text behind a quote that has ended.
  /[ \t-]*[^:\n]*:[ \t]+(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')[ \t]*[^\s#].*/,
]
const KEY = /^[ \t-]*[^:\s#][^:\n]*:(?=[ \t]|$)/
const REST = /(?:^|[ \t])#.*$|\{[^\n]*\}|^(?![ \t]*-[ \t]|[ \t]*[^:\s][^\n]*:(?:[ \t]|$)).*$/
const YAML = new RegExp(`^(?:${NO_ENTRY.map(({ source }) => source).join('|')})$|${KEY.source}|${REST.source}`, 'gm')

/** Keys, comments, flow mappings, and lines that are neither a valid entry nor covered as part of one. */
function blankYaml(yaml: string): string {
  return yaml.replace(YAML, blankAll)
}

/** Opaque directives in whole; of others, an argument that is no text, and options that are none. */
function blankDirective(head: string, name: string): string {
  const spec = directiveSpec(name) ?? directiveSpec(name, true)
  if (!spec || /^(?:opaque|math|code)$/.test(spec.body)) return blankAll(head)
  const [first = '', ...options] = head.split('\n')
  const option = options[0]?.trimStart().startsWith('---')
    ? /^[ \t>]*([\w-]+):(?=[ \t]|$)/
    : /^[ \t>]*:([\w-]+):(?=[ \t]|$)/
  const left = options.map((line) => (isTextOption(option.exec(line)?.[1] ?? '') ? line : blankAll(line)))
  const argument = /^(?:label|path|image|value|none)$/.test(spec.argument) ? blankAll(first) : first
  return [argument, ...left].join('\n')
}

function blankAll(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

function blank(text: string, ranges: readonly [number, number][]): string {
  return replaceRanges(
    text,
    ranges.map(([from, to]) => [from, to, blankAll(text.slice(from, to))]),
  )
}

/** Replaces ranges by texts of their lengths. Where ranges overlap the earlier one wins. */
function replaceRanges(text: string, ranges: readonly [number, number, string][]): string {
  const pieces: string[] = []
  let at = 0
  for (const [from, to, by] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (to <= at) continue
    const start = Math.max(at, from)
    pieces.push(text.slice(at, start), by.slice(start - from))
    at = to
  }
  return pieces.join('') + text.slice(at)
}
