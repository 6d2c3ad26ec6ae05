import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { HistoryStep, MemoryHit, ReviewSegment, ReviewTerm } from '../../app/review/view.js'
import type { Translate, UiLanguage } from '../../i18n/index.js'
import { wordPercent } from '../../reporters/words.js'
import type { Desk } from './desk-state.js'
import type { EnglishHandle } from './english-editor.js'
import { KeyCap } from './key-cap.js'
import { Changes } from './text.js'

interface Props {
  readonly desk: Desk
  readonly english: { current: EnglishHandle | null }
}

/** What helps to judge and to write, beside the segment. */
export function Panels({ desk, english }: Props) {
  const { t, segment, view, language } = desk.state
  if (!segment) return null
  const terms = (view ?? segment.view).terms
  return (
    <aside class="panels" aria-label={t('review.aids')}>
      {segment.suggestions.length > 0 && <Suggestions desk={desk} segment={segment} />}
      {terms.length > 0 && <Terms terms={terms} english={english} t={t} />}
      {segment.memory.length > 0 && <Memory desk={desk} hits={segment.memory} />}
      <Comments desk={desk} segment={segment} />
      {segment.history.length > 0 && (
        <Panel title={t('review.history')} count={segment.history.length}>
          <ol class="history">
            {segment.history.toReversed().map((step, index) => (
              <Step key={index} step={step} t={t} language={language} />
            ))}
          </ol>
        </Panel>
      )}
    </aside>
  )
}

function Panel({
  title,
  count,
  letter,
  children,
}: {
  title: string
  count: number
  letter?: string
  children: ComponentChildren
}) {
  return (
    <section class="panel" aria-label={title}>
      <h2>
        {title} <span class="count">{count}</span> {letter && <KeyCap>{letter}</KeyCap>}
      </h2>
      {children}
    </section>
  )
}

function Suggestions({ desk, segment }: { readonly desk: Desk; readonly segment: ReviewSegment }) {
  const { t } = desk.state
  return (
    <Panel title={t('segment.suggestions')} count={segment.suggestions.length} letter="s">
      <ol class="offers">
        {segment.suggestions.map(({ number, text, changes, origin, score }) => (
          <li key={number}>
            <p lang="en">{changes.length > 0 ? <Changes words={changes} /> : text}</p>
            <p class="about">
              {[origin.name, score === null ? null : t('segment.score', { percent: wordPercent(score) })]
                .filter(Boolean)
                .join(' · ')}
              <button type="button" class="plain" onClick={() => desk.takeSuggestion(number)}>
                {t('review.take')} <KeyCap>{segment.suggestions.length > 1 ? `s ${number}` : 's'}</KeyCap>
              </button>
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Terms({ terms, english, t }: { terms: readonly ReviewTerm[]; english: Props['english']; t: Translate }) {
  return (
    <Panel title={t('review.terms')} count={terms.length}>
      <ul class="terms">
        {terms.map(({ term, expected, note, isUsed, doNotTranslate }, index) => (
          <li key={term} class={isUsed ? 'is-used' : ''}>
            <span class="term-zh" lang="zh-CN">
              {term}
            </span>
            <span class="term-en">
              {expected.map((text) => (
                <button
                  key={text}
                  type="button"
                  class="plain"
                  lang="en"
                  onClick={() => english.current?.insertText(text)}
                >
                  {text}
                </button>
              ))}
              {isUsed && <span class="used">{t('review.used')}</span>}
              {doNotTranslate && <span class="used">{t('review.verbatim')}</span>}
            </span>
            {index < 9 && <KeyCap>{index + 1}</KeyCap>}
            {note && <span class="note">{note}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Memory({ desk, hits }: { readonly desk: Desk; readonly hits: readonly MemoryHit[] }) {
  const { t } = desk.state
  return (
    <Panel title={t('review.memory')} count={hits.length} letter="m">
      <ol class="offers">
        {hits.map(({ source, target, similarity, words, chapter, quality }, index) => (
          <li key={index}>
            <p class="zh" lang="zh-CN">
              {words.length > 0 ? <Changes words={words} /> : source}
            </p>
            <p lang="en">{target}</p>
            <p class="about">
              {`${wordPercent(similarity)}% · ${t(`status.${quality}`)} · ${chapter}`}
              <button type="button" class="plain" onClick={() => desk.takeMemory(index + 1)}>
                {t('review.take')} <KeyCap>{hits.length > 1 ? `m ${index + 1}` : 'm'}</KeyCap>
              </button>
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Comments({ desk, segment }: { readonly desk: Desk; readonly segment: ReviewSegment }) {
  const { t, language } = desk.state
  const [text, setText] = useState('')
  const send = async () => {
    if (text.trim() !== '' && (await desk.comment(text))) setText('')
  }
  return (
    <Panel title={t('review.comments')} count={segment.comments.length} letter="n">
      <ul class="comments">
        {segment.comments.map(({ key, text: words, by, at, isOld }) => (
          <li key={key}>
            <p class="comment-text">{words}</p>
            <p class="about">
              {`${by} · ${wordTime(at, language)}`}
              {isOld && <span class="tag">{t('review.comment-old')}</span>}
              <button type="button" class="plain" onClick={() => void desk.settleComment(key)}>
                {t('review.settle')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <form
        class="comment-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <textarea
          id="comment"
          rows={2}
          value={text}
          aria-label={t('review.comment')}
          placeholder={t('review.comment')}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            event.stopPropagation()
            void send()
          }}
        />
        <button type="submit" disabled={text.trim() === ''}>
          {t('review.send')}
        </button>
      </form>
    </Panel>
  )
}

function Step({
  step,
  t,
  language,
}: {
  readonly step: HistoryStep
  readonly t: Translate
  readonly language: UiLanguage
}) {
  const { what, by, at, reason, target, isOfToday, isAssumed } = step
  const who = what === 'machine' ? null : by
  return (
    <li class={isOfToday ? '' : 'is-past'}>
      <p>
        <b>{t(`segment.fact.${what}`, { name: by ?? '' })}</b>
        {[who, at && wordTime(at, language)].filter(Boolean).map((part) => ` · ${part}`)}
        {isAssumed && <span class="tag">{t('segment.assumed')}</span>}
      </p>
      {reason && <p class="reason">{t('segment.reason', { reason })}</p>}
      {target && (
        <p class="history-target" lang="en">
          {target}
        </p>
      )}
    </li>
  )
}

function wordTime(at: string, language: UiLanguage): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
}
