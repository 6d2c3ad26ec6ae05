import type { InitReport } from '../app/report.js'
import type { Reporter } from './look.js'
import { plain } from './plain.js'
import { layOut } from './width.js'

/** What `init` made, and what to do next. */
export const reportInit: Reporter<InitReport> = (report, { t, paint }) => {
  const { dryRun } = report
  const [created, changed, unchanged] = (['created', 'changed', 'unchanged'] as const).map((outcome) =>
    report.mergeDriver === outcome ? [...report[outcome], t('init.merge-driver')] : report[outcome],
  ) as [readonly string[], readonly string[], readonly string[]]
  const rows = [
    ...created.map((path) => [paint.green(t('init.created')), plain(path)]),
    ...changed.map((path) => [paint.yellow(t('init.changed')), plain(path)]),
    ...unchanged.map((path) => [paint.dim(t('init.unchanged')), paint.dim(plain(path))]),
  ]
  return `${[...layOut(rows, ['left', 'left']), '', t(dryRun ? 'dry-run' : 'init.next')].join('\n')}\n`
}
