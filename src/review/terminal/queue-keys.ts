import { QUEUES, type QueueInput, type ReviewQueue } from '../../app/review/view.js'
import { actionOf } from '../keys.js'
import { actOn } from './actions.js'
import { goTo } from './moves.js'
import { type Effect, type Mode, type State, type Step, stay } from './state.js'

/** Keys while the queue is shown as a list. */
export function pressInQueue(state: State, mode: Extract<Mode, { kind: 'queue' }>, key: string): Step {
  const at = movedTo(state, mode.at, key)
  if (at !== null) return stay({ ...state, mode: { ...mode, at } })
  if (key === 'Enter') return goTo(state, mode.at)
  if (key === 'ArrowRight' || key === 'Tab') return turn(state, 1)
  if (key === 'ArrowLeft' || key === 'Shift+Tab') return turn(state, -1)
  switch (actionOf(key)) {
    case 'queue':
    case 'leave':
      return stay({ ...state, mode: { kind: 'segment' }, scroll: 0 })
    case 'search':
    case 'help':
    case 'quit':
      return actOn(state, key, false)
    default:
      return stay(state)
  }
}

/** The row a key leads to; `null` for other keys. */
function movedTo({ queue, size }: State, at: number, key: string): number | null {
  const rows = queue.rows
  const page = Math.max(1, size.rows - 6)
  const within = (row: number) => Math.max(0, Math.min(rows.length - 1, row))
  const to: Readonly<Record<string, () => number>> = {
    j: () => at + 1,
    ArrowDown: () => at + 1,
    k: () => at - 1,
    ArrowUp: () => at - 1,
    PageDown: () => at + page,
    ' ': () => at + page,
    PageUp: () => at - page,
    Home: () => 0,
    End: () => rows.length - 1,
    J: () => chapterBreak(rows, at, 1),
    K: () => chapterBreak(rows, at, -1),
  }
  const move = to[key]
  return move ? within(move()) : null
}

/** The first row of the next chapter, or of this one or the one before. */
function chapterBreak(rows: ReviewQueue['rows'], at: number, by: 1 | -1): number {
  const isFirst = (row: number) => rows[row]?.chapter !== rows[row - 1]?.chapter
  let row = at + by
  while (row > 0 && row < rows.length && !isFirst(row)) row += by
  return row < rows.length ? row : at
}

/** Everything a queue can be turned to: what waits, each of the statuses and its like, each check that found something. */
function turnsOf({ home, queue }: Pick<State, 'home' | 'queue'>): QueueInput[] {
  const { chapters } = home
  const plain = { chapters, queues: [], check: null, search: null }
  return [
    home,
    ...QUEUES.map((name) => ({ ...plain, queues: [name] })),
    ...queue.checks.map(({ check }) => ({ ...plain, check })),
  ]
}

/** At which of {@link turnsOf} one is; -1 for a search. */
export function turnAt(state: State): number {
  const key = JSON.stringify(state.asked)
  return turnsOf(state).findIndex((turn) => JSON.stringify(turn) === key)
}

function turn(state: State, by: 1 | -1): Step {
  const turns = turnsOf(state)
  const to = (turnAt(state) + by + turns.length) % turns.length
  const asked = to === 0 ? state.home : turns[to]
  if (!asked) return stay(state)
  const read: Effect = { do: 'read-queue', input: asked, keep: null }
  return { state: { ...state, asked, mode: { kind: 'queue', at: 0 } }, effects: [read] }
}
