import type {
  QueueInput,
  QueueRow,
  ReviewConflict,
  ReviewDecision,
  ReviewQueue,
  ReviewSegment,
  TextView,
} from '../../app/review/view.js'
import type { Translate, UiLanguage } from '../../i18n/index.js'
import type { Hello } from './calls.js'
import { unsaved } from './unsaved.js'

/** Somebody changed what was seen: what it was, what it is now, and what was typed. */
export interface Conflict extends Omit<ReviewConflict, 'kind'> {
  readonly passage: number
  /** What was to be done besides. */
  readonly decision: ReviewDecision | null
  readonly reason: string | null
}

export type Dialog = 'help' | 'omit' | 'insert' | 'suggestion' | 'memory' | 'conflict'

export interface Remark {
  readonly kind: 'done' | 'failed' | 'told'
  readonly words: string
}

/** All that the page shows. */
export interface DeskState {
  readonly phase: 'opening' | 'ready' | 'locked' | 'lost'
  readonly hello: Hello | null
  readonly language: UiLanguage
  readonly t: Translate
  readonly filter: QueueInput
  readonly queue: ReviewQueue | null
  readonly rows: readonly QueueRow[]
  readonly isLoadingQueue: boolean
  /** The segment that is asked for; `segment` may still be the one before. */
  readonly current: string | null
  readonly segment: ReviewSegment | null
  readonly passage: number
  /** What is typed; `null` while nothing is. */
  readonly text: string | null
  /** Changes when the editor is to show another text than what is typed in it. */
  readonly edition: number
  /** What checks and terms say of what is typed. */
  readonly view: TextView | null
  readonly taken: { readonly number: number; readonly text: string } | null
  readonly conflict: Conflict | null
  readonly dialog: Dialog | null
  /** Segments whose decision is on its way. */
  readonly busy: ReadonlySet<string>
  readonly remark: Remark | null
  readonly withUnsaved: ReadonlySet<string>
  /** Segments done on this page. */
  readonly decided: ReadonlyMap<string, QueueRow>
}

export interface Desk {
  readonly state: DeskState
  subscribe(listener: () => void): () => void
  open(): Promise<void>
  filter(change: Partial<QueueInput>): void
  go(id: string): Promise<void>
  step(by: 1 | -1): void
  stepInChapter(by: 1 | -1): void
  choosePassage(passage: number): void
  type(text: string): void
  replaceText(text: string): void
  dropText(): void
  save(): Promise<void>
  decide(decision: ReviewDecision, reason?: string | null): Promise<void>
  takeSuggestion(number: number): void
  takeMemory(number: number): void
  resolve(how: 'theirs' | 'mine' | 'merge'): Promise<void>
  undo(): Promise<void>
  comment(text: string): Promise<boolean>
  settleComment(key: string): Promise<void>
  show(dialog: Dialog | null): void
  say(remark: Remark | null): void
  speak(language: UiLanguage): Promise<void>
}

const NOTHING: QueueInput = { chapters: [], queues: [], check: null, search: null }

/** What there is before anything was asked. */
export function openingState(): DeskState {
  return {
    phase: 'opening',
    hello: null,
    language: 'en',
    t: (key) => key,
    filter: NOTHING,
    queue: null,
    rows: [],
    isLoadingQueue: false,
    current: null,
    segment: null,
    passage: 0,
    text: null,
    edition: 0,
    view: null,
    taken: null,
    conflict: null,
    dialog: null,
    busy: new Set(),
    remark: null,
    withUnsaved: unsaved.ids(),
    decided: new Map(),
  }
}
