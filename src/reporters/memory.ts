import type {
  MemoryExportReport,
  MemoryImportReport,
  MemoryListReport,
  MemoryMatch,
  MemorySearchReport,
} from '../app/report.js'
import { asIs, compareRuns } from './compare.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { layOut } from './width.js'
import { wordPercent } from './words.js'
import { type Run, wrap } from './wrap.js'

/** Lines of text are not read with ease beyond this. */
const WIDEST = 120

/** What the memory has, the most alike first: each with its English, and where it is from. */
export const reportMemorySearch: Reporter<MemorySearchReport> = ({ query, in: side, matches }, look) => {
  const { t } = look
  if (matches.length === 0) return `${t('memory.none')}\n`
  const blocks = matches.map((match) => {
    const sought = (text: string) => (match.kind === 'contains' ? markedRuns(text, query, look) : plainRuns(text))
    const compared = match.words.length > 0 ? compareRuns(match.words, look) : null
    const chinese = side === 'source' ? (compared ?? sought(match.source)) : plainRuns(match.source)
    const english = side === 'target' ? (compared ?? sought(match.target)) : plainRuns(match.target)
    return [headingOf(match, look), ...textLines('zh', chinese, look), ...textLines('en', english, look), ''].join('\n')
  })
  return `${blocks.join('\n')}\n${t('memory.total', { count: matches.length })}\n`
}

function headingOf(match: MemoryMatch, { t, paint }: Look): string {
  const { kind, score, memory, chapter, id, quality, origin, changed, notes, occurrences } = match
  const where = [memory, chapter].flatMap((name) => (name ? [plain(name)] : [])).join(' › ')
  // An id that only tells pairs of a file apart says nothing to people.
  const name = chapter === '' ? '' : `  ${paint.dim(plain(id))}`
  const words = [
    t(`memory.qualities.${quality}`),
    ...(origin === '' ? [] : [plain(origin)]),
    ...(changed === null ? [] : [plain(changed.slice(0, 10))]),
    ...(occurrences > 1 ? [t('memory.occurrences', { count: occurrences })] : []),
    ...notes.map((note) => plain(note)),
  ]
  const alike = `${wordPercent(score)}%`.padStart(4)
  return `${paint.bold(alike)}  ${t(`memory.kinds.${kind}`)}  ${where}${name}  ${paint.dim(words.join(t('comma')))}`
}

function textLines(mark: string, runs: readonly Run[], { columns, paint }: Look): string[] {
  return wrap(runs, Math.min(columns, WIDEST) - 11).map(({ text }) => `      ${paint.dim(`${mark} │`)} ${text}`)
}

function plainRuns(text: string): Run[] {
  return [{ text: plain(text), paint: asIs }]
}

/** Every word of the query set off where it stands. */
function markedRuns(text: string, query: string, { paint }: Look): Run[] {
  const words = [query, ...query.split(/\s+/)].map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const parts = plain(text).split(new RegExp(`(${words.join('|')})`, 'iu'))
  return parts.map((part, at) => ({ text: part, paint: at % 2 === 1 ? paint.bold : asIs }))
}

/** The memories there are, and how much is in them. */
export const reportMemories: Reporter<MemoryListReport> = ({ memories }, { t, paint }) => {
  const rows = memories.map(({ name, pairs }) => [
    name === null ? t('memory.own') : plain(name),
    paint.dim(t('memory.pairs', { count: pairs })),
  ])
  return `${layOut(rows, ['left', 'right']).join('\n')}\n`
}

/** What files brought, and where they lie now. */
export const reportMemoryImport: Reporter<MemoryImportReport> = ({ files, written, dryRun }, { t, paint }) => {
  const lines = files.flatMap(({ file, path, outcome, units, pairs, persons, machines, otherLanguages, unusable }) => [
    `${plain(file)} → ${paint.bold(plain(path))}  ${t(`memory.outcomes.${outcome}`)}`,
    `  ${[
      t('memory.pairs', { count: pairs }),
      t('memory.units', { count: units }),
      ...(persons > 0 ? [t('memory.persons', { count: persons })] : []),
      ...(machines > 0 ? [t('memory.machines', { count: machines })] : []),
      ...(otherLanguages > 0 ? [t('memory.other-languages', { count: otherLanguages })] : []),
      ...(unusable > 0 ? [t('memory.unusable', { count: unusable })] : []),
    ].join(paint.dim(' · '))}`,
  ])
  return `${[...lines, ...(dryRun ? [t('dry-run')] : []), ...(written.length > 0 ? [t('memory.commit')] : [])].join('\n')}\n`
}

export const reportMemoryExport: Reporter<MemoryExportReport> = ({ path, pairs, dryRun }, { t }) => {
  const lines = [t('memory.exported', { count: pairs, path: plain(path) }), ...(dryRun ? [t('dry-run')] : [])]
  return `${lines.join('\n')}\n`
}
