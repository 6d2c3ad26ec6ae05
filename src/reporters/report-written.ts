import type { ProjectReport } from '../app/report/project-report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { wordPercent } from './site/view.js'

interface Written {
  readonly report: ProjectReport
  readonly out: string
  readonly written: readonly string[]
  readonly dryRun: boolean
}

/** Where the site is, and the figure everybody asks for. */
export const reportWritten: Reporter<Written> = ({ report, out, written, dryRun }, look: Look) => {
  const { t, paint } = look
  const folder = plain(out)
  const index = written.find((path) => path.endsWith('/index.html')) ?? ''
  return `${[
    t(dryRun ? 'site.would-write' : 'site.written', { count: written.length, folder }),
    t('site.figure', { percent: wordPercent(report.total.percentTranslated, look), chapters: report.chapters.length }),
    dryRun ? t('dry-run') : paint.bold(plain(index)),
  ].join('\n')}\n`
}
