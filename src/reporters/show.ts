import type { ListedSegment, ShowReport, Suggestion } from '../app/report.js'
import type { Fact } from '../core/fact.js'
import { asIs, compareRuns } from './compare.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, padEnd, roomLeft, widthOf } from './width.js'
import { wordCause, wordOrigin, wordPercent, wordSection, wordStatus } from './words.js'
import { type Run, wrap } from './wrap.js'

const WIDEST = 110

/** All that is known of a segment. */
export const reportSegment: Reporter<ShowReport> = (report, look) => {
  const { segment, facts, suggestions } = report
  const lines = [
    ...headingOf(segment, look),
    '',
    ...layFields(fieldsOf(report, look), look),
    ...titled(
      'segment.suggestions',
      suggestions.flatMap((suggestion, at) => suggestionLines(suggestion, at + 1, look)),
      look,
    ),
    ...titled(
      'segment.facts',
      facts.map((fact) => factLine(fact, look)),
      look,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function headingOf(segment: ListedSegment, look: Look): string[] {
  const { paint, t } = look
  const cause = wordCause(segment, t)
  const status =
    wordStatus(segment.status, look) + (cause === null ? '' : paint.dim(` ${t('aside', { words: cause })}`))
  const line = segment.source === null ? '' : paint.dim(`:${segment.source.startLine}`)
  return [
    `${paint.bold(plain(segment.chapter))}${line}  ${paint.dim(segment.id)}  ${status}`,
    `  ${wordSection(segment.section, look)}`,
  ]
}

type Field = readonly [name: string, runs: readonly Run[]]

function fieldsOf({ segment, words, since }: ShowReport, look: Look): Field[] {
  const { t, paint } = look
  const textRuns = (text: string): Run[] => [{ text: plain(text), paint: asIs }]
  const chinese = words.length > 0 ? compareRuns(words, look) : textRuns(segment.source?.text ?? '')
  const targets = segment.targets.map(
    ({ text, path, startLine }): Field => [
      t('segment.target'),
      [...textRuns(text), { text: `  ${plain(path)}:${startLine}`, paint: paint.dim }],
    ],
  )
  const none: Field = [t('segment.target'), [{ text: t('segment.no-target'), paint: paint.dim }]]
  const sinceRuns = Object.values(since).flatMap((at) => at ?? [])
  return [
    [t('segment.source'), chinese],
    ...(targets.length > 0 ? targets : [none]),
    ...(segment.origin ? [[t('segment.origin'), textRuns(wordOrigin(segment.origin, look))] as const] : []),
    ...(segment.basis ? [[t('segment.basis'), textRuns(wordBasis(segment, look))] as const] : []),
    ...(sinceRuns.length > 0
      ? [[t('segment.since'), textRuns(sinceRuns.sort().at(-1)?.replace(/[TZ]/g, ' ').trim() ?? '')] as const]
      : []),
    ...(segment.group ? [['', textRuns(t('segment.group', { count: segment.group.length - 1 }))] as const] : []),
  ]
}

function layFields(fields: readonly Field[], { columns, paint }: Look): string[] {
  const nameWidth = Math.max(...fields.map(([name]) => widthOf(name)))
  const room = roomLeft(Math.min(columns, WIDEST), nameWidth + 4)
  return fields.flatMap(([name, runs]) =>
    wrap(runs, room).map(({ text }, row) => `  ${paint.dim(padEnd(row === 0 ? name : '', nameWidth))}  ${text}`),
  )
}

function wordBasis({ basis, confidence }: ListedSegment, { t }: Look): string {
  const word = t(basis === 'assumed' ? 'segment.assumed' : 'segment.stated')
  return basis === 'stated' || confidence === null
    ? word
    : `${word} ${t('aside', { words: `${wordPercent(confidence)}%` })}`
}

function titled(key: 'segment.suggestions' | 'segment.facts', lines: readonly string[], { t, paint }: Look): string[] {
  return lines.length === 0 ? [] : ['', `  ${paint.bold(t(key))}`, ...lines]
}

/** `number` is what `accept --suggestion` knows it by. */
function suggestionLines({ text, origin, score, words }: Suggestion, number: number, look: Look): string[] {
  const alike = score === null ? '' : `${look.t('comma')}${look.t('segment.score', { percent: wordPercent(score) })}`
  const mark = `${number}. `
  const room = Math.min(look.columns, WIDEST) - 4 - mark.length
  const lines = wrap([{ text: plain(text), paint: asIs }], room)
  const differing = words.length === 0 ? [] : wrap(compareRuns(words, look), room)
  const shown = [...lines, ...differing].map((line) => line.text)
  const from = look.paint.dim(`${wordOrigin(origin, look)}${alike}`)
  return [...shown, from].map((line, at) => `    ${at === 0 ? mark : ' '.repeat(mark.length)}${line}`)
}

function factLine(fact: Fact, look: Look): string {
  const { t, paint, columns } = look
  const name = fact.fact === 'machine' ? fact.engine : ''
  const word = t(`segment.fact.${fact.fact}`, { name: plain(name) })
  const who = 'by' in fact ? t('segment.fact-by', { fact: word, by: plain(fact.by), at: plain(fact.at) }) : word
  const reason = 'reason' in fact && fact.reason ? ` ${t('segment.reason', { reason: plain(fact.reason) })}` : ''
  const room = roomLeft(Math.min(columns, WIDEST), widthOf(who + reason) + 6)
  const text = 'target' in fact ? fact.target : fact.source
  return `    ${who}${reason}  ${paint.dim(cut(plain(text), room))}`
}
