import type { Issue, SegmentChange, WatchChange, WatchEvent, WatchFailure, WatchStart } from '../app/report.js'
import { SEVERITY_COLOURS, wordCounts, wordIssue } from './check-words.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'
import { sayable, wordNumber, wordStatus } from './words.js'

/** Of each kind of line no more are shown at once: a log that rolls by too fast tells nothing. */
const MOST = 12
const MOST_FILES = 3

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

const STATUSES = ['untranslated', 'stale', 'draft', 'translated', 'reviewed', 'final'] as const

/** A log for people: when, which file, what became of its segments and findings, and where the book stands now. */
export const prettyWatch: Reporter<WatchEvent> = (event, look) => {
  const lines = linesOf(event, look)
  const [first = '', ...rest] = lines
  const time = look.paint.dim(clock(event.at))
  return `${[`${time}  ${first}`, ...rest.map((line) => `          ${line}`)].join('\n')}\n`
}

function linesOf(event: WatchEvent, look: Look): string[] {
  switch (event.event) {
    case 'start':
      return startLines(event, look)
    case 'change':
      return changeLines(event, look)
    case 'failure':
      return failureLines(event, look)
  }
}

function startLines(event: WatchStart, look: Look): string[] {
  const chapters = look.t('progress-table.total', { count: event.chapters })
  return [`${look.paint.bold(chapters)}${separator(look)}${standing(event, look)}`]
}

function changeLines(event: WatchChange, look: Look): string[] {
  const { files, segments, came, gone } = event
  const { t, paint } = look
  const names = files.slice(0, MOST_FILES).map(({ path }) => plain(path))
  const hidden = files.length - MOST_FILES
  const heading = paint.bold(names.join(t('comma'))) + (hidden > 0 ? ` ${t('watch.more', { count: hidden })}` : '')
  const lines = [
    ...few(segments, look, (change) => segmentLine(change, look)),
    ...few(came, look, (issue) => issueLine(issue, '+', look)),
    ...few(gone, look, (issue) => issueLine(issue, '−', look)),
  ]
  return [heading, ...(lines.length === 0 ? [paint.dim(t('watch.same'))] : lines), standing(event, look)]
}

function failureLines({ code, values }: WatchFailure, { t, paint }: Look): string[] {
  const words = sayable(values, t)
  const message = paint.red(t(`errors.${code}.message`, words))
  return [...`${message}\n${t(`errors.${code}.hint`, words)}`.split('\n'), paint.dim(t('watch.goes-on'))]
}

/** `72% translated · 12 untranslated · 3 stale · 2 errors`. */
function standing({ total, summary }: WatchStart | WatchChange, look: Look): string {
  const { t, paint } = look
  const { segments, percentTranslated } = total
  const counts = STATUSES.filter((status) => segments[status] > 0).map(
    (status) => `${wordNumber(segments[status], look)} ${wordStatus(status, look)}`,
  )
  const found = summary === null ? [] : wordCounts(summary, look)
  const clean = summary !== null && found.length === 0 ? [paint.green(t('watch.clean'))] : []
  const percent = t('watch.percent', { percent: wordNumber(percentTranslated, look) })
  return [percent, ...counts, ...found, ...clean].join(separator(look))
}

function segmentLine({ from, to, place, segment }: SegmentChange, look: Look): string {
  const { t, paint } = look
  const word = (status: SegmentChange['from'], otherwise: 'watch.new' | 'watch.gone') =>
    status === null ? paint.dim(t(otherwise)) : wordStatus(status, look)
  const text = segment.targets[0]?.text ?? segment.source?.text ?? ''
  const name = segment.block === null ? '' : `${paint.dim(t(`block.${segment.block}`))} `
  const head = `${placeWord(place.path, place.startLine, 1)}  ${word(from, 'watch.new')} → ${word(to, 'watch.gone')}  ${name}`
  return head + paint.dim(cut(plain(text), room(head, look)))
}

function issueLine(issue: Issue, sign: '+' | '−', look: Look): string {
  const { t, paint } = look
  const { path, startLine, startColumn } = issue.target
  const colour = sign === '+' ? paint[SEVERITY_COLOURS[issue.severity]] : paint.dim
  const place = placeWord(path, startLine, startColumn)
  const line = `${wordIssue(issue, t)}  ${paint.dim(issue.check)}`
  return `${place}  ${colour(`${sign} ${t(`severity.${issue.severity}`)}`)}  ${sign === '+' ? line : paint.dim(line)}`
}

/** As terminals and editors make links of it. */
function placeWord(path: string, line: number, column: number): string {
  return `${plain(path)}:${line}:${column}`
}

function few<One>(all: readonly One[], { t, paint }: Look, lineOf: (one: One) => string): string[] {
  const hidden = all.length - MOST
  return [...all.slice(0, MOST).map(lineOf), ...(hidden > 0 ? [paint.dim(t('watch.more', { count: hidden }))] : [])]
}

function room(head: string, { columns }: Look): number {
  return roomLeft(Math.min(columns, WIDEST), widthOf(head) + 10)
}

function separator({ paint }: Look): string {
  return paint.dim(' · ')
}

/** On the clock of whoever is looking. */
function clock(at: number): string {
  const time = new Date(at)
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}
