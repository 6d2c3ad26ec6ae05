import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Code } from '../../core/codes/coded-text.js'
import type { Translate } from '../../i18n/index.js'
import { wordPercent } from '../../reporters/words.js'
import { KEY_GROUPS, KEYS, wordKeyOf } from '../keys.js'
import { choose, chosen } from './chosen.js'
import type { Conflict, Desk } from './desk-state.js'
import { chipText } from './editor/chip-editor.js'
import { draftOf, missingCodes } from './editor/draft-text.js'
import type { EnglishHandle } from './english-editor.js'
import { shownKey } from './pressed.js'
import { Difference } from './text.js'

interface Props {
  readonly desk: Desk
  readonly english: { current: EnglishHandle | null }
}

export function Dialogs({ desk, english }: Props) {
  const { dialog, conflict } = desk.state
  if (dialog === 'help') return <Help desk={desk} />
  if (dialog === 'omit') return <Omit desk={desk} />
  if (dialog === 'insert') return <Insert desk={desk} english={english} />
  if (dialog === 'suggestion' || dialog === 'memory') return <Offers desk={desk} what={dialog} />
  return dialog === 'conflict' && conflict ? <ConflictChoice desk={desk} conflict={conflict} english={english} /> : null
}

interface FrameProps {
  readonly desk: Desk
  readonly title: string
  readonly children: ComponentChildren
  readonly class?: string
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** A dialog of the browser's own: it holds the focus, gives it back, and Esc closes it. */
function Frame({ desk, title, children, class: name = '', onKeyDown }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`dialog ${name}`}
      aria-labelledby="dialog-title"
      onClose={() => desk.show(null)}
      onKeyDown={onKeyDown}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  )
}

function Help({ desk }: { readonly desk: Desk }) {
  const { t } = desk.state
  const [letters, setLetters] = useState(chosen('letters') !== 'off')
  return (
    <Frame desk={desk} title={t('review.help-title')} class="is-wide">
      <div class="key-groups">
        {KEY_GROUPS.map((group) => (
          <table key={group}>
            <caption>{t(`review.key-groups.${group}`)}</caption>
            <tbody>
              {KEYS.filter((binding) => binding.group === group && binding.action !== 'quit').map(
                ({ action, keys, typing }) => (
                  <tr key={action}>
                    <th scope="row">{t(wordKeyOf(action))}</th>
                    <td>
                      {[...new Set([...keys, ...(typing ? [typing] : [])])].map((key) => (
                        <kbd key={key}>{shownKey(key)}</kbd>
                      ))}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        ))}
      </div>
      <p class="about">{t('review.help-typing')}</p>
      <label class="option">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            choose('letters', event.currentTarget.checked ? 'on' : 'off')
            setLetters(event.currentTarget.checked)
          }}
        />
        {t('review.letters')}
      </label>
      <Close desk={desk} />
    </Frame>
  )
}

function Close({ desk }: { readonly desk: Desk }) {
  return (
    <p class="buttons">
      <button type="button" onClick={() => desk.show(null)}>
        {desk.state.t('review.close')}
      </button>
    </p>
  )
}

function Omit({ desk }: { readonly desk: Desk }) {
  const { t } = desk.state
  const [reason, setReason] = useState('')
  const isGiven = reason.trim() !== ''
  return (
    <Frame desk={desk} title={t('review.omit-title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isGiven) return
          desk.show(null)
          void desk.decide('omit', reason.trim())
        }}
      >
        <label>
          {t('review.omit-reason')}
          <input type="text" value={reason} required onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <p class="buttons">
          <button type="submit" class="is-main" disabled={!isGiven}>
            {t('review.actions.omit')}
          </button>
          <button type="button" onClick={() => desk.show(null)}>
            {t('review.close')}
          </button>
        </p>
      </form>
    </Frame>
  )
}

interface Choice {
  readonly key: string
  readonly words: string
  readonly about: string
  readonly take: () => void
}

/** Terms and placeholders, to be put where the caret is: by number, or by typing a part of them. */
function Insert({ desk, english }: Props) {
  const { t, segment, text, view, passage } = desk.state
  const [wanted, setWanted] = useState('')
  if (!segment) return null
  const draft = draftOf(text ?? segment.seen.targets[passage] ?? '', segment.source.coded)
  const afterwards = (work: () => void) => () => {
    desk.show(null)
    // The dialog gives the focus back first: it is drawn anew before this runs.
    queueMicrotask(work)
  }
  const codes = missingCodes(draft, segment.source.coded).map((code: Code): Choice => {
    const words = code.form === 'paired' ? `${chipText(code, 'open')}…›` : chipText(code, 'lock')
    const take = afterwards(() => english.current?.insertPlaceholder(code))
    return { key: `c${code.id}`, words, about: t(`review.codes.${code.type}`), take }
  })
  const terms = (view ?? segment.view).terms.flatMap(({ term, expected }) =>
    expected.map((word): Choice => {
      return {
        key: `t${term} ${word}`,
        words: word,
        about: term,
        take: afterwards(() => english.current?.insertText(word)),
      }
    }),
  )
  const choices = [...terms, ...codes].filter(({ words, about }) =>
    `${words} ${about}`.toLowerCase().includes(wanted.toLowerCase()),
  )
  return (
    <Frame desk={desk} title={t('review.insert-title')} onKeyDown={(event) => takeByNumber(event, choices)}>
      <input
        type="text"
        class="wanted"
        aria-label={t('review.insert-part')}
        placeholder={t('review.insert-part')}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return
          event.preventDefault()
          choices[0]?.take()
        }}
      />
      <Choices choices={choices} none={t('review.insert-none')} />
      <Close desk={desk} />
    </Frame>
  )
}

