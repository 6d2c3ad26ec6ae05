import {
  type AdoptFinding,
  type AdoptReport,
  FINDING_CLASSES,
  type FoundPlace,
  type HistorySpan,
} from '../app/adopt/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, layOut, padEnd, roomLeft, widthOf } from './width.js'
import { wordNumber, wordPercent } from './words.js'

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** Kinds of findings that need nothing done, or not now: they are only counted. */
const COUNTED: ReadonlySet<string> = new Set(['cosmetic'])

/** What taking over an English edition found: figures, then every finding with both its places, most certain first. */
export const reportAdoption: Reporter<AdoptReport> = (report, look) => {
  const { t, paint } = look
  const { findings, adopted, older, history, written, dryRun } = report
  const listed = findings.filter(({ class: name }) => !COUNTED.has(name))
  const width = Math.max(0, ...listed.map((finding) => widthOf(t(`adopt.classes.${finding.class}`))))
  const lines = [
    t('adopt.done', { count: adopted }),
    t(older === 0 ? 'adopt.none-older' : 'adopt.older', { count: older }),
    paint.dim(wordHistory(history.source, 'source', look)),
    paint.dim(wordHistory(history.target, 'target', look)),
    ...countsOf(findings, look),
    ...listed.flatMap((finding) => ['', ...linesOf(finding, width, look)]),
    ...(written.length > 0 ? ['', paint.dim(t('sync.written', { count: written.length }))] : []),
    ...(dryRun ? ['', t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function wordHistory(span: HistorySpan | null, side: 'source' | 'target', look: Look): string {
  const { t } = look
  const values = { side: t(`adopt.${side}`), count: span?.commits ?? 0 }
  if (!span) return t('adopt.no-history', values)
  return t('adopt.history', { ...values, from: span.from.slice(0, 10), to: span.to.slice(0, 10) })
}

function countsOf(findings: readonly AdoptFinding[], look: Look): string[] {
  const rows = FINDING_CLASSES.map(
    (name) => [name, findings.filter((finding) => finding.class === name).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [
      `  ${look.t(`adopt.classes.${name}`)}`,
      wordNumber(count, look),
      look.paint.dim(look.t(`adopt.means.${name}`)),
    ])
  return rows.length === 0 ? ['', look.t('adopt.nothing')] : ['', ...layOut(rows, ['left', 'right', 'left'])]
}

function linesOf(
  { class: name, confidence, source, target, ...rest }: AdoptFinding,
  width: number,
  look: Look,
): string[] {
  const { t, paint } = look
  const places = [source, target].filter((place) => place !== null).map(wordPlace)
  const since = rest.sourceCommit
    ? t('adopt.commit', { commit: rest.sourceCommit.slice(0, 10), date: rest.sourceDate?.slice(0, 10) ?? '' })
    : ''
  const head = [
    padEnd(t(`adopt.classes.${name}`), width),
    t('adopt.percent', { percent: wordPercent(confidence) }),
    places.join(' ↔ '),
    paint.dim([rest.segment, since].filter((part) => part !== '').join('  ')),
  ]
  const was = rest.translatedFrom === null ? [] : [textRow('-', rest.translatedFrom, look)]
  const now = source === null ? [] : [textRow(was.length > 0 ? '+' : ' ', source.text, look)]
  const english = target === null || target.text === source?.text ? [] : [paint.dim(textRow(' ', target.text, look))]
  return [head.join('  '), ...was, ...now, ...english]
}

function wordPlace({ path, startLine, endLine }: FoundPlace): string {
  return `${plain(path)}:${startLine}${endLine > startLine ? `–${endLine}` : ''}`
}

function textRow(sign: string, text: string, { columns }: Look): string {
  return `    ${sign} ${cut(plain(text), roomLeft(Math.min(columns, WIDEST), 6))}`
}
