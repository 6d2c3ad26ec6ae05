import { addHeading } from '../constructs/heading.js'
import { splitDefinitions } from '../constructs/paragraph.js'
import { Excerpt } from '../excerpt.js'
import { emptyLines, pushLine, sliceLines } from '../lines.js'
import { htmlEndsHere } from './continue-leaf.js'
import type { FlowState } from './flow-state.js'
import { htmlKind } from './html.js'
import { startMyst } from './start-myst.js'
import { atxHeading, fenceStart, isThematicBreak, listMarker, setextLevel, trimEnd } from './starts.js'
import { cellRanges, delimiterColumns } from './table.js'

/**
 * Starts, and where it has one line ends, a block without blocks inside; false when the line starts none.
 *
 * `open`: how many containers stay open. `interrupts`: the line would otherwise belong to an open paragraph.
 */
export function startLeaf(state: FlowState, open: number, interrupts: boolean): boolean {
  const { text, next, end } = state.cursor
  switch (text[next]) {
    case '#':
      return startHeading(state, open)
    case '`':
    case '~':
      return startFence(state, open)
    case ':':
      return (state.builder.myst && startFence(state, open)) || startTable(state, interrupts)
    case '<':
      return startHtml(state, open, interrupts)
    case '=':
      return interrupts && startSetext(state)
    case '-':
      if ((interrupts && startSetext(state)) || startBreak(state, open)) return true
      return !listMarker(text, next, end) && startTable(state, interrupts)
    case '*':
    case '_':
      return startBreak(state, open)
    case '|':
      return startTable(state, interrupts)
    default:
      return state.builder.myst && startMyst(state, open, interrupts)
  }
}

export function openIndented(state: FlowState, open: number): void {
  const leaf = state.openLeaf(open, { type: 'indented' })
  state.cursor.skipColumns(4)
  state.addLine(leaf)
}

function startHeading(state: FlowState, open: number): boolean {
  const { text, next, end } = state.cursor
  const heading = atxHeading(text, next, end)
  if (!heading) return false
  state.makeRoom(open)
  const line = emptyLines()
  pushLine(line, heading.from, heading.to, 0, state.line)
  addHeading(state.flow, heading.level, state.place(next, end), new Excerpt(text, line))
  state.grow(end)
  return true
}

function startSetext(state: FlowState): boolean {
  const { text, next, end } = state.cursor
  const level = setextLevel(text, next, end)
  const { leaf } = state
  if (level === 0 || !leaf) return false
  const lines = splitDefinitions(state.flow, leaf.lines)
  state.leaf = null
  if (lines.starts.length === 0) return false
  const place = { start: lines.starts[0] as number, end, startLine: lines.numbers[0] as number, endLine: state.line }
  addHeading(state.flow, level, place, new Excerpt(text, lines))
  state.grow(end)
  return true
}

function startBreak(state: FlowState, open: number): boolean {
  const { text, next, end } = state.cursor
  if (!isThematicBreak(text, next, end)) return false
  state.makeRoom(open)
  state.builder.open('break', state.top.node, state.place(next, trimEnd(text, next, end)))
  state.grow(end)
  return true
}

function startFence(state: FlowState, open: number): boolean {
  const { text, next, end, indent } = state.cursor
  const fence = fenceStart(text, next, end, state.builder.myst)
  if (!fence) return false
  state.openLeaf(open, { type: 'fence', fence, indent, lineEnd: end, closing: null, end, endLine: state.line })
  return true
}

function startHtml(state: FlowState, open: number, interrupts: boolean): boolean {
  const { text, next, end } = state.cursor
  // A lazy line is still the paragraph's.
  const kind = htmlKind(text, next, end, interrupts || state.leaf?.type === 'paragraph')
  if (kind === 0) return false
  state.addLine(state.openLeaf(open, { type: 'html', kind }))
  if (htmlEndsHere(state, kind)) state.closeLeaf()
  return true
}

/** The open paragraph's last line becomes the head of a table when this line is a fitting delimiter row. */
function startTable(state: FlowState, interrupts: boolean): boolean {
  const { text, next, end } = state.cursor
  const { leaf } = state
  // A line indented by four cannot interrupt the paragraph it continues.
  if (!interrupts || !leaf || state.textIndent >= 4) return false
  const columns = delimiterColumns(text, next, end)
  const last = leaf.lines.starts.length - 1
  const [from = 0, to = 0] = [leaf.lines.starts[last], leaf.lines.ends[last]]
  if (columns === 0 || cellRanges(text, from, to).length !== columns) return false
  state.leaf = last > 0 ? { ...leaf, type: 'paragraph', lines: sliceLines(leaf.lines, 0, last) } : null
  state.closeLeaf()
  const lines = sliceLines(leaf.lines, last)
  state.leaf = { type: 'table', lines, start: from, line: lines.numbers[0] as number }
  state.addTrimmed(state.leaf)
  return true
}
