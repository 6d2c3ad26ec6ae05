import { emptyLines, pushLine } from '../lines.js'
import type { FlowState } from './flow-state.js'
import { endsHtml } from './html.js'
import type { Leaf } from './leaf.js'
import { closesFence } from './starts.js'

/** Gives the line to the open leaf; false when the leaf is over or may be interrupted. */
export function continueLeaf(state: FlowState, leaf: Leaf): boolean {
  const { cursor } = state
  switch (leaf.type) {
    case 'fence':
      continueFence(state, leaf)
      return true
    case 'math':
      state.addLine(leaf)
      if (state.index >= leaf.until) state.closeLeaf()
      return true
    case 'html':
      continueHtml(state, leaf)
      return true
    case 'indented':
      return continueIndented(state, leaf)
    default:
      if (cursor.blank) state.closeLeaf()
      return cursor.blank
  }
}

function continueFence(state: FlowState, leaf: Leaf & { type: 'fence' }): void {
  const { cursor } = state
  leaf.end = cursor.end
  leaf.endLine = state.line
  if (cursor.indent < 4 && closesFence(cursor.text, cursor.next, cursor.end, leaf.fence)) {
    leaf.closing = emptyLines()
    pushLine(leaf.closing, cursor.next, cursor.end, 0, state.line)
    state.closeLeaf()
  } else {
    cursor.skipColumns(leaf.indent)
    state.addLine(leaf)
  }
}

function continueHtml(state: FlowState, leaf: Leaf & { type: 'html' }): void {
  if (state.cursor.blank && (leaf.kind === 6 || leaf.kind === 7)) state.closeLeaf()
  else {
    state.addLine(leaf)
    if (htmlEndsHere(state, leaf.kind)) state.closeLeaf()
  }
}

/** True when the rest of the line ends a block of HTML, or an MDX comment. */
export function htmlEndsHere({ cursor }: FlowState, kind: (Leaf & { type: 'html' })['kind']): boolean {
  const { text, next, end } = cursor
  return kind === 'mdx' ? text.slice(next, end).includes('*/}') : endsHtml(kind, text, next, end)
}

function continueIndented(state: FlowState, leaf: Leaf): boolean {
  const { cursor } = state
  if (!cursor.blank && cursor.indent < 4) {
    state.closeLeaf()
    return false
  }
  cursor.skipColumns(4)
  state.addLine(leaf)
  return true
}
