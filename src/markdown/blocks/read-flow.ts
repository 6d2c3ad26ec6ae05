import type { Builder } from '../builder.js'
import type { Flow } from '../flow.js'
import type { Lines } from '../lines.js'
import { continueLeaf } from './continue-leaf.js'
import { FlowState } from './flow-state.js'
import { readQuoteMarker, startContainer } from './start-container.js'
import { openIndented, startLeaf } from './start-leaf.js'

const MAX_CONTAINERS = 400
const MAX_DIRECTIVES = 60

/**
 * Reads `lines` as Markdown below `node`: the block structure of CommonMark (appendix A), GFM and MyST.
 *
 * `depth` counts the directives around; from a bound on, containers and directives are read as text and warned of.
 */
export function readFlow(builder: Builder, lines: Lines, node: number, depth = 0, caption = false): void {
  const read: Flow['read'] = (inner, below, options = {}) => {
    if (depth < MAX_DIRECTIVES) readFlow(builder, inner, below, depth + 1, options.caption ?? false)
    else state.warnTooDeep()
  }
  const state = new FlowState(builder, lines, node, caption, read)
  const { starts, ends, columns } = lines
  for (; state.index < starts.length; state.index++) {
    const at = state.index
    state.cursor.load(starts[at] as number, ends[at] as number, columns[at] as number)
    readLine(state)
  }
  state.index--
  state.closeDownTo(1)
  state.closeLeaf()
}

function readLine(state: FlowState): void {
  const matched = matchContainers(state)
  const whole = matched === state.containers.length
  if (whole && state.leaf && continueLeaf(state, state.leaf)) return
  startBlocks(state, matched)
}

/** How many of the open containers the line belongs to; the cursor then stands behind their markers. */
function matchContainers(state: FlowState): number {
  const { cursor, containers } = state
  for (let index = 1; index < containers.length; index++) {
    const container = containers[index] as FlowState['top']
    if (container.type === 'quote') {
      if (cursor.blank || cursor.indent > 3 || cursor.text.charCodeAt(cursor.next) !== 62) return index
      state.builder.close(container.node, cursor.next + 1, state.line)
      readQuoteMarker(state)
    } else if (container.indent > 0) {
      if (cursor.blank) {
        if (container.empty) return index
        cursor.skipBlanks()
      } else if (cursor.indent >= container.indent) cursor.skipColumns(container.indent)
      else return index
    }
  }
  return containers.length
}

function startBlocks(state: FlowState, matched: number): void {
  const { cursor } = state
  let open = matched
  while (!cursor.blank) {
    const paragraph = state.leaf?.type === 'paragraph'
    const interrupts = paragraph && open === state.containers.length
    if (cursor.indent >= 4) {
      if (paragraph) break
      openIndented(state, open)
      return
    }
    if (startLeaf(state, open, interrupts)) return
    if (state.containers.length > MAX_CONTAINERS) {
      state.warnTooDeep()
      break
    }
    if (!startContainer(state, open, interrupts)) break
    open = state.containers.length
  }
  addText(state, open)
}

/** What is left of the line is text: of the open paragraph, lazily or not, of a table, or of a new paragraph. */
function addText(state: FlowState, open: number): void {
  const { cursor } = state
  const lazy = open < state.containers.length && state.leaf?.type === 'paragraph' && !cursor.blank
  if (!lazy) state.closeDownTo(open)
  if (cursor.blank) return
  const { leaf } = state
  const taker =
    leaf?.type === 'paragraph' || leaf?.type === 'table' ? leaf : state.openLeaf(open, { type: 'paragraph' })
  state.addTrimmed(taker)
}