function takeByNumber(event: KeyboardEvent, choices: readonly Choice[]): void {
  if (!/^[1-9]$/.test(event.key) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
  const choice = choices[Number(event.key) - 1]
  if (!choice) return
  event.preventDefault()
  choice.take()
}

function Choices({ choices, none }: { readonly choices: readonly Choice[]; readonly none: string }) {
  if (choices.length === 0) return <p class="about">{none}</p>
  return (
    <ol class="choices">
      {choices.map(({ key, words, about, take }, index) => (
        <li key={key}>
          <button type="button" onClick={take}>
            {index < 9 && <kbd>{index + 1}</kbd>} <span>{words}</span> <span class="about">{about}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function Offers({ desk, what }: { readonly desk: Desk; readonly what: 'suggestion' | 'memory' }) {
  const { t, segment } = desk.state
  if (!segment) return null
  const choices =
    what === 'suggestion'
      ? segment.suggestions.map(({ number, text, origin }): Choice => {
          return { key: String(number), words: text, about: origin.name, take: () => desk.takeSuggestion(number) }
        })
      : segment.memory.map(({ target, chapter, similarity }, index): Choice => {
          const about = `${wordPercent(similarity)}% · ${chapter}`
          return { key: String(index), words: target, about, take: () => desk.takeMemory(index + 1) }
        })
  return (
    <Frame
      desk={desk}
      title={t(what === 'suggestion' ? 'review.keys.suggestion' : 'review.keys.memory')}
      onKeyDown={(event) => takeByNumber(event, choices)}
    >
      <Choices choices={choices} none="" />
      <Close desk={desk} />
    </Frame>
  )
}

/** Three texts side by side, and what to do with them. Closing it changes nothing. */
function ConflictChoice({ desk, conflict, english }: Props & { readonly conflict: Conflict }) {
  const { t } = desk.state
  const { base, theirs, mine, passage, isGone } = conflict
  const [was, is] = [base.targets[passage] ?? '', theirs.targets[passage] ?? '']
  const resolve = (how: 'theirs' | 'mine' | 'merge') => {
    void desk.resolve(how).then(() => {
      if (how === 'merge') english.current?.focus()
    })
  }
  return (
    <Frame desk={desk} title={t('review.conflict.title')} class="is-wide">
      <p>{t(isGone ? 'review.conflict.gone' : 'review.conflict.told')}</p>
      {base.source !== theirs.source && (
        <section>
          <h3>{t('review.conflict.source')}</h3>
          <p class="zh" lang="zh-CN">
            <Difference from={base.source} to={theirs.source} />
          </p>
        </section>
      )}
      <div class="three">
        <Version title={t('review.conflict.base')} text={was} t={t} />
        <Version title={t('review.conflict.theirs')} from={was} text={is} t={t} />
        <Version title={t('review.conflict.mine')} from={was} text={mine ?? was} t={t} />
      </div>
      <p class="buttons">
        <button type="button" onClick={() => resolve('theirs')}>
          {t('review.conflict.keep-theirs')}
        </button>
        {!isGone && (
          <>
            <button type="button" onClick={() => resolve('mine')}>
              {t('review.conflict.take-mine')}
            </button>
            <button type="button" class="is-main" onClick={() => resolve('merge')}>
              {t('review.conflict.merge')}
            </button>
          </>
        )}
        <button type="button" onClick={() => desk.show(null)}>
          {t('review.conflict.later')}
        </button>
      </p>
    </Frame>
  )
}

function Version({ title, from, text, t }: { title: string; from?: string; text: string; t: Translate }) {
  return (
    <section class="version">
      <h3>{title}</h3>
      <p lang="en">
        {text === '' && (from ?? '') === '' ? (
          <span class="none">{t('segment.no-target')}</span>
        ) : (
          <Difference from={from ?? text} to={text} />
        )}
      </p>
    </section>
  )
}
