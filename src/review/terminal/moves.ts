import { type Effect, type State, type Step, say, stay } from './state.js'

/** Shows a row of the queue. The one after it is read ahead. */
export function goTo(state: State, at: number): Step {
  const row = state.queue.rows[at]
  if (!row) return stay(state)
  const ahead = state.queue.rows[at >= state.at ? at + 1 : at - 1]
  const step = show({ ...state, at }, row.id)
  return ahead ? { ...step, effects: [...step.effects, { do: 'read-ahead', id: ahead.id }] } : step
}

/** Shows a segment, whether or not it is in the queue. */
export function show(state: State, id: string): Step {
  const at = state.queue.rows.findIndex((row) => row.id === id)
  const shown: State = {
    ...state,
    at: at < 0 ? state.at : at,
    shown: id,
    segment: state.segment?.id === id ? state.segment : null,
    mode: { kind: 'segment' },
    scroll: 0,
  }
  const effects: Effect[] = [{ do: 'read-segment', id }]
  return { state: shown, effects }
}

/** Forwards or backwards in the queue; what was decided is passed like everything else. */
export function move(state: State, by: 1 | -1): Step {
  const rows = state.queue.rows
  const at = state.at + by
  // Somewhere beside the queue, the way back leads to where one left it.
  const isBeside = state.shown !== rows[state.at]?.id
  if (isBeside && by < 0 && rows[state.at]) return quiet(goTo(state, state.at))
  if (at < 0 || at >= rows.length) return say(state, 'plain', by > 0 ? 'last-of-queue' : 'first-of-queue')
  return quiet(goTo(state, at))
}

/** To the paragraph before or after in the chapter, in the queue or not. */
export function moveInChapter(state: State, by: 1 | -1): Step {
  const { segment } = state
  if (!segment) return stay(state)
  const neighbour = by > 0 ? segment.after[0] : segment.before.at(-1)
  if (!neighbour) return say(state, 'plain', by > 0 ? 'end-of-chapter' : 'start-of-chapter')
  return quiet(show(state, neighbour.id))
}

/** On to what nobody has decided yet, behind this place or else before it. */
export function goOn(state: State): Step {
  const rows = state.queue.rows
  const open = (row: { readonly id: string }) => !state.decided.has(row.id)
  const behind = rows.findIndex((row, index) => index > state.at && open(row))
  const next = behind < 0 ? rows.findIndex(open) : behind
  if (next >= 0) return goTo(state, next)
  const read: Effect = { do: 'read-queue', input: state.asked, keep: null }
  return { state: { ...state, scroll: 0 }, effects: [read] }
}

function quiet({ state, effects }: Step): Step {
  return { state: { ...state, remark: null }, effects }
}
