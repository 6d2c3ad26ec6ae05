import {
  isAboutText,
  QUEUES,
  type QueueInput,
  type ReviewDecision,
  type ReviewOutcome,
  type ReviewSegment,
  type Seen,
} from '../../app/review/view.js'
import type { UiLanguage } from '../../i18n/index.js'
import { type ApplyInput, CallFailed, type Calls } from './calls.js'
import { choose, chosen } from './chosen.js'
import { type Conflict, type Desk, type DeskState, openingState, type Remark } from './desk-state.js'
import { mergeRows, neighbourOf } from './rows.js'
import { SegmentsAhead } from './segments-ahead.js'
import { sameSeen, unsaved } from './unsaved.js'
import { wordFailed } from './word-failed.js'
import { createPageTranslate } from './words.js'

/** What was asked of a segment, and what was typed in it. */
interface Made {
  readonly passage: number
  readonly decision: ReviewDecision | null
  readonly reason: string | null
  readonly typed: string | null
  /** The English is another one then. */
  readonly isText: boolean
}

/** How long typing has to pause before checks look at it, and changes before the queue is read again. */
const LOOK_AFTER_MS = 250
const RELOAD_AFTER_MS = 400
const RETRY_AFTER_MS = 1_500
/** Which rows are read ahead. */
const AHEAD = [1, 2, -1, 3]

