import { Excerpt } from '../excerpt.js'
import type { FlowState } from './flow-state.js'
import { readQuoteMarker } from './match-containers.js'
import { footnoteLength, isBlank, type ListMarker, listMarker, skipBlanks, trimEnd } from './starts.js'

/**
 * Opens a quote, a list item, a footnote or a description; false when the line starts none.
 *
 * `open`: how many containers stay open. `interrupts`: the line would otherwise belong to an open paragraph.
 */
export function startContainer(state: FlowState, open: number, interrupts: boolean): boolean {
  const { text, next, end } = state.cursor
  const code = text.charCodeAt(next)
  if (code === 62) {
    state.makeRoom(open)
    state.push({ type: 'quote', indent: 0 }, next, next + 1)
    readQuoteMarker(state.cursor)
    return true
  }
  if (code === 91) return startFootnote(state, open)
  if (code === 58) return startDescription(state, open, interrupts)
  const marker = listMarker(text, next, end)
  if (!marker) return false
  const blank = skipBlanks(text, next + marker.length, end) === end
  if (interrupts && (blank || (marker.ordered && marker.number !== 1))) return false
  startItem(state, open, marker)
  return true
}

function startItem(state: FlowState, open: number, marker: ListMarker): void {
  const { cursor } = state
  const { next } = cursor
  state.closeDownTo(open)
  state.closeLeaf()
  if (state.top.type !== 'list' || state.top.marker !== marker.type) {
    if (state.top.type === 'list' || state.top.type === 'definition-list') state.pop()
    state.push({ type: 'list', indent: 0, marker: marker.type }, next, next + marker.length)
  }
  const offset = cursor.indent
  cursor.skipMarker(marker.length)
  const padding = cursor.blank || cursor.indent > 4 || cursor.indent < 1 ? 1 : cursor.indent
  state.push({ type: 'item', indent: offset + marker.length + padding }, next, next + marker.length)
  cursor.skipColumns(padding)
}

function startFootnote(state: FlowState, open: number): boolean {
  const { cursor } = state
  const { text, next, end } = cursor
  const length = footnoteLength(text, next, end)
  if (length === 0) return false
  state.makeRoom(open)
  const label = text.slice(next + 2, text.indexOf(']', next))
  state.push({ type: 'footnote', indent: 4, name: label }, next, trimEnd(text, next, next + length))
  cursor.skipMarker(label.length + 4)
  cursor.skipBlanks()
  cursor.look()
  return true
}

/** `: description` below a term of one line, or after another description. */
function startDescription(state: FlowState, open: number, interrupts: boolean): boolean {
  const { text, next, end, indent } = state.cursor
  if (!state.builder.myst || next + 1 >= end || !isBlank(text.charCodeAt(next + 1))) return false
  const term = interrupts && state.leaf?.lines.starts.length === 1 ? state.leaf : null
  if (!term && state.containers[open - 1]?.type !== 'definition-list') return false
  state.leaf = term ? null : state.leaf
  state.closeDownTo(open)
  state.closeLeaf()
  if (term) addTerm(state, new Excerpt(text, term.lines))
  state.cursor.skipMarker(1)
  const padding = Math.min(state.cursor.indent, 4)
  state.push({ type: 'description', indent: indent + 1 + padding }, next, next + 1)
  state.cursor.skipColumns(padding)
  return true
}

function addTerm(state: FlowState, term: Excerpt): void {
  const cut = term.cut(0, term.text.replace(/[ \t]+$/, '').length)
  if (state.top.type === 'list' || state.top.type === 'definition-list') state.pop()
  state.push({ type: 'definition-list', indent: 0 }, cut.start, cut.end, cut.startLine)
  state.builder.segment('definition-term', cut, state.top.node, 'line')
}
