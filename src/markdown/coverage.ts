import type { Block, ParsedChapter } from '../core/segment.js'
import { hasHan } from '../core/text.js'
import { directiveSpec } from './constructs/directives.js'
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

/** Comments, what is no text for its element, and attributes nobody reads. */
function blankHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, blankAll)
    .replace(/<(pre|script|style|textarea|svg)\b[\s\S]*?(?:<\/\1|$)/gi, blankAll)
    .replace(/<[A-Za-z/](?:"[^"]*"|'[^']*'|[^"'<>])*>?/g, (tag) => {
      return tag.replace(/([\w:-]+)=("[^"]*"|'[^']*')/g, (whole, name: string) => {
        return /^(?:alt|title|aria-label|placeholder|label)$/.test(name) ? whole : blankAll(whole)
      })
    })
}

/** Keys, comments and flow mappings. */
function blankYaml(yaml: string): string {
  return yaml.replace(/^[ \t-]*[^:\s#][^:\n]*:|(?:^|[ \t])#.*$|\{[^\n]*\}/gm, blankAll)
}

/** Opaque directives in whole; of others, the argument that is a label, path or value, and the option that is a label. */
function blankDirective(head: string, name: string): string {
  const spec = directiveSpec(name) ?? directiveSpec(name, true)
  if (!spec || /^(?:opaque|math|code)$/.test(spec.body)) return blankAll(head)
  const options = head.replace(/^([ \t>]*:?(?:name|label|class):).*$/gm, blankAll)
  return /^(?:label|path|image|value)$/.test(spec.argument) ? options.replace(/^.*/, blankAll) : options
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
