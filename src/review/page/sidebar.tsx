import { useEffect, useRef, useState } from 'preact/hooks'
import { BY_DEFAULT, QUEUES, type QueueName, type QueueRow } from '../../app/review/view.js'
import type { Translate } from '../../i18n/index.js'
import { wordCheck } from '../../reporters/check-words.js'
import type { Desk } from './desk-state.js'
import { KeyCap } from './key-cap.js'
import { ProgressBar } from './progress-bar.js'
import { SeverityShape, StatusShape } from './shapes.js'

/** How high a row is, and how many beyond what is seen are drawn. */
const ROW_HEIGHT = 56
const BEYOND = 6
const SEARCH_AFTER_MS = 200

export function Sidebar({ desk, onChosen }: { readonly desk: Desk; readonly onChosen: () => void }) {
  const { t } = desk.state
  return (
    <nav class="sidebar" id="list" aria-label={t('review.queue')}>
      <Search desk={desk} />
      <Filters desk={desk} />
      <Queue desk={desk} onChosen={onChosen} />
    </nav>
  )
}

function Search({ desk }: { readonly desk: Desk }) {
  const { t, filter } = desk.state
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const search = (value: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => desk.filter({ search: value.trim() || null }), SEARCH_AFTER_MS)
  }
  return (
    <search class="search">
      <input
        id="search"
        type="search"
        placeholder={t('review.search')}
        aria-label={t('review.search')}
        value={filter.search ?? ''}
        onInput={(event) => search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) document.getElementById('queue')?.focus()
        }}
      />
      <KeyCap>/</KeyCap>
    </search>
  )
}

