import { isAboutText, type ReviewDecision, type ReviewInput, type ReviewSegment } from '../../app/review/view.js'
import { actionOf, type KeyAction } from '../keys.js'
import { move, moveInChapter } from './moves.js'
import { scrolled } from './scrolled.js'
import { type Effect, englishOf, type Mode, type State, type Step, say, stay, unsavedOf } from './state.js'
import { NOTHING_TYPED } from './typing.js'

/** What a key does while a segment is shown. */
export function actOn(state: State, key: string, isHeld: boolean): Step {
  if (key === 'Ctrl+s') return isHeld ? stay(state) : save(state)
  const scroll = scrolled(state, key)
  if (scroll !== null) return stay({ ...state, scroll })
  const action = actionOf(key)
  if (action === null) return stay(state)
  if (action === 'term') return putTerm(state, Number(key))
  const act = ACTIONS[action]
  if (!act || (isHeld && DECIDING.has(action))) return stay(state)
  return act(state)
}

/** A key held down moves on, but decides once. */
const DECIDING: ReadonlySet<KeyAction> = new Set([
  'accept',
  'approve',
  'finalise',
  'still-valid',
  'reopen',
  'undo',
  'omit',
  'suggestion',
  'memory',
  'leave',
])

/** What is missing here needs a place in the text, which the editor has. */
const ACTIONS: { readonly [Action in KeyAction]?: (state: State) => Step } = {
  next: (state) => move(state, 1),
  previous: (state) => move(state, -1),
  'next-in-chapter': (state) => moveInChapter(state, 1),
  'previous-in-chapter': (state) => moveInChapter(state, -1),
  search: (state) =>
    ask(state, { kind: 'prompt', ask: 'search', typing: { ...NOTHING_TYPED, before: state.asked.search ?? '' } }),
  queue: (state) => stay({ ...state, mode: { kind: 'queue', at: state.at }, scroll: 0, remark: null }),
  edit: editText,
  leave,
  save,
  suggestion: (state) => pick(state, 'suggestion', state.segment?.suggestions.length ?? 0),
  memory: (state) => pick(state, 'memory', state.segment?.memory.length ?? 0),
  'copy-source': (state) => (state.segment ? take(state, state.segment, state.segment.source.text, null) : stay(state)),
  accept: (state) => decide(state, 'accept'),
  approve: (state) => decide(state, 'approve'),
  finalise: (state) => decide(state, 'finalise'),
  'still-valid': (state) => decide(state, 'still-valid'),
  omit: askReason,
  reopen: (state) => decide(state, 'reopen'),
  comment: (state) => {
    const count = state.segment?.comments.length ?? 0
    return count > 0 ? ask(state, { kind: 'choose', ask: 'settle', count }) : askComment(state)
  },
  undo: (state) => write(state, { do: 'undo' }),
  help: (state) => stay({ ...state, mode: { kind: 'help', from: state.mode }, scroll: 0 }),
  quit: (state) => {
    const typed = [...state.unsaved.values()].filter(({ isTyped }) => isTyped).length
    if (typed === 0) return { state, effects: [{ do: 'quit' }] }
    return ask(state, { kind: 'confirm', ask: 'quit', count: typed })
  },
}

function ask(state: State, mode: Mode): Step {
  return stay({ ...state, mode, remark: null })
}

export function askComment(state: State): Step {
  return state.segment ? ask(state, { kind: 'prompt', ask: 'comment', typing: NOTHING_TYPED }) : stay(state)
}

/** One write after the other: what was decided on before the last one is done may not have been seen. */
function write(state: State, effect: Effect): Step {
  return state.isWriting ? stay(state) : { state: { ...state, isWriting: true, remark: null }, effects: [effect] }
}

/** With a text that is not saved yet a decision is about that text. */
export function decide(state: State, decision: ReviewDecision, reason: string | null = null): Step {
  const { segment } = state
  if (!segment) return stay(state)
  const unsaved = unsavedOf(state)
  if (unsaved && !isAboutText(decision)) return say(state, 'bad', 'unsaved-first')
  if (!unsaved && !segment.actions.includes(decision)) return say(state, 'bad', 'unfit', { status: segment.status })
  return write(state, { do: 'apply', input: inputFor(state, segment, decision, reason) })
}

function save(state: State): Step {
  const { segment } = state
  if (!segment || !unsavedOf(state)) return say(state, 'plain', 'nothing-to-save')
  return write(state, { do: 'apply', input: inputFor(state, segment, null, null) })
}

function inputFor(
  state: State,
  segment: ReviewSegment,
  decision: ReviewInput['decision'],
  reason: string | null,
): ReviewInput {
  const unsaved = unsavedOf(state)
  return {
    id: segment.id,
    seen: unsaved?.seen ?? segment.seen,
    text: unsaved?.text ?? null,
    passage: unsaved?.passage ?? 0,
    suggestion: unsaved?.suggestion ?? null,
    decision,
    reason,
    by: null,
  }
}

