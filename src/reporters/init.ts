import type { InitReport } from '../app/report.js'
import type { Reporter } from './look.js'
import { plain } from './plain.js'
import { layOut } from './width.js'

/** What `init` made, and what to do next. */
export const reportInit: Reporter<InitReport> = ({ created, changed, unchanged, dryRun }, { t, paint }) => {
  const rows = [
    ...created.map((path) => [paint.green(t('init.created')), plain(path)]),
    ...changed.map((path) => [paint.yellow(t('init.changed')), plain(path)]),
    ...unchanged.map((path) => [paint.dim(t('init.unchanged')), paint.dim(plain(path))]),
  ]
  return `${[...layOut(rows, ['left', 'left']), '', t(dryRun ? 'dry-run' : 'init.next')].join('\n')}\n`
}
