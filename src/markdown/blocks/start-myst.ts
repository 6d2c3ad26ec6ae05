import { Excerpt } from '../excerpt.js'
import { emptyLines, pushLine } from '../lines.js'
import { htmlEndsHere } from './continue-leaf.js'
import { Cursor } from './cursor.js'
import type { FlowState } from './flow-state.js'
import { matchContainers } from './match-containers.js'
import { isBlockBreak, isTarget, trimEnd } from './starts.js'

/** Starts what CommonMark does not know: comments, breaks, targets, mathematics, MDX comments. */
export function startMyst(state: FlowState, open: number, interrupts: boolean): boolean {
  const { text, next, end } = state.cursor
  switch (text[next]) {
    case '%':
      startComment(state, open)
      return true
    case '+':
      return isBlockBreak(text, next, end) && addBreak(state, open)
    case '(':
      return isTarget(text, next, end) && addTarget(state, open)
    case '$':
      return startMath(state, open)
    case '{':
      return !interrupts && startMdxComment(state, open)
    default:
      return false
  }
}

function startComment(state: FlowState, open: number): void {
  const own = open === state.containers.length && state.leaf?.type === 'comment' ? state.leaf : null
  state.addTrimmed(own ?? state.openLeaf(open, { type: 'comment' }))
}

function addBreak(state: FlowState, open: number): boolean {
  const { next, end } = state.cursor
  state.makeRoom(open)
  state.builder.open('break', state.top.node, state.place(next, end), { name: '+++' })
  state.grow(end)
  return true
}

function addTarget(state: FlowState, open: number): boolean {
  const { text, next, end } = state.cursor
  state.makeRoom(open)
  const line = emptyLines()
  pushLine(line, next, trimEnd(text, next, end), 0, state.line)
  const cut = new Excerpt(text, line).cut()
  state.builder.block('target', cut, state.builder.open('target', state.top.node, cut))
  state.grow(end)
  return true
}

function startMath(state: FlowState, open: number): boolean {
  const until = state.lateEnds.mathEnd(state.index, state.cursor.next)
  if (until === -1 || (open > 1 && !staysInside(state, open, until))) return false
  state.addTrimmed(state.openLeaf(open, { type: 'math', until }))
  if (until === state.index) state.closeLeaf()
  return true
}

/** True when all lines up to `until` belong to the containers that stay open. */
function staysInside(state: FlowState, open: number, until: number): boolean {
  const cursor = new Cursor(state.builder.file)
  const { starts, ends, columns } = state.lines
  for (let index = state.index + 1; index <= until; index++) {
    cursor.load(starts[index] as number, ends[index] as number, columns[index] as number)
    if (matchContainers(state, cursor, false) < open) return false
  }
  return true
}

function startMdxComment(state: FlowState, open: number): boolean {
  const { text, next } = state.cursor
  if (!text.startsWith('{/*', next) || !state.lateEnds.closesMdx(next)) return false
  state.addLine(state.openLeaf(open, { type: 'html', kind: 'mdx' }))
  if (htmlEndsHere(state, 'mdx')) state.closeLeaf()
  return true
}
