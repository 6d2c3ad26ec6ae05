import type { ReviewInput, ReviewOutcome } from '../../app/review/view.js'
import { goOn } from './moves.js'
import { type Effect, type State, type Step, say, stay, type Unsaved } from './state.js'

/** What follows from what became of a step. A text that could not be saved is kept. */
export function settleOutcome(state: State, input: ReviewInput, outcome: ReviewOutcome): Step {
  switch (outcome.kind) {
    case 'done':
      return settleDone(state, input, outcome)
    case 'refused': {
      const refused = keepText(state, input)
      const key = input.text === null ? 'refused' : 'refused-text'
      const remark = { key, values: {}, tone: 'bad', refusal: outcome.reason } as const
      return stay({ ...refused, remark })
    }
    case 'conflict': {
      const kept = keepText(state, input)
      // A decision without a text is taken anew, on what is there now.
      if (input.text === null) return say(kept, 'bad', outcome.isGone ? 'gone' : 'changed')
      return stay({ ...kept, mode: { kind: 'conflict', conflict: outcome, input }, scroll: 0 })
    }
  }
}

function settleDone(state: State, input: ReviewInput, { id, to }: Extract<ReviewOutcome, { kind: 'done' }>): Step {
  const unsaved = new Map(state.unsaved)
  unsaved.delete(id)
  const settled: State = {
    ...state,
    unsaved,
    decided: new Map(state.decided).set(id, to),
    mode: state.mode.kind === 'conflict' ? { kind: 'segment' } : state.mode,
  }
  const said = say(settled, 'good', input.decision ?? 'saved', { status: to }).state
  // Somewhere else by now, or at a paragraph beside the queue: one stays there.
  const isUnderReview = state.shown === id && state.queue.rows[state.at]?.id === id
  const isShown = state.mode.kind !== 'queue' && state.mode.kind !== 'help'
  if (input.decision !== null && isUnderReview && isShown) return goOn(said)
  const reads = input.decision !== null && state.shown === id
  return { state: said, effects: reads ? [{ do: 'read-segment', id }] : [] }
}

/** What could not be done at all, for the disk's sake, say. */
export function settleFailure(state: State, effect: Effect, message: string): Step {
  const kept = effect.do === 'apply' ? keepText(state, effect.input) : state
  return say(kept, 'bad', 'failed', { message })
}

function keepText(state: State, { id, text, seen, passage }: ReviewInput): State {
  if (text === null) return state
  const kept: Unsaved = { text, seen, passage, suggestion: null, isTyped: true, view: null }
  return { ...state, unsaved: new Map(state.unsaved).set(id, kept) }
}