function Filters({ desk }: { readonly desk: Desk }) {
  const { t, filter, queue } = desk.state
  const isOn = (name: QueueName) => filter.queues.includes(name)
  const toggle = (name: QueueName) =>
    desk.filter({ queues: isOn(name) ? filter.queues.filter((other) => other !== name) : [...filter.queues, name] })
  const segments = queue?.total.segments
  return (
    <div class="filters">
      <details class="filter">
        <summary>
          <span class="filter-name">{t('review.show')}</span> <b>{wordQueues(filter.queues, t)}</b>
        </summary>
        <fieldset class="chips">
          <legend class="hidden">{t('review.show')}</legend>
          {QUEUES.map((name) => (
            <button key={name} type="button" class="toggle" aria-pressed={isOn(name)} onClick={() => toggle(name)}>
              {name in (segments ?? {}) && <StatusShape status={name as 'draft'} />}
              {wordQueue(name, t)}
              {segments && name in segments && <span class="count">{segments[name as 'draft']}</span>}
            </button>
          ))}
        </fieldset>
      </details>
      <Chapters desk={desk} />
      {queue && queue.checks.length > 0 && (
        <label class="check-filter">
          <span class="filter-name">{t('review.check')}</span>
          <select
            value={filter.check ?? ''}
            onChange={(event) =>
              desk.filter({
                check: event.currentTarget.value || null,
                queues: event.currentTarget.value ? [...QUEUES] : [],
              })
            }
          >
            <option value="">{t('review.any-check')}</option>
            {queue.checks.map(({ check, segments: count }) => (
              <option key={check} value={check}>
                {`${wordCheck({ check }, t)} (${count})`}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

function wordQueue(name: QueueName, t: Translate): string {
  return name === 'suggested' || name === 'issues' || name === 'commented'
    ? t(`review.queues.${name}`)
    : t(`status.${name}`)
}

function wordQueues(queues: readonly QueueName[], t: Translate): string {
  if (queues.length === 0) return BY_DEFAULT.map((name) => wordQueue(name, t)).join(t('comma'))
  return queues.length === QUEUES.length
    ? t('review.everything')
    : queues.map((name) => wordQueue(name, t)).join(t('comma'))
}

function Chapters({ desk }: { readonly desk: Desk }) {
  const { t, filter, queue } = desk.state
  const [chosen] = filter.chapters
  const name =
    filter.chapters.length > 1
      ? t('review.chapters', { count: filter.chapters.length })
      : (chosen ?? t('review.all-chapters'))
  return (
    <details class="filter">
      <summary>
        <span class="filter-name">{t('review.chapter')}</span> <b>{name}</b>
      </summary>
      <ul class="chapters">
        <li>
          <button
            type="button"
            aria-pressed={filter.chapters.length === 0}
            onClick={() => desk.filter({ chapters: [] })}
          >
            <span class="chapter-title">{t('review.all-chapters')}</span>
          </button>
        </li>
        {queue?.chapters.map((chapter) => (
          <li key={chapter.chapter}>
            <button
              type="button"
              aria-pressed={filter.chapters.includes(chapter.chapter)}
              onClick={() => desk.filter({ chapters: [chapter.chapter] })}
            >
              <span class="chapter-title">{chapter.title ?? chapter.chapter}</span>
              <span class="chapter-percent">
                {t('review.percent', { percent: Math.floor(chapter.percentTranslated) })}
              </span>
              <span class="chapter-path">{chapter.chapter}</span>
              <ProgressBar progress={chapter} t={t} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Only the rows that are seen are drawn: a book has thousands. */
function Queue({ desk, onChosen }: { readonly desk: Desk; readonly onChosen: () => void }) {
  const { t, rows, current, isLoadingQueue, queue } = desk.state
  const list = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 800 })
  const at = rows.findIndex(({ id }) => id === current)

  useEffect(() => {
    const { current: element } = list
    if (!element) return
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  useEffect(() => {
    const { current: element } = list
    if (!element || at === -1) return
    const [top, bottom] = [at * ROW_HEIGHT, (at + 1) * ROW_HEIGHT]
    const isSeen = top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight
    if (!isSeen) element.scrollTop = top - element.clientHeight / 3
  }, [at])

  const from = Math.max(0, Math.floor(seen.top / ROW_HEIGHT) - BEYOND)
  const to = Math.min(rows.length, Math.ceil((seen.top + seen.height) / ROW_HEIGHT) + BEYOND)
  const shown = rows.slice(from, to).map((row, index) => ({ row, index: from + index }))
  const current_ = rows[at]
  if (at !== -1 && current_ && (at < from || at >= to)) shown.push({ row: current_, index: at })

  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, at, rows.length, Math.max(1, Math.floor(seen.height / ROW_HEIGHT) - 1))
    if (target !== null && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      const row = rows[target]
      if (row) void desk.go(row.id)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onChosen()
      document.getElementById('segment')?.focus({ preventScroll: true })
    }
  }

  return (
    <>
      <p class="queue-count" aria-live="polite">
        {queue && t('review.rows', { count: rows.length })}
        {isLoadingQueue && <span class="loading">{t('review.loading')}</span>}
      </p>
      <div
        id="queue"
        ref={list}
        class="queue"
        role="listbox"
        tabIndex={0}
        aria-label={t('review.queue')}
        aria-activedescendant={at === -1 ? undefined : `row-${current}`}
        onKeyDown={onKeyDown}
      >
        <div class="queue-all" role="presentation" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
          {shown.map(({ row, index }) => (
            <Row
              key={row.id}
              row={row}
              index={index}
              count={rows.length}
              desk={desk}
              onClick={() => {
                void desk.go(row.id)
                onChosen()
              }}
            />
          ))}
        </div>
      </div>
    </>
  )
}

function targetOf(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null
  const limit = (index: number) => Math.min(count - 1, Math.max(0, index))
  if (key === 'ArrowDown') return limit(at + 1)
  if (key === 'ArrowUp') return limit(at - 1)
  if (key === 'PageDown') return limit(at + page)
  if (key === 'PageUp') return limit(at - page)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

interface RowProps {
  readonly row: QueueRow
  readonly index: number
  readonly count: number
  readonly desk: Desk
  readonly onClick: () => void
}

function Row({ row, index, count, desk, onClick }: RowProps) {
  const { t, current, withUnsaved, decided } = desk.state
  const isCurrent = row.id === current
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      id={`row-${row.id}`}
      class={`row ${decided.has(row.id) ? 'is-done' : ''}`}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={onClick}
    >
      <span class="row-status" title={t(`status.${row.status}`)}>
        <StatusShape status={row.status} />
        <span class="hidden">{t(`status.${row.status}`)}</span>
      </span>
      <span class="row-source" lang="zh-CN">
        {row.source}
      </span>
      <span class="row-target" lang={row.target ? 'en' : undefined}>
        {row.target || t('segment.no-target')}
      </span>
      <span class="row-signs">
        {withUnsaved.has(row.id) && (
          <span class="sign is-unsaved" title={t('review.unsaved')}>
            ✎<span class="hidden">{t('review.unsaved')}</span>
          </span>
        )}
        {row.suggested > 0 && (
          <span class="sign" title={t('review.queues.suggested')}>
            +{row.suggested}
            <span class="hidden">{t('review.queues.suggested')}</span>
          </span>
        )}
        {row.comments > 0 && (
          <span class="sign" title={t('review.queues.commented')}>
            ❝{row.comments}
            <span class="hidden">{t('review.queues.commented')}</span>
          </span>
        )}
        {row.gravest && (
          <span class="sign" title={t(`severity.${row.gravest}`)}>
            <SeverityShape severity={row.gravest} />
            <span class="hidden">{t(`severity.${row.gravest}`)}</span>
          </span>
        )}
      </span>
    </div>
  )
}
