import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { KEYS, type KeyAction } from '../keys.js'
import { chosen } from './chosen.js'
import type { Desk, DeskState } from './desk-state.js'
import { Dialogs } from './dialogs.js'
import type { EnglishHandle } from './english-editor.js'
import { isTyping, pressedAction } from './pressed.js'
import { SegmentView } from './segment-view.js'
import { Sidebar } from './sidebar.js'
import { TopBar } from './top-bar.js'

/** The state of the desk; draws anew when it changes. */
function useDesk(desk: Desk): DeskState {
  const [, draw] = useState(0)
  useEffect(() => desk.subscribe(() => draw((count) => count + 1)), [desk])
  return desk.state
}

export function App({ desk }: { readonly desk: Desk }) {
  const state = useDesk(desk)
  const english = useRef<EnglishHandle | null>(null)
  const [isPlain, setPlain] = useState(false)
  const [isListOpen, setListOpen] = useState(false)
  const { t, phase, remark, segment } = state

  useKeys(desk, english, { isPlain, setPlain, setListOpen })
  useAskBeforeLeaving(desk)
  useFocusOnMove(state, english)
  useEffect(() => {
    document.title = state.hello ? `${state.hello.project} · ${t('review.title')}` : 'zhen'
  }, [state.hello, t])

  if (phase === 'locked') return <Gate desk={desk} words="review.locked" />
  if (state.hello === null) return phase === 'lost' ? <Gate desk={desk} words="review.lost" /> : <div class="gate" />
  return (
    <div class={`page ${isListOpen ? 'has-list' : ''}`}>
      <button type="button" class="skip" onClick={() => english.current?.focus()}>
        {t('review.skip')}
      </button>
      <TopBar desk={desk} onList={() => setListOpen(!isListOpen)} isListOpen={isListOpen} />
      <Sidebar desk={desk} onChosen={() => setListOpen(false)} />
      <main class="main" aria-label={t('review.paragraph')}>
        {phase === 'lost' && (
          <p class="banner is-warning" role="alert">
            {t('review.lost')}
          </p>
        )}
        {segment ? (
          <SegmentView desk={desk} english={english} isPlain={isPlain} setPlain={setPlain} />
        ) : (
          <p class="empty">{t(state.isLoadingQueue || state.current ? 'review.loading' : 'review.empty')}</p>
        )}
      </main>
      <Dialogs desk={desk} english={english} />
      <div
        class={`remark is-${remark?.kind ?? 'told'}`}
        role={remark?.kind === 'failed' ? 'alert' : 'status'}
        aria-live="polite"
      >
        {remark && (
          <p key={remark.words}>
            {remark.words}
            {remark.kind === 'failed' && (
              <button type="button" class="plain" onClick={() => desk.say(null)}>
                {t('review.close')}
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  )
}

/** What stands there instead of the page while there is nothing to show it with. */
function Gate({ desk, words }: { readonly desk: Desk; readonly words: 'review.locked' | 'review.lost' }) {
  const { t, hello } = desk.state
  // Without the token there are no words of the catalogue to be had.
  const fallback =
    words === 'review.locked'
      ? 'Open the address that “zhen review --web” printed.　请打开 zhen review --web 显示的地址。'
      : 'zhen is not running.　zhen 未在运行。'
  return (
    <main class="gate">
      <h1>zhen</h1>
      <p role="alert">{hello ? t(words) : fallback}</p>
    </main>
  )
}

function useAskBeforeLeaving(desk: Desk): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (desk.state.withUnsaved.size + desk.state.busy.size > 0) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [desk])
}

/** Who was writing goes on writing in the next segment; others hear where they are. */
function useFocusOnMove({ segment }: DeskState, english: { current: EnglishHandle | null }): void {
  const id = segment?.id
  const before = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    const isMove = before.current !== undefined && before.current !== id
    before.current = id
    if (!isMove || document.activeElement?.closest('.sidebar')) return
    if (isTyping(document.activeElement)) english.current?.focus()
    else document.getElementById('segment')?.focus({ preventScroll: true })
  }, [id, english])
}

interface Switches {
  readonly isPlain: boolean
  readonly setPlain: (isPlain: boolean) => void
  readonly setListOpen: (isOpen: boolean) => void
}

function useKeys(desk: Desk, english: { current: EnglishHandle | null }, switches: Switches): void {
  const latest = useRef(switches)
  latest.current = switches
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog } = desk.state
      if (event.defaultPrevented || dialog !== null || desk.state.segment === null) return
      const action = pressedAction(event, chosen('letters') !== 'off')
      if (action === null) return
      // A key that is held down moves on, and decides nothing.
      const isHeld = event.repeat && KEYS.some((binding) => binding.action === action && binding.group === 'decide')
      if (isHeld || act(action, event)) event.preventDefault()
    }
    const act = (action: KeyAction, event: KeyboardEvent): boolean => {
      const simple = ACTIONS[action]
      if (simple) {
        simple(desk)
        return true
      }
      if (action === 'edit') english.current?.focus()
      else if (action === 'term') insertTerm(desk, english, Number(event.key))
      else if (action === 'copy-source') desk.replaceText(desk.state.segment?.source.text ?? '')
      else if (action === 'markdown') latest.current.setPlain(!latest.current.isPlain)
      else if (action === 'comment') document.getElementById('comment')?.focus()
      else if (action === 'search') {
        latest.current.setListOpen(true)
        requestAnimationFrame(() => document.getElementById('search')?.focus())
      } else if (action === 'queue') {
        latest.current.setListOpen(true)
        requestAnimationFrame(() => document.getElementById('queue')?.focus())
      } else if (action === 'leave') {
        latest.current.setListOpen(false)
        desk.say(null)
        document.getElementById('segment')?.focus({ preventScroll: true })
      } else return false
      return true
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [desk, english])
}

const ACTIONS: Partial<Record<(typeof KEYS)[number]['action'], (desk: Desk) => void>> = {
  next: (desk) => desk.step(1),
  previous: (desk) => desk.step(-1),
  'next-in-chapter': (desk) => desk.stepInChapter(1),
  'previous-in-chapter': (desk) => desk.stepInChapter(-1),
  save: (desk) => void desk.save(),
  accept: (desk) => void desk.decide('accept'),
  approve: (desk) => void desk.decide('approve'),
  finalise: (desk) => void desk.decide('finalise'),
  'still-valid': (desk) => void desk.decide('still-valid'),
  reopen: (desk) => void desk.decide('reopen'),
  omit: (desk) => desk.show('omit'),
  undo: (desk) => void desk.undo(),
  insert: (desk) => desk.show('insert'),
  help: (desk) => desk.show('help'),
  suggestion: (desk) => takeOrAsk(desk, 'suggestion'),
  memory: (desk) => takeOrAsk(desk, 'memory'),
}

/** One is taken at once; of several one is asked for. */
function takeOrAsk(desk: Desk, what: 'suggestion' | 'memory'): void {
  const { segment } = desk.state
  const count = (what === 'suggestion' ? segment?.suggestions : segment?.memory)?.length ?? 0
  if (count > 1) desk.show(what)
  else if (what === 'suggestion') desk.takeSuggestion(segment?.suggestions[0]?.number ?? 0)
  else desk.takeMemory(1)
}

function insertTerm(desk: Desk, english: { current: EnglishHandle | null }, number: number): void {
  const { view, segment } = desk.state
  const term = (view ?? segment?.view)?.terms[number - 1]
  const [text] = term?.expected ?? []
  if (text !== undefined) english.current?.insertText(text)
}
