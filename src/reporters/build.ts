import type { RefusedSegment } from '../app/build/refused.js'
import type { BuildReport } from '../app/build-edition.js'
import { BUILD_ACTIONS, STANDINGS } from '../core/build-policy.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** What was built, chapter by chapter where something is not as it should be; or what the policy refuses. */
export const reportBuild: Reporter<BuildReport> = (report, look) => {
  const { t, paint } = look
  if (report.refused.length > 0) {
    const lines = report.refused.flatMap((segment) => refusedLines(segment, look))
    return `${[...lines, '', paint.red(t('build.refused', { count: report.refused.length }))].join('\n')}\n`
  }
  const lines = [
    ...report.chapters.flatMap((chapter) => chapterLines(chapter, look)),
    ...report.references.map(({ chapter, line, from, to }) => {
      return `  ${paint.dim(`${plain(chapter)}:${line}`)}  ${plain(from)} → ${plain(to)}`
    }),
    ...report.entries.map(
      (entry) => `  ${t('build.entry', { chapter: plain(entry.chapter), listed: plain(entry.listed) })}`,
    ),
    ...totals(report, look),
    ...(report.dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function refusedLines({ id, standing, text, source, target }: RefusedSegment, { t, paint, columns }: Look): string[] {
  const place = target ?? source
  const where = place ? `${plain(place.path)}:${place.startLine}` : ''
  const indent = '      '
  const room = roomLeft(Math.min(columns, WIDEST), widthOf(indent))
  return [
    `  ${where}  ${paint.dim(id)}  ${paint.yellow(t(`build.standings.${standing}`))}`,
    indent + paint.dim(cut(plain(text.slice(0, WIDEST)), room)),
  ]
}

function chapterLines(
  { chapter, from, segments, notes }: BuildReport['chapters'][number],
  { t, paint }: Look,
): string[] {
  const counts = STANDINGS.flatMap((standing) =>
    BUILD_ACTIONS.flatMap((action) => {
      if (action === 'refuse') return []
      const count = segments.filter((each) => each.standing === standing && each.action === action).length
      if (count === 0) return []
      return [
        t('build.count', { count, standing: t(`build.standings.${standing}`), action: t(`build.actions.${action}`) }),
      ]
    }),
  )
  const remarks = [
    ...(from === 'source' ? [t('build.from-source')] : []),
    ...counts,
    ...(notes.length > 0 ? [t('build.notes', { count: notes.length })] : []),
  ]
  return remarks.length === 0 ? [] : [plain(chapter), `  ${paint.dim(remarks.join(t('comma')))}`]
}

function totals({ chapters, references, alts, files, out, dryRun }: BuildReport, { t, paint }: Look): string[] {
  return [
    ...(references.length > 0 ? [t('build.references', { count: references.length })] : []),
    ...(alts.length > 0 ? [t('build.alts', { count: alts.length })] : []),
    ...(files.fromSource.length > 0 ? [t('build.copied', { count: files.fromSource.length })] : []),
    paint.bold(
      t(dryRun ? 'build.would-write' : 'build.written', {
        count: chapters.length,
        out: plain(out),
        written: files.written.length,
        removed: files.removed.length,
        unchanged: files.unchanged,
      }),
    ),
  ]
}
