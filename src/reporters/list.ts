import type { ListedSegment, ListReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, padEnd, padStart, roomLeft, widthOf } from './width.js'
import { wordCause, wordPercent, wordSection, wordStatus } from './words.js'

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** Segments under their chapters and headings, a line each, and their English below. */
export const reportList: Reporter<ListReport> = ({ segments, total }, look) => {
  const { t } = look
  if (segments.length === 0) return `${t('list.none')}\n`
  const widths = {
    status: Math.max(...segments.map(({ status }) => widthOf(t(`status.${status}`)))),
    line: Math.max(...segments.map((segment) => lineOf(segment).length)),
  }
  const lines = segments.flatMap((segment, index) => [
    ...headingsOf(segment, segments[index - 1], look),
    ...rowsOf(segment, widths, look),
  ])
  return `${[...lines, '', ...totals(segments.length, total, look)].join('\n')}\n`
}

function headingsOf(segment: ListedSegment, before: ListedSegment | undefined, look: Look): string[] {
  const sameChapter = before?.chapter === segment.chapter
  if (sameChapter && isSameSection(before.section, segment.section)) return []
  const section = `  ${wordSection(segment.section, look)}`
  if (sameChapter) return ['', section]
  return [...(before ? [''] : []), look.paint.bold(plain(segment.chapter)), section]
}

function isSameSection(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((heading, index) => heading === b[index])
}

/** What there is to know besides the status, in parentheses before the text; `''` for most. */
function remarkOf(segment: ListedSegment, look: Look): string {
  const { t, paint } = look
  const remarks = [
    segment.block === null ? wordCause(segment, t) : t(`block.${segment.block}`),
    segment.targetEdited ? t('list.edited') : null,
    segment.misplaced ? t('list.misplaced') : null,
    isDoubtful(segment) ? assumedWord(segment.confidence, look) : null,
  ].filter((word) => word !== null)
  return remarks.length === 0 ? '' : `${paint.dim(t('aside', { words: remarks.join(t('comma')) }))} `
}

/** Links zhen is sure of go without saying: of an adopted book nearly all are assumed. */
function isDoubtful({ basis, confidence }: ListedSegment): boolean {
  return basis === 'assumed' && (confidence ?? 1) < 0.9
}

function assumedWord(confidence: number | null, { t }: Look): string {
  return confidence === null ? t('list.assumed-plain') : t('list.assumed', { percent: wordPercent(confidence) })
}

/** `''` where the Chinese is gone. */
function lineOf({ source, targets }: ListedSegment): string {
  return String((source ?? targets[0])?.startLine || '')
}

function rowsOf(segment: ListedSegment, widths: { status: number; line: number }, look: Look): string[] {
  const { paint } = look
  const columns = Math.min(look.columns, WIDEST)
  const status = padEnd(wordStatus(segment.status, look), widths.status)
  const prefix = `    ${paint.dim(segment.id)}  ${status}  ${paint.dim(padStart(lineOf(segment), widths.line))}  `
  const remark = remarkOf(segment, look)
  const indent = widthOf(prefix)
  const room = roomLeft(columns, indent)
  const english = segment.status === 'untranslated' ? [] : segment.targets.map(({ text }) => text)
  const [first = '', ...others] = [...(segment.source ? [segment.source.text] : []), ...english]
  const below = others.map((text) => ' '.repeat(indent) + paint.dim(cut(plain(text), room)))
  return [prefix + remark + cut(plain(first), roomLeft(room, widthOf(remark))), ...below]
}

function totals(shown: number, total: number, { t, paint }: Look): string[] {
  const lines = [t('list.total', { count: total })]
  if (total > shown) lines.push(paint.dim(t('list.more', { count: total - shown })))
  return lines
}
