import type { Leaf } from '../blocks/leaf.js'
import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, lastFilled, sliceLines } from '../lines.js'
import { addFence } from './fence.js'
import { addHtml } from './html.js'
import { addIndentedCode } from './indented-code.js'
import { addParagraph } from './paragraph.js'
import { addTable } from './table.js'

/** Adds the nodes and parts of a block all of whose lines are known. */
export function closeLeaf(flow: Flow, leaf: Leaf): void {
  switch (leaf.type) {
    case 'paragraph':
      addParagraph(flow, leaf.lines)
      break
    case 'table':
      addTable(flow, leaf.lines)
      break
    case 'fence':
      addFence(flow, leaf)
      break
    case 'indented':
      addIndentedCode(flow, filled(flow, leaf.lines))
      break
    case 'html':
      if (leaf.kind === 'mdx') addComment(flow, leaf.lines)
      else addHtml(flow, filled(flow, leaf.lines))
      break
    case 'comment':
      addComment(flow, leaf.lines)
      break
    case 'math':
      addMath(flow, leaf.lines)
  }
}

function addMath(flow: Flow, lines: Lines): void {
  const cut = new Excerpt(flow.builder.file, lines).cut()
  flow.builder.block('math', cut, flow.builder.open('math', flow.node, cut))
}

function addComment(flow: Flow, lines: Lines): void {
  flow.builder.open('comment', flow.node, new Excerpt(flow.builder.file, filled(flow, lines)).cut())
}

function filled(flow: Flow, lines: Lines): Lines {
  const last = lastFilled(flow.builder.file, lines)
  return last === lines.starts.length - 1 ? lines : sliceLines(lines, 0, last + 1)
}
