import type { DifferingSegment, DiffReport, TargetText } from '../app/report.js'
import { asIs, compareRuns } from './compare.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { padEnd } from './width.js'
import { wordCause, wordSection, wordStatus } from './words.js'
import { type Run, wrap } from './wrap.js'

/** From this width on the two languages stand side by side. */
const SIDE_BY_SIDE = 96
/** Lines of text are not read with ease beyond this. */
const WIDEST = 160

/** How the Chinese changed, word by word, beside the English. */
export const reportDifferences: Reporter<DiffReport> = ({ segments }, look) => {
  if (segments.length === 0) return `${look.t('diff.none')}\n`
  const blocks = segments.map((segment) => [...headingOf(segment, look), ...bodyOf(segment, look), ''].join('\n'))
  return `${blocks.join('\n')}\n${look.t('diff.total', { count: segments.length })}\n`
}

function headingOf(segment: DifferingSegment, look: Look): string[] {
  const { paint, t } = look
  const cause = wordCause({ gap: null, change: segment.change }, t)
  const status =
    wordStatus(segment.status, look) + (cause === null ? '' : paint.dim(` ${t('aside', { words: cause })}`))
  const place = `${paint.bold(plain(segment.chapter))}${paint.dim(`:${segment.startLine}`)}`
  return [`${place}  ${paint.dim(segment.id)}  ${status}`, `  ${wordSection(segment.section, look)}`]
}

function bodyOf({ words, targets }: DifferingSegment, look: Look): string[] {
  const columns = Math.min(look.columns, WIDEST)
  const chinese = compareRuns(words, look)
  const english =
    targets.length === 0 ? [{ text: look.t('segment.no-target'), paint: look.paint.dim }] : targets.flatMap(runsOf)
  return columns < SIDE_BY_SIDE ? stacked(chinese, english, columns, look) : beside(chinese, english, columns, look)
}

function runsOf({ text }: TargetText, index: number): Run[] {
  return [{ text: (index === 0 ? '' : '  ') + plain(text), paint: asIs }]
}

function beside(left: readonly Run[], right: readonly Run[], columns: number, { paint }: Look): string[] {
  const half = Math.floor((columns - 6) / 2)
  const [lefts, rights] = [wrap(left, half), wrap(right, half)]
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, row) => {
    const { text = '', width = 0 } = lefts[row] ?? {}
    return `  ${text}${padEnd('', half - width)} ${paint.dim('│')} ${rights[row]?.text ?? ''}`.trimEnd()
  })
}

function stacked(above: readonly Run[], below: readonly Run[], columns: number, { paint }: Look): string[] {
  const line = (mark: string) => (wrapped: { text: string }) => `  ${paint.dim(mark)} ${wrapped.text}`
  return [...wrap(above, columns - 7).map(line('zh │')), ...wrap(below, columns - 7).map(line('en │'))]
}
