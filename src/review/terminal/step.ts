import type { ReviewQueue, ReviewSegment } from '../../app/review/view.js'
import { actionOf } from '../keys.js'
import { actOn } from './actions.js'
import { answerConflict, choose, confirm, typeInto } from './answers.js'
import type { Keystroke } from './keyboard.js'
import { goTo, show } from './moves.js'
import { settleFailure, settleOutcome } from './outcomes.js'
import { pressInQueue } from './queue-keys.js'
import { scrolled } from './scrolled.js'
import { type Arrival, type EditEffect, type EditResult, englishOf, type State, type Step, say, stay } from './state.js'

/** A key that comes again so soon is held down: it moves on, but does not decide one segment after the other. */
const HELD_MS = 120

/** What an arrival makes of the screen, and what is to be done beyond it. Pure. */
export function step(state: State, arrival: Arrival): Step {
  switch (arrival.type) {
    case 'key':
      return press(state, arrival.stroke, arrival.at)
    case 'resized':
      return { state: { ...state, size: arrival.size }, effects: [{ do: 'redraw' }] }
    case 'queue':
      return takeQueue(state, arrival.queue, arrival.keep)
    case 'segment':
      return takeSegment(state, arrival.segment)
    case 'looked':
      return takeView(state, arrival)
    case 'applied':
      return settleOutcome(
        takeSegment({ ...state, isWriting: false }, arrival.segment).state,
        arrival.input,
        arrival.outcome,
      )
    case 'noted':
      return say(takeSegment({ ...state, isWriting: false }, arrival.segment).state, 'good', arrival.key)
    case 'undone':
      return takeUndone({ ...state, isWriting: false }, arrival)
    case 'edited':
      return takeEdit(state, arrival.edit, arrival.result)
    case 'failed':
      return settleFailure({ ...state, isWriting: false }, arrival.effect, arrival.message)
  }
}

function press(state: State, stroke: Keystroke, at: number): Step {
  const isHeld = stroke.key === state.last.key && at - state.last.at < HELD_MS
  const pressed = { ...state, last: { key: stroke.key, at } }
  switch (stroke.key) {
    case 'Ctrl+c':
      return { state: pressed, effects: [{ do: 'quit' }] }
    case 'Ctrl+z':
      return { state: pressed, effects: [{ do: 'suspend' }] }
    case 'Ctrl+l':
      return { state: pressed, effects: [{ do: 'redraw' }] }
  }
  const { mode } = pressed
  switch (mode.kind) {
    case 'segment':
      return actOn(pressed, stroke.key, isHeld)
    case 'queue':
      return pressInQueue(pressed, mode, stroke.key)
    case 'help':
      return pressInHelp(pressed, stroke.key)
    case 'prompt':
      return typeInto(pressed, mode, stroke)
    case 'choose':
      return choose(pressed, mode, stroke.key)
    case 'confirm':
      return confirm(pressed, mode, stroke.key)
    case 'conflict':
      return answerConflict(pressed, mode, stroke.key, isHeld)
  }
}

function pressInHelp(state: State, key: string): Step {
  const scroll = scrolled(state, key)
  if (scroll !== null) return stay({ ...state, scroll })
  const isEnd = ['help', 'leave', 'quit'].includes(actionOf(key) ?? '')
  const from = state.mode.kind === 'help' ? state.mode.from : state.mode
  return isEnd ? stay({ ...state, mode: from, scroll: 0 }) : stay(state)
}

function takeQueue(state: State, queue: ReviewQueue, keep: string | null): Step {
  const taken: State = { ...state, queue, decided: new Map() }
  const kept = keep === null ? -1 : queue.rows.findIndex(({ id }) => id === keep)
  if (queue.rows.length === 0) {
    return stay({
      ...taken,
      at: 0,
      shown: null,
      segment: null,
      mode: state.mode.kind === 'queue' ? { kind: 'queue', at: 0 } : state.mode,
    })
  }
  const step = goTo(taken, Math.max(0, kept))
  if (state.mode.kind === 'segment') return step
  const mode = state.mode.kind === 'queue' ? { ...state.mode, at: Math.max(0, kept) } : state.mode
  return { ...step, state: { ...step.state, mode } }
}

/** Where a text that is not saved was written on another English, that shows itself when it is saved. */
function takeSegment(state: State, segment: ReviewSegment | null): Step {
  return stay(segment && segment.id === state.shown ? { ...state, segment } : state)
}

function takeView(state: State, { id, text, view }: Extract<Arrival, { type: 'looked' }>): Step {
  const unsaved = state.unsaved.get(id)
  if (unsaved?.text !== text) return stay(state)
  return stay({ ...state, unsaved: new Map(state.unsaved).set(id, { ...unsaved, view }) })
}

function takeUndone(state: State, { step: undone, segment }: Extract<Arrival, { type: 'undone' }>): Step {
  if (undone === null) return say(state, 'plain', 'nothing-to-undo')
  const shown = takeSegment(show(state, undone.id).state, segment).state
  if ('kind' in undone) return say(shown, 'bad', 'undo-conflict', { id: undone.id })
  const decided = new Map(state.decided)
  decided.delete(undone.id)
  return say({ ...shown, decided }, 'good', 'undone', { status: undone.to })
}

function takeEdit(state: State, edit: EditEffect, result: EditResult): Step {
  const { segment, passage, conflict } = edit
  if (result.kind === 'failed')
    return say(state, 'bad', 'editor-failed', { command: result.command, code: result.code })
  if (result.text === '') return say(state, 'plain', 'emptied')
  const current = conflict ? (conflict.theirs.targets[passage] ?? '') : englishOf(segment, passage)
  if (result.text === current) {
    const unsaved = new Map(state.unsaved)
    unsaved.delete(segment.id)
    return say({ ...state, unsaved, mode: { kind: 'segment' } }, 'plain', 'unchanged')
  }
  const input = {
    id: segment.id,
    seen: conflict ? conflict.theirs : edit.seen,
    text: result.text,
    passage,
    suggestion: null,
    decision: null,
    reason: null,
    by: null,
  }
  return { state: { ...state, isWriting: true }, effects: [{ do: 'apply', input }] }
}