/** What the page knows and does; no document in it. */
export function createDesk(calls: Calls): Desk {
  let state: DeskState = openingState()
  const listeners = new Set<() => void>()
  const ahead = new SegmentsAhead(calls)
  let lastAt = 0
  let looking: AbortController | null = null
  let loading: AbortController | null = null
  let lookTimer: ReturnType<typeof setTimeout> | undefined
  let reloadTimer: ReturnType<typeof setTimeout> | undefined
  let isListening = false
  const underWay = new Set<Promise<boolean>>()

  const set = (change: Partial<DeskState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const say = (kind: Remark['kind'], words: string) => set({ remark: { kind, words } })

  /** Runs what may be refused; tells of a failure. `null` where there was one. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      fail(error)
      return null
    }
  }

  const fail = (error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return
    if (!(error instanceof CallFailed)) throw error
    if (error.code === 'token-missing') set({ phase: 'locked' })
    else if (error.code === 'unreachable') set({ phase: 'lost' })
    else say('failed', wordFailed(error, state.t))
  }

  /** What comes next is there before it is asked for, even while a decision is being written. */
  const readAhead = async () => {
    const at = state.rows.findIndex(({ id }) => id === state.current)
    for (const step of AHEAD) {
      const id = state.rows[at + step]?.id
      if (id !== undefined) await ahead.read(id).catch(() => {})
    }
  }

  const loadQueue = async () => {
    loading?.abort()
    const own = new AbortController()
    loading = own
    set({ isLoadingQueue: true })
    const queue = await attempt(() => calls.queue(state.filter, own.signal))
    if (loading !== own) return
    set({ isLoadingQueue: false })
    if (!queue) return
    const rows = mergeRows(state.rows, queue.rows, state.decided)
    set({ queue, rows })
    noteAt()
  }

  const noteAt = () => {
    const at = state.rows.findIndex(({ id }) => id === state.current)
    if (at !== -1) lastAt = at
  }

  /** Shows a segment, with what was typed into it before; a change since then is a conflict. */
  const present = (segment: ReviewSegment, passage: number) => {
    const kept = unsaved.read(segment.id, passage)
    const isOwn = kept !== null && sameSeen(kept.seen, segment.seen)
    const now = segment.seen.targets[passage] ?? ''
    const isSaved = kept !== null && kept.text === now
    if (isSaved) unsaved.drop(segment.id, passage)
    const text = kept && !isSaved ? kept.text : null
    const isConflict = kept !== null && !isOwn && !isSaved
    set({
      // What was typed against an earlier state stays so until its author has chosen.
      segment: isConflict ? { ...segment, seen: kept.seen } : segment,
      current: segment.id,
      passage,
      text,
      edition: state.edition + 1,
      view: text === null ? segment.view : null,
      taken: null,
      conflict: isConflict ? conflictOf(segment, passage, kept.seen, kept.text) : null,
      withUnsaved: unsaved.ids(),
    })
    history.replaceState(null, '', `${location.pathname}#/${encodeURIComponent(segment.id)}`)
    noteAt()
    if (text !== null) lookSoon()
  }

  const conflictOf = (segment: ReviewSegment, passage: number, base: Seen, mine: string | null): Conflict => ({
    id: segment.id,
    passage,
    base,
    theirs: segment.seen,
    mine,
    isGone: false,
    decision: null,
    reason: null,
  })

  const go = async (id: string) => {
    if (id === state.current && state.segment?.id === id) return
    looking?.abort()
    clearTimeout(lookTimer)
    set({ current: id, dialog: null })
    noteAt()
    const segment = await attempt(() => ahead.read(id))
    if (!segment || state.current !== id) return
    present(segment, 0)
    if (ahead.isOld(id)) await reloadSegment(id)
    // Whoever waits for this segment, to say something of it, need not wait for the next ones.
    void readAhead()
  }

  const lookSoon = () => {
    clearTimeout(lookTimer)
    lookTimer = setTimeout(look, LOOK_AFTER_MS)
  }

  const look = async () => {
    const { segment, text } = state
    looking?.abort()
    if (!segment || text === null) return
    const own = new AbortController()
    looking = own
    const view = await attempt(() => calls.look(segment.id, text, own.signal))
    if (view && state.segment?.id === segment.id && state.text === text) set({ view })
  }

  const type = (text: string) => {
    const { segment, passage } = state
    if (!segment) return
    const isChanged = text !== (segment.seen.targets[passage] ?? '')
    if (isChanged) unsaved.keep(segment.id, passage, { text, seen: segment.seen })
    else unsaved.drop(segment.id, passage)
    const withUnsaved = isChanged === state.withUnsaved.has(segment.id) ? state.withUnsaved : unsaved.ids()
    set({ text: isChanged ? text : null, withUnsaved, ...(isChanged ? {} : { view: segment.view }) })
    if (isChanged) lookSoon()
    else {
      looking?.abort()
      clearTimeout(lookTimer)
    }
  }

  const replaceText = (text: string) => {
    type(text)
    set({ edition: state.edition + 1 })
  }

  /** The book has changed, here or elsewhere: everything is looked at again, and nothing that is typed is touched. */
  const reload = async () => {
    ahead.age()
    const { current } = state
    if (current !== null) await reloadSegment(current)
    // What is seen comes before what may be asked for.
    await loadQueue()
    await readAhead()
  }

  const reloadSegment = async (id: string) => {
    let segment: ReviewSegment
    try {
      segment = await ahead.readAnew(id)
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'segment-unknown') return
      fail(error)
      return
    }
    const { segment: shown, text, passage } = state
    if (state.current !== id || !shown || shown.id !== id) return
    if (sameSeen(segment.seen, shown.seen)) {
      set({ segment, ...(text === null ? { view: segment.view } : {}) })
      return
    }
    if (text === null) {
      present(segment, Math.min(passage, Math.max(0, segment.seen.targets.length - 1)))
      say('told', state.t('review.changed-elsewhere'))
    } else if (state.conflict === null && !state.busy.has(id)) {
      set({ segment: { ...segment, seen: shown.seen }, conflict: conflictOf(segment, passage, shown.seen, text) })
      say('told', state.t('review.changed-while-typing'))
    }
  }

  const reloadSoon = () => {
    clearTimeout(reloadTimer)
    reloadTimer = setTimeout(() => void reload(), RELOAD_AFTER_MS)
  }

  /** From when this resolves no change is missed, or it is known that nobody tells of any. */
  const listen = async () => {
    if (isListening) return
    isListening = true
    void follow(await connect())
  }

  const follow = async (first: AsyncIterable<void> | null) => {
    for (let changes = first; state.phase !== 'locked'; changes = await connectAgain()) {
      try {
        for await (const _ of changes ?? []) reloadSoon()
      } catch {
        // The connection broke off, as when it ends.
      }
    }
    isListening = false
  }

  const connect = async () => {
    try {
      return await calls.changes()
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'token-missing') set({ phase: 'locked' })
      return null
    }
  }

  const connectAgain = async () => {
    set({ phase: 'lost' })
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    const changes = await connect()
    if (changes) {
      set({ phase: 'ready' })
      reloadSoon()
    }
    return changes
  }

  const inputOf = (decision: ReviewDecision | null, reason: string | null, withText: boolean): ApplyInput | null => {
    const { segment, text, passage, taken } = state
    if (!segment) return null
    const isTaken = withText && taken !== null && text === taken.text
    return {
      seen: segment.seen,
      text: withText ? text : null,
      passage,
      suggestion: isTaken ? taken.number : null,
      decision,
      reason,
    }
  }

  /** True once it is done; what becomes of it is told in any case, on the segment it is about. */
  const apply = (input: ApplyInput): Promise<boolean> => {
    const { segment, passage, text } = state
    if (!segment || state.busy.has(segment.id)) return Promise.resolve(false)
    const isText = input.text !== null || input.suggestion !== null
    const { decision, reason } = input
    const made = { passage, decision, reason, typed: input.text ?? text, isText }
    const work = async () => {
      const outcome = await attempt(() => calls.apply(segment.id, input))
      const busy = new Set(state.busy)
      busy.delete(segment.id)
      set({ busy })
      if (outcome?.kind === 'done') settle(outcome, segment, made)
      else await bringBack(outcome, segment, made)
      return outcome?.kind === 'done'
    }
    set({ busy: new Set([...state.busy, segment.id]) })
    const under = work()
    underWay.add(under)
    return under.finally(() => underWay.delete(under))
  }

  /** Shows the segment again that could not be done, with why. Everything that was typed is still there. */
  const bringBack = async (
    outcome: Exclude<ReviewOutcome, { kind: 'done' }> | null,
    segment: ReviewSegment,
    made: Made,
  ) => {
    if (state.current !== segment.id) {
      if (outcome) ahead.forget(segment.id)
      await go(segment.id)
    }
    if (outcome?.kind === 'conflict') {
      const { base, theirs, isGone } = outcome
      const { passage, decision, reason } = made
      const mine = outcome.mine ?? made.typed
      set({ conflict: { id: segment.id, passage, base, theirs, mine, isGone, decision, reason }, dialog: 'conflict' })
    } else if (outcome) {
      const { reason, detail } = outcome
      say('failed', state.t('review.not-done', { reason: state.t(`review.refused.${reason}`), detail }))
    }
  }

  const settle = (outcome: Extract<ReviewOutcome, { kind: 'done' }>, { id }: ReviewSegment, made: Made) => {
    const { t } = state
    if (made.isText) unsaved.drop(id, made.passage)
    ahead.forget(id)
    const row = state.rows.find((shown) => shown.id === id)
    const decided = new Map(state.decided)
    if (row) decided.set(id, { ...row, status: outcome.to })
    const rows = state.rows.map((shown) => (shown.id === id ? { ...shown, status: outcome.to } : shown))
    const isShown = state.current === id
    set({
      decided,
      rows,
      ...(isShown && made.isText ? { text: null, taken: null, segment: withTarget(state.segment, made) } : {}),
      ...(isShown ? { conflict: null } : {}),
      withUnsaved: unsaved.ids(),
    })
    const step = made.decision ?? 'save'
    say('done', t(`review.done.${step}`, { status: t(`status.${outcome.to}`) }))
  }

  const refreshCurrent = async () => {
    const id = state.current
    if (id === null) return
    const segment = await attempt(() => ahead.readAnew(id))
    if (segment && state.current === id) present(segment, state.passage)
  }

  const desk: Desk = {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async open() {
      const hello = await attempt(() => calls.hello())
      if (!hello) return
      const language = (chosen('language') as UiLanguage | null) ?? hello.language
      const isFirst = state.hello === null
      if (isFirst) set({ hello, filter: hello.queue })
      const spoken = desk.speak(language).then(() => set({ phase: 'ready' }))
      // What is read from here on is current, or it is told that it no longer is.
      await listen()
      if (!isFirst) {
        await spoken
        return reload()
      }
      const asked = /^#\/(.+)$/.exec(location.hash)?.[1]
      const first = asked ? desk.go(decodeURIComponent(asked)) : null
      await Promise.all([spoken, loadQueue(), first])
      const [row] = state.rows
      if (state.current === null && row) await desk.go(row.id)
      void readAhead()
    },
    filter(change) {
      set({ filter: { ...state.filter, ...wholeBookFor(change, state.filter) }, rows: [], decided: new Map() })
      void loadQueue().then(() => {
        const [row] = state.rows
        if (row && !state.rows.some(({ id }) => id === state.current) && state.text === null) void desk.go(row.id)
      })
    },
    go,
    step(by) {
      const row = neighbourOf(state.rows, state.current, lastAt, by)
      if (row) void go(row.id)
      else say('told', state.t(by === 1 ? 'review.at-end' : 'review.at-start'))
    },
    stepInChapter(by) {
      const next = by === 1 ? state.segment?.after[0] : state.segment?.before.at(-1)
      if (next) void go(next.id)
      else say('told', state.t(by === 1 ? 'review.chapter-end' : 'review.chapter-start'))
    },
    choosePassage(passage) {
      if (state.segment) present(state.segment, passage)
    },
    type,
    replaceText,
    dropText() {
      const { segment, passage } = state
      if (segment) replaceText(segment.seen.targets[passage] ?? '')
    },
    async save() {
      if (state.text === null) return say('told', state.t('review.nothing-to-save'))
      const input = inputOf(null, null, true)
      if (input && (await apply(input))) await refreshCurrent()
    },
    async decide(decision, reason = null) {
      const input = inputOf(decision, reason, isAboutText(decision))
      const { segment } = state
      if (!input || !segment || state.busy.has(segment.id)) return
      if (!segment.actions.includes(decision) && input.text === null && input.suggestion === null) {
        return say('told', state.t('review.not-now', { action: state.t(`review.actions.${decision}`) }))
      }
      const applied = apply(input)
      // The next one need not wait for this one to be written; should it fail, it is shown again.
      const hasNext = neighbourOf(state.rows, state.current, lastAt, 1) !== null
      if (hasNext) desk.step(1)
      if ((await applied) && state.current === segment.id) await refreshCurrent()
    },
    takeSuggestion(number) {
      const suggestion = state.segment?.suggestions.find((one) => one.number === number)
      if (!suggestion) return say('told', state.t('review.no-suggestion'))
      replaceText(suggestion.text)
      set({ taken: { number, text: suggestion.text }, dialog: null })
    },
    takeMemory(number) {
      const hit = state.segment?.memory[number - 1]
      if (!hit) return say('told', state.t('review.no-memory'))
      replaceText(hit.target)
      set({ dialog: null })
    },
    async resolve(how) {
      const { conflict, segment } = state
      if (!conflict || !segment || conflict.id !== segment.id) return
      if (how === 'theirs') {
        unsaved.drop(conflict.id, conflict.passage)
        ahead.forget(conflict.id)
        set({ conflict: null, dialog: null, text: null, segment: { ...segment, seen: conflict.theirs } })
        await refreshCurrent()
        return
      }
      const seen = conflict.theirs
      if (conflict.mine !== null) unsaved.keep(conflict.id, conflict.passage, { text: conflict.mine, seen })
      ahead.forget(conflict.id)
      set({ conflict: null, dialog: null, segment: { ...segment, seen } })
      if (how === 'merge') {
        await refreshCurrent()
        return
      }
      const { decision, reason, mine: text, passage } = conflict
      const done = await apply({ seen, text, passage, suggestion: null, decision, reason })
      if (done) await refreshCurrent()
    },
    async undo() {
      await Promise.allSettled(underWay)
      const undone = await attempt(async () => ({ step: await calls.undo() }))
      if (!undone) return
      const { step } = undone
      if (step === null) return say('told', state.t('review.nothing-to-undo'))
      if ('kind' in step) return say('failed', state.t('review.undo-conflict'))
      const decided = new Map(state.decided)
      decided.delete(step.id)
      ahead.forgetAll()
      set({ decided })
      // Before anything is read: what is said next is of what is asked next.
      say('done', state.t('review.undone', { status: state.t(`status.${step.to}`) }))
      if (state.current === step.id) await refreshCurrent()
      else await go(step.id)
      await loadQueue()
    },
    async comment(text) {
      const { segment } = state
      if (!segment) return false
      const next = await attempt(() => calls.comment(segment.id, text))
      if (!next) return false
      if (state.segment?.id === next.id) set({ segment: { ...next, seen: state.segment.seen } })
      say('done', state.t('review.commented'))
      return true
    },
    async settleComment(key) {
      const { segment } = state
      if (!segment) return
      const next = await attempt(() => calls.settleComment(segment.id, key))
      if (next && state.segment?.id === next.id) set({ segment: { ...next, seen: state.segment.seen } })
    },
    show: (dialog) => set({ dialog }),
    say: (remark) => set({ remark }),
    async speak(language) {
      const words = await attempt(() => calls.words(language))
      if (!words) return
      document.documentElement.lang = language
      set({ language, t: createPageTranslate(language, words) })
    },
  }
  return desk
}

/** The segment with what was just written: a decision that follows at once is about that. */
function withTarget(segment: ReviewSegment | null, { typed, passage }: Made): ReviewSegment | null {
  if (segment === null || typed === null) return segment
  const targets = [...segment.seen.targets]
  targets[passage] = typed
  return { ...segment, seen: { ...segment.seen, targets } }
}

/** Who looks for words looks in the whole book, unless they have said where. */
function wholeBookFor(change: Partial<QueueInput>, { queues, search }: QueueInput): Partial<QueueInput> {
  if (change.search === undefined || (change.search === null) === (search === null)) return change
  if (change.search !== null) return queues.length === 0 ? { ...change, queues: QUEUES } : change
  return queues.length === QUEUES.length ? { ...change, queues: [] } : change
}

/** Remembers the language a reader chose. */
export function chooseLanguage(desk: Desk, language: UiLanguage): void {
  choose('language', language)
  void desk.speak(language)
}
