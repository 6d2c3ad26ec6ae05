import type { ChapterProgress, Progress, StatusReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { translatorLines } from './translators.js'
import { cutStart, layOut, widthOf } from './width.js'
import { wordNumber } from './words.js'

const ALIGNED = ['left', 'left', 'right', 'right', 'right', 'right', 'right'] as const
const NARROWEST_NAME = 16
const WIDEST = 120

/** A line a chapter: how far it has got, and what is left to do. */
export const reportProgress: Reporter<StatusReport> = ({ chapters, total, translators }, look) => {
  const { t, paint } = look
  if (translators) return `${[...translatorLines(translators, look), '', ...remarks(total, look)].join('\n')}\n`
  if (chapters.length === 0) return `${t('progress-table.empty')}\n`
  const table: Table = { look, barWidth: look.columns < 90 ? 10 : 20, percents: new Map() }
  const rowOf = (name: string, progress: Progress) => [name, ...cellsOf(progress, table)]
  const rows = [
    headings(look),
    ...chapters.flatMap((chapter) => [
      rowOf(plain(chapter.chapter), chapter),
      ...sectionsOf(chapter).map(({ name, progress }) => rowOf(name, progress)),
    ]),
    rowOf(paint.bold(t('progress-table.total', { count: chapters.length })), total),
  ]
  const lines = layOut(fitNames(rows, Math.min(look.columns, WIDEST)), ALIGNED)
  const rule = paint.dim('─'.repeat(Math.max(...lines.map(widthOf))))
  return `${[...lines.slice(0, -1), rule, lines.at(-1), '', legend(look), ...remarks(total, look)].join('\n')}\n`
}

interface Table {
  readonly look: Look
  readonly barWidth: number
  /** Percentages in words: a large book has thousands of rows, and a word is long in coming. */
  readonly percents: Map<number, string>
}

/** Cuts the names to what the other columns leave of the terminal. */
function fitNames(rows: readonly (readonly string[])[], columns: number): string[][] {
  const figures = ALIGNED.slice(1).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column + 1] ?? '') + 2)),
  )
  const room = Math.max(NARROWEST_NAME, columns - figures.reduce((sum, width) => sum + width, 0))
  return rows.map(([name = '', ...cells]) => [cutStart(name, room), ...cells])
}

function headings({ t, paint }: Look): string[] {
  const words = ['chapter', 'translated', 'percent-heading', 'untranslated', 'stale', 'draft', 'characters'] as const
  return words.map((word) => (word === 'percent-heading' ? '' : paint.dim(t(`progress-table.${word}`))))
}

function cellsOf(progress: Progress, { look, barWidth, percents }: Table): string[] {
  const { untranslated, stale, draft } = progress.segments
  const { paint } = look
  const figure = (count: number, colour: (text: string) => string) =>
    count === 0 ? paint.dim('·') : colour(wordNumber(count, look))
  return [
    barOf(progress, barWidth, look),
    percentOf(progress, look, percents),
    figure(untranslated, paint.red),
    figure(stale, paint.yellow),
    figure(draft, paint.cyan),
    wordNumber(progress.sourceCharacters, look),
  ]
}

function percentOf(progress: Progress, { t, paint }: Look, percents: Table['percents']): string {
  if (isNothingToDo(progress)) return paint.dim(t('progress-table.nothing'))
  // 99.9 is not 100: what is left must not vanish from sight.
  const percent = Math.floor(progress.percentTranslated)
  const word = percents.get(percent) ?? t('progress-table.percent', { percent })
  percents.set(percent, word)
  return percent >= 100 ? paint.green(word) : word
}

function isNothingToDo({ segments }: Pick<Progress, 'segments'>): boolean {
  return segments.total - segments.carried - segments.omitted === 0
}

/** Filled as far as the percentage goes; the rest is shared out among what is still to do. */
function barOf(progress: Progress, width: number, { paint }: Look): string {
  if (isNothingToDo(progress)) return paint.dim('─'.repeat(width))
  const { draft, stale, untranslated } = progress.segments
  const filled = Math.min(width, Math.floor((progress.percentTranslated / 100) * width))
  const [drafts, stales] = shareOut([draft, stale, untranslated], width - filled)
  const rest = width - filled - drafts - stales
  return (
    paint.green('█'.repeat(filled)) +
    paint.cyan('▓'.repeat(drafts)) +
    paint.yellow('▒'.repeat(stales)) +
    paint.dim('░'.repeat(rest))
  )
}

/** The first two shares of `cells`, in proportion. What is there at all gets a cell while there are any. */
function shareOut(counts: readonly [number, number, number], cells: number): [number, number] {
  const total = counts[0] + counts[1] + counts[2]
  const share = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((count / total) * cells)))
  const first = total === 0 ? 0 : Math.min(cells, share(counts[0]))
  const second = total === 0 ? 0 : Math.min(cells - first, share(counts[1]))
  return [first, second]
}

function sectionsOf({ sections = [] }: ChapterProgress): { name: string; progress: Progress }[] {
  return sections.map((progress) => {
    const { section } = progress
    const name = section.at(-1)
    return { name: `${'  '.repeat(Math.max(1, section.length))}${name === undefined ? '–' : plain(name)}`, progress }
  })
}

function legend({ t, paint }: Look): string {
  return [
    `${paint.green('█')} ${t('status.translated')}`,
    `${paint.cyan('▓')} ${t('status.draft')}`,
    `${paint.yellow('▒')} ${t('status.stale')}`,
    `${paint.dim('░')} ${t('status.untranslated')}`,
  ].join('   ')
}

/** What the table has no column for, as far as there is any: what is well on one line, what is not on lines below. */
function remarks({ segments, obsolete, added, misplaced, blocks }: Progress, { t, paint }: Look): string[] {
  const word = ([what, count]: readonly [RemarkKey, number]) => t(`progress-table.${what}`, { count })
  const settled = (
    [
      ['reviewed', segments.reviewed + segments.final],
      ['omitted', segments.omitted],
      ['carried', segments.carried],
    ] as const
  ).filter(([, count]) => count > 0)
  const open = (
    [
      ['obsolete', obsolete],
      ['added', added],
      ['misplaced', misplaced],
      ['differing', blocks.differing],
      ['missing', blocks.missing],
    ] as const
  ).filter(([, count]) => count > 0)
  return [...(settled.length > 0 ? [paint.dim(settled.map(word).join(' · '))] : []), ...open.map(word)]
}

type RemarkKey = 'reviewed' | 'omitted' | 'carried' | 'obsolete' | 'added' | 'misplaced' | 'differing' | 'missing'
