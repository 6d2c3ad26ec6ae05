import { actionOf } from '../keys.js'
import { askComment, decide, dropUnsaved, pickNumber } from './actions.js'
import type { Keystroke } from './keyboard.js'
import { show } from './moves.js'
import { type Effect, type Mode, type State, type Step, say, stay } from './state.js'
import { typedText, typeKey } from './typing.js'

type ModeOf<Kind extends Mode['kind']> = Extract<Mode, { kind: Kind }>

/** Keys while a line is typed. */
export function typeInto(state: State, mode: ModeOf<'prompt'>, stroke: Keystroke): Step {
  const shown: State = { ...state, mode: { kind: 'segment' } }
  if (stroke.key === 'Escape') return stay(shown)
  if (stroke.key !== 'Enter') return stay({ ...state, mode: { ...mode, typing: typeKey(mode.typing, stroke) } })
  const text = typedText(mode.typing).trim()
  if (mode.ask === 'search') return search(shown, text)
  // A reason is for those who come later: there is no leaving out without one.
  if (text === '') return mode.ask === 'omit' ? stay(state) : stay(shown)
  if (mode.ask === 'omit') return decide(shown, 'omit', text)
  if (shown.shown === null || state.isWriting) return stay(state)
  return { state: { ...shown, isWriting: true }, effects: [{ do: 'comment', id: shown.shown, text }] }
}

/** Looks in whatever is there, not only in what waits. */
function search(state: State, text: string): Step {
  const asked = text === '' ? state.home : { ...state.home, queues: [], check: null, search: text }
  const read: Effect = { do: 'read-queue', input: asked, keep: state.shown }
  const back = state.asked === state.home ? state.shown : state.back
  return { state: { ...state, asked, back, scroll: 0 }, effects: [read] }
}

/** Keys while one of several is to be named. */
export function choose(state: State, { ask, count }: ModeOf<'choose'>, key: string): Step {
  const shown: State = { ...state, mode: { kind: 'segment' } }
  if (ask === 'settle' && actionOf(key) === 'comment') return askComment(state)
  const number = Number(key)
  if (!(number >= 1 && number <= count)) return stay(key === 'Escape' || key === 'q' ? shown : state)
  if (ask !== 'settle') return pickNumber(state, ask, number)
  return settleNumber(shown, number)
}

/** Takes the comment with this number away. */
function settleNumber(state: State, number: number): Step {
  const comment = state.segment?.comments[number - 1]
  if (!comment || !state.segment || state.isWriting) return stay(state)
  const settle: Effect = { do: 'settle', id: state.segment.id, key: comment.key }
  return { state: { ...state, isWriting: true }, effects: [settle] }
}

/** `y` is yes, whatever else no. */
export function confirm(state: State, { ask }: ModeOf<'confirm'>, key: string): Step {
  const shown: State = { ...state, mode: { kind: 'segment' } }
  if (key !== 'y' && key !== 'Y') return stay(shown)
  return ask === 'quit' ? { state: shown, effects: [{ do: 'quit' }] } : stay(dropUnsaved(shown))
}

/** Keys while somebody else's English and one's own are both there. */
export function answerConflict(state: State, mode: ModeOf<'conflict'>, key: string, isHeld: boolean): Step {
  const { conflict, input } = mode
  if (isHeld || state.isWriting) return stay(state)
  const shown: State = { ...state, mode: { kind: 'segment' } }
  switch (key) {
    case 't': {
      const dropped = dropUnsaved({ ...shown, shown: input.id })
      return show(say(dropped, 'plain', 'theirs-kept').state, input.id)
    }
    case 'm':
      if (conflict.isGone) return stay(state)
      return {
        state: { ...state, isWriting: true },
        effects: [{ do: 'apply', input: { ...input, seen: conflict.theirs } }],
      }
    case 'e':
      return merge(state, mode)
    case 'Escape':
      return say(shown, 'plain', 'put-off')
    default:
      return stay(state)
  }
}

function merge(state: State, { conflict, input }: ModeOf<'conflict'>): Step {
  const { segment } = state
  if (conflict.isGone || segment?.id !== input.id) return stay(state)
  const { passage } = input
  const edit: Effect = { do: 'edit', segment, start: input.text ?? '', seen: conflict.theirs, passage, conflict }
  return { state, effects: [edit] }
}
