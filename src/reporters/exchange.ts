import type { ExportReport, ImportRefusal, ImportReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'
import { wordCourse } from './words.js'

const SHOWN = 20

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** How much was written, and where. */
export const reportExport: Reporter<ExportReport> = ({ chapters, segments, written, dryRun }, { t }) => {
  if (segments === 0) return `${t('exchange.nothing')}\n`
  const [first = ''] = written
  const where = written.length === 1 ? plain(first) : t('exchange.files', { count: written.length })
  const lines = [
    t('exchange.exported', { count: segments, chapters: t('exchange.chapters', { count: chapters }), where }),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What came in, and all that did not, with the reason. */
export const reportImport: Reporter<ImportReport> = (report, look) => {
  const { edited, decided, suggested, refused, comments, labels, unchanged, dryRun } = report
  const { t, paint } = look
  const lines = [
    ...shown(edited, look, ({ id, from, to, after }) => line(id, wordCourse(from, to, look), after, look)),
    ...shown(decided, look, ({ id, from, to, decision }) => {
      return line(id, wordCourse(from, to, look), t(`exchange.decisions.${decision}`), look)
    }),
    ...refused.flatMap((one) => refusedLines(one, look)),
    ...comments.map(({ id, text }) => line(id, t('exchange.comment'), text, look)),
    t('exchange.edited', { count: edited.length }),
    ...(decided.length > 0 ? [t('exchange.decided', { count: decided.length })] : []),
    ...(suggested.length > 0 ? [t('exchange.suggested', { count: suggested.length })] : []),
    ...(labels.length > 0 ? [t('exchange.labels', { count: labels.length })] : []),
    ...(refused.length > 0 ? [paint.yellow(t('exchange.refused', { count: refused.length }))] : []),
    paint.dim(t('exchange.unchanged', { count: unchanged })),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function shown<T>(all: readonly T[], { t, paint }: Look, lineOf: (one: T) => string): string[] {
  const more = all.length - SHOWN
  return [...all.slice(0, SHOWN).map(lineOf), ...(more > 0 ? [paint.dim(`  ${t('more', { count: more })}`)] : [])]
}

function line(id: string, course: string, text: string, look: Look): string {
  const prefix = `  ${look.paint.dim(plain(id))}  ${course}  `
  return prefix + fitting(text, prefix, look)
}

/** As much of a text as fits behind what its line begins with. */
function fitting(text: string, prefix: string, { columns }: Look): string {
  return cut(plain(text.slice(0, WIDEST)), roomLeft(Math.min(columns, WIDEST), widthOf(prefix)))
}

function refusedLines({ id, file, line, reason, detail, english, offered }: ImportRefusal, look: Look): string[] {
  const { t, paint } = look
  const why = t(`exchange.reasons.${reason}`)
  const about = detail === '' ? '' : `: ${plain(detail)}`
  return [
    `  ${paint.dim(plain(id))}  ${plain(file)}:${line}  ${paint.yellow(why + about)}`,
    ...(english === null ? [] : [excerpt(t('exchange.there'), english, look)]),
    ...(offered === null ? [] : [excerpt(t('exchange.offered'), offered, look)]),
  ]
}

function excerpt(name: string, text: string, look: Look): string {
  const prefix = `      ${name}  `
  return prefix + look.paint.dim(fitting(text, prefix, look))
}
