import type { AlignedPair, AlignFilesReport, LinkTexts } from '../app/align-files.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, padEnd, padStart, roomLeft, widthOf } from './width.js'
import { wordPercent } from './words.js'

type Link = AlignedPair['report']['links'][number]
type Ranges = Link['source']

/** A link less sure than this deserves a look. */
const SURE = 0.8

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** Every link of every pair: lines, kind, how sure, and the first words of both sides. */
export const reportAlignment: Reporter<AlignFilesReport> = (report, look) => {
  const blocks = report.pairs.map((pair) => pairLines(pair, look).join('\n'))
  return `${[...blocks, ...lonelyLines(report, look)].join('\n\n')}\n`
}

/** One line a pair: what was written, and how many links deserve a look. */
export const reportAlignedFiles: Reporter<AlignFilesReport> = (report, look) => {
  const { t, paint } = look
  const lines = report.pairs.map((pair, index) => {
    return `  ${plain(report.written[index] ?? '')}  ${paint.dim(summaryOf(pair, look))}`
  })
  const done = t('align.pairs', { count: report.pairs.length })
  return `${[...lines, done, ...lonelyLines(report, look), ...(report.dryRun ? [t('dry-run')] : [])].join('\n')}\n`
}

function pairLines(pair: AlignedPair, look: Look): string[] {
  const { source, target, links } = pair.report
  const rows = links.map((link, index) => rowOf(link, pair.texts[index] ?? { source: [], target: [] }, look))
  const width = (key: 'source' | 'target' | 'kind') => Math.max(0, ...rows.map((row) => widthOf(row[key])))
  const widths = { source: width('source'), target: width('target'), kind: width('kind') }
  return [
    look.paint.bold(`${plain(source)} → ${plain(target)}`),
    ...rows.map((row) => layRow(row, widths, look)),
    summaryOf(pair, look),
  ]
}

interface Row {
  readonly link: Link
  readonly source: string
  readonly target: string
  readonly kind: string
  readonly texts: LinkTexts
}

function rowOf(link: Link, texts: LinkTexts, { t }: Look): Row {
  const kind = t(`align.kinds.${link.kind}`)
  const words = link.untranslated ? `${kind} ${t('aside', { words: t('gap.copy') })}` : kind
  return { link, source: linesOf(link.source), target: linesOf(link.target), kind: words, texts }
}

function layRow(
  { link, source, target, kind, texts }: Row,
  widths: Record<'source' | 'target' | 'kind', number>,
  look: Look,
): string {
  const { paint, columns } = look
  const sure = isLinked(link) ? `${wordPercent(link.confidence)}%` : ''
  const prefix = [
    isWeak(link) ? '?' : ' ',
    padStart(source, widths.source),
    padStart(target, widths.target),
    padEnd(kind, widths.kind),
    padStart(sure, 4),
  ].join('  ')
  const room = roomLeft(Math.min(columns, WIDEST), widthOf(prefix) + 2)
  const half = Math.floor((room - 3) / 2)
  const [left, right] = [wordsOf(texts.source), wordsOf(texts.target)]
  const row = `${prefix}  ${padEnd(cut(left, half), half)} │ ${cut(right, half)}`.trimEnd()
  if (isWeak(link)) return paint.yellow(row)
  return link.kind === 'copied' ? paint.dim(row) : row
}

/** `3`, `3–9`; of blocks apart `3–5, 9`. */
function linesOf(ranges: Ranges): string {
  return ranges.map(([start, end]) => (start === end ? `${start}` : `${start}–${end}`)).join(', ')
}

function wordsOf(texts: readonly string[]): string {
  return texts.map((text) => plain(text.trim().slice(0, WIDEST))).join(' / ')
}

function isLinked({ source, target }: Link): boolean {
  return source.length > 0 && target.length > 0
}

function isWeak(link: Link): boolean {
  return isLinked(link) && link.confidence < SURE
}

function summaryOf({ report: { links } }: AlignedPair, { t, paint }: Look): string {
  const weak = links.filter(isWeak).length
  return [
    t('align.links', { count: links.filter(isLinked).length }),
    t('align.source-only', { count: links.filter(({ target }) => target.length === 0).length }),
    t('align.target-only', { count: links.filter(({ source }) => source.length === 0).length }),
    ...(weak > 0 ? [t('align.weak', { count: weak })] : []),
  ].join(paint.dim(' · '))
}

function lonelyLines({ sourceOnly, targetOnly }: AlignFilesReport, { t, paint }: Look): string[] {
  return [...sourceOnly, ...targetOnly].map((path) => paint.yellow(t('align.lonely', { path: plain(path) })))
}
