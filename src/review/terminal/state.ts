import type {
  QueueInput,
  RefusalReason,
  ReviewConflict,
  ReviewInput,
  ReviewOutcome,
  ReviewQueue,
  ReviewSegment,
  Seen,
  TextView,
  UndoneStep,
} from '../../app/review/view.js'
import type { MessageValues } from '../../core/errors.js'
import type { Status } from '../../core/status.js'
import type { Size } from './drawing.js'
import type { Keystroke } from './keyboard.js'
import type { Typing } from './typing.js'
import type { RemarkKey } from './words.js'

/** Everything the screen is made from. */
export interface State {
  readonly size: Size
  readonly asked: QueueInput
  /** What was asked for first: where a search ends. */
  readonly home: QueueInput
  /** Where one was when a search began, to go back to. */
  readonly back: string | null
  readonly queue: ReviewQueue
  /** The row of the queue that one is at. */
  readonly at: number
  /** Id of the segment to be shown: the row's, or another one of its chapter. */
  readonly shown: string | null
  /** `null` until it is there. */
  readonly segment: ReviewSegment | null
  /** Segments of the queue that were decided since it was read, with what they are now. */
  readonly decided: ReadonlyMap<string, Status>
  /** English that is not in the book yet, by segment. */
  readonly unsaved: ReadonlyMap<string, Unsaved>
  readonly mode: Mode
  /** Lines that are above the screen. May be too many: whoever draws knows. */
  readonly scroll: number
  readonly remark: Remark | null
  /** Something is being written: whatever would write waits. */
  readonly isWriting: boolean
  /** The last key, and when it came. */
  readonly last: { readonly key: string; readonly at: number }
}

/** A text that a person wrote or took, and what it was written on. */
export interface Unsaved {
  readonly text: string
  readonly seen: Seen
  readonly passage: number
  /** The suggestion it is, from 1; `null` for any other text. */
  readonly suggestion: number | null
  /** A person typed it: it is not dropped without asking. */
  readonly isTyped: boolean
  /** What checks and terms say of it; `null` until it is known. */
  readonly view: TextView | null
}

export type Mode =
  | { readonly kind: 'segment' }
  | { readonly kind: 'queue'; readonly at: number }
  | { readonly kind: 'help'; readonly from: Mode }
  | { readonly kind: 'prompt'; readonly ask: 'search' | 'omit' | 'comment'; readonly typing: Typing }
  | { readonly kind: 'choose'; readonly ask: 'suggestion' | 'memory' | 'passage' | 'settle'; readonly count: number }
  | { readonly kind: 'confirm'; readonly ask: 'drop' | 'quit'; readonly count: number }
  | { readonly kind: 'conflict'; readonly conflict: ReviewConflict; readonly input: ReviewInput }

/** What there is to say of the last step. Put into words where it is drawn. */
export interface Remark {
  readonly key: RemarkKey
  readonly values: MessageValues
  readonly tone: 'good' | 'bad' | 'plain'
  /** Why nothing was written, where that is what is said. */
  readonly refusal?: RefusalReason
}

/** What comes in: keys, and what came of effects. */
export type Arrival =
  | { readonly type: 'key'; readonly stroke: Keystroke; readonly at: number }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'queue'; readonly queue: ReviewQueue; readonly keep: string | null }
  | { readonly type: 'segment'; readonly segment: ReviewSegment }
  | { readonly type: 'looked'; readonly id: string; readonly text: string; readonly view: TextView }
  | {
      readonly type: 'applied'
      readonly input: ReviewInput
      readonly outcome: ReviewOutcome
      /** What is there now; `null` where one goes on, or where it is gone. */
      readonly segment: ReviewSegment | null
    }
  | { readonly type: 'noted'; readonly segment: ReviewSegment; readonly key: 'commented' | 'settled' }
  | {
      readonly type: 'undone'
      readonly step: UndoneStep | ReviewConflict | null
      readonly segment: ReviewSegment | null
    }
  | { readonly type: 'edited'; readonly edit: EditEffect; readonly result: EditResult }
  | { readonly type: 'failed'; readonly message: string; readonly effect: Effect }

export type EditResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly command: string; readonly code: string }

/** What is to be done beyond the screen. */
export type Effect =
  | { readonly do: 'read-queue'; readonly input: QueueInput; readonly keep: string | null }
  | { readonly do: 'read-segment'; readonly id: string }
  /** The one that will probably be asked for next. */
  | { readonly do: 'read-ahead'; readonly id: string }
  | { readonly do: 'look'; readonly id: string; readonly text: string }
  | { readonly do: 'apply'; readonly input: ReviewInput }
  | { readonly do: 'comment'; readonly id: string; readonly text: string }
  | { readonly do: 'settle'; readonly id: string; readonly key: string }
  | { readonly do: 'undo' }
  | EditEffect
  | { readonly do: 'redraw' }
  | { readonly do: 'suspend' }
  | { readonly do: 'quit' }

export interface EditEffect {
  readonly do: 'edit'
  readonly segment: ReviewSegment
  readonly start: string
  readonly seen: Seen
  readonly passage: number
  /** What somebody else made of it, where that is to be joined. */
  readonly conflict: ReviewConflict | null
}

export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** A review that has only just its queue. */
export function startState(size: Size, asked: QueueInput, queue: ReviewQueue): State {
  return {
    size,
    asked,
    home: asked,
    back: null,
    queue,
    at: 0,
    shown: null,
    segment: null,
    decided: new Map(),
    unsaved: new Map(),
    mode: { kind: 'segment' },
    scroll: 0,
    remark: null,
    isWriting: false,
    last: { key: '', at: 0 },
  }
}

/** Nothing changes. */
export function stay(state: State): Step {
  return { state, effects: [] }
}

export function say(state: State, tone: Remark['tone'], key: RemarkKey, values: MessageValues = {}): Step {
  return stay({ ...state, remark: { key, values, tone } })
}

export function unsavedOf({ unsaved, shown }: State): Unsaved | undefined {
  return shown === null ? undefined : unsaved.get(shown)
}

/** English in the book; Chinese that stands there for want of English is none. */
export function englishOf({ status, targets }: Pick<ReviewSegment, 'status' | 'targets'>, passage: number): string {
  return status === 'untranslated' ? '' : (targets[passage]?.text ?? '')
}
