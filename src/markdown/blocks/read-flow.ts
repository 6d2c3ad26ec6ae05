import type { Builder } from '../builder.js'
import type { Flow } from '../flow.js'
import type { Lines } from '../lines.js'
import { continueLeaf } from './continue-leaf.js'
import { FlowState } from './flow-state.js'
import { matchContainers } from './match-containers.js'
import { startContainer } from './start-container.js'
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
    if (depth < MAX_DIRECTIVES) return readFlow(builder, inner, below, depth + 1, options.caption ?? false)
    state.warnTooDeep(inner.numbers[0])
    readText(builder, inner, below)
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

/** Reads `lines` as paragraphs and nothing else. */
function readText(builder: Builder, lines: Lines, node: number): void {
  const state = new FlowState(builder, lines, node, false, () => {})
  const { starts, ends, columns } = lines
  for (; state.index < starts.length; state.index++) {
    const at = state.index
    state.cursor.load(starts[at] as number, ends[at] as number, columns[at] as number)
    if (state.cursor.blank) state.closeLeaf()
    else addText(state, 1)
  }
  state.index--
  state.closeLeaf()
}

function readLine(state: FlowState): void {
  const matched = matchContainers(state, state.cursor, true)
  const whole = matched === state.containers.length
  if (whole && state.leaf && continueLeaf(state, state.leaf)) return
  startBlocks(state, matched)
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
  state.textIndent = cursor.indent
  state.addTrimmed(taker)
}
