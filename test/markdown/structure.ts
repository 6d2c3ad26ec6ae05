import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

const TYPES: Record<string, string> = {
  paragraph: 'paragraph',
  heading: 'heading',
  blockquote: 'quote',
  list: 'list',
  listItem: 'item',
  code: 'fence',
  html: 'html',
  table: 'table',
  thematicBreak: 'break',
  definition: 'definition',
  footnoteDefinition: 'footnote',
}
/** Where blank lines at the end count differs; their content says enough. */
const OPEN_ENDED = new Set(['list', 'item', 'quote', 'footnote', 'fence', 'html', 'heading'])

/** The block structure micromark sees, a line a block: depth, type, lines. */
export function micromarkStructure(text: string): string[] {
  const lines: string[] = []
  const visit = (node: Nodes, depth: number): void => {
    for (const child of 'children' in node ? node.children : []) {
      const type = TYPES[child.type]
      if (type === undefined || !child.position) continue
      lines.push(describe(depth, type, child.type === 'heading' ? child.depth : null, child.position))
      if (['quote', 'list', 'item', 'footnote'].includes(type)) visit(child, depth + 1)
    }
  }
  visit(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), 0)
  return lines
}

/** The same for ours, read as CommonMark and GFM alone. */
export function ownStructure(text: string): string[] {
  const { nodes } = parseChapter(text, { dialect: 'commonmark' })
  const depths: number[] = [-1]
  return nodes.slice(1).map(({ type, parent, level, startLine, endLine }, index) => {
    const depth = (depths[parent] as number) + 1
    depths[index + 1] = depth
    const own = type === 'comment' || type === 'jsx' ? 'html' : type
    return describe(depth, own, level, { start: { line: startLine }, end: { line: endLine } })
  })
}

interface Lines {
  readonly start: { readonly line: number }
  readonly end: { readonly line: number }
}

function describe(depth: number, type: string, level: number | null, { start, end }: Lines): string {
  // micromark gives a heading behind definitions the definitions' first line.
  const first = type === 'heading' ? end.line : start.line
  const last = OPEN_ENDED.has(type) ? '' : end.line
  return `${'  '.repeat(depth)}${type}${level ?? ''} ${first}-${last}`
}