function askReason(state: State): Step {
  const { segment } = state
  if (!segment) return stay(state)
  if (unsavedOf(state)) return say(state, 'bad', 'unsaved-first')
  if (!segment.actions.includes('omit')) return say(state, 'bad', 'unfit', { status: segment.status })
  return ask(state, { kind: 'prompt', ask: 'omit', typing: NOTHING_TYPED })
}

function editText(state: State): Step {
  const { segment } = state
  if (!segment || state.isWriting) return stay(state)
  if (!segment.actions.includes('edit')) return say(state, 'bad', 'unfit', { status: segment.status })
  const unsaved = unsavedOf(state)
  if (!unsaved && segment.targets.length > 1) return pick(state, 'passage', segment.targets.length)
  return editPassage(state, unsaved?.passage ?? 0)
}

/** Opens the editor with what is not saved yet, else with the English. */
function editPassage(state: State, passage: number): Step {
  const { segment } = state
  if (!segment) return stay(state)
  const unsaved = unsavedOf(state)
  const start = unsaved?.text ?? englishOf(segment, passage)
  const edit: Effect = { do: 'edit', segment, start, seen: unsaved?.seen ?? segment.seen, passage, conflict: null }
  return { state: { ...state, mode: { kind: 'segment' }, remark: null }, effects: [edit] }
}

function pick(state: State, ask: 'suggestion' | 'memory' | 'passage', count: number): Step {
  if (!state.segment) return stay(state)
  if (count === 0) return say(state, 'plain', ask === 'memory' ? 'no-memory' : 'no-suggestion')
  const choosing = { ...state, mode: { kind: 'choose', ask, count }, remark: null } as const
  return count === 1 ? pickNumber(choosing, ask, 1) : stay(choosing)
}

/** Takes the suggestion or match with this number, or edits the passage. */
export function pickNumber(state: State, ask: 'suggestion' | 'memory' | 'passage', number: number): Step {
  const { segment } = state
  const shown: State = { ...state, mode: { kind: 'segment' } }
  if (!segment) return stay(shown)
  if (ask === 'passage') return editPassage(shown, number - 1)
  const found = ask === 'memory' ? segment.memory[number - 1]?.target : segment.suggestions[number - 1]?.text
  if (found === undefined) return stay(shown)
  return take(shown, segment, found, ask === 'suggestion' ? number : null)
}

/** Shows a text in the English's place, to be accepted, edited or dropped. What a person typed is in nobody's way. */
function take(state: State, segment: ReviewSegment, text: string, suggestion: number | null): Step {
  if (!segment.actions.includes('edit')) return say(state, 'bad', 'unfit', { status: segment.status })
  if (segment.targets.length > 1) return say(state, 'bad', 'several-passages')
  if (unsavedOf(state)?.isTyped) return say(state, 'bad', 'unsaved-first')
  const taken = { text, seen: segment.seen, passage: 0, suggestion, isTyped: false, view: null }
  return {
    state: { ...state, unsaved: new Map(state.unsaved).set(segment.id, taken), scroll: 0, remark: null },
    effects: [{ do: 'look', id: segment.id, text }],
  }
}

/** Puts a term's English where a wrong one stands. Elsewhere only the editor knows where it is to go. */
function putTerm(state: State, number: number): Step {
  const { segment } = state
  const unsaved = unsavedOf(state)
  const view = unsaved ? unsaved.view : segment?.view
  const term = view?.terms[number - 1]
  if (!segment || !view || !term) return stay(state)
  const wrong = view.issues.find(({ values, target }) => values.term === term.term && target !== null)
  const [start, end] = wrong?.target ?? []
  const right = term.expected[0]
  if (start === undefined || right === undefined || segment.targets.length > 1)
    return say(state, 'plain', term.isUsed ? 'term-used' : 'term-by-editor')
  const text = unsaved?.text ?? englishOf(segment, 0)
  const mended = text.slice(0, start) + right + text.slice(end)
  const base = unsaved ?? { seen: segment.seen, passage: 0, isTyped: false }
  return {
    state: {
      ...state,
      unsaved: new Map(state.unsaved).set(segment.id, { ...base, text: mended, suggestion: null, view: null }),
      remark: null,
    },
    effects: [{ do: 'look', id: segment.id, text: mended }],
  }
}

/** Drops what was taken; asks first where a person typed it. Ends a search. */
function leave(state: State): Step {
  const unsaved = unsavedOf(state)
  if (unsaved?.isTyped) return ask(state, { kind: 'confirm', ask: 'drop', count: 1 })
  if (unsaved) return stay(dropUnsaved(state))
  if (state.asked === state.home) return stay({ ...state, remark: null })
  const read: Effect = { do: 'read-queue', input: state.home, keep: state.back ?? state.shown }
  return { state: { ...state, asked: state.home, remark: null }, effects: [read] }
}

export function dropUnsaved(state: State): State {
  const unsaved = new Map(state.unsaved)
  if (state.shown !== null) unsaved.delete(state.shown)
  return { ...state, unsaved, remark: null }
}
