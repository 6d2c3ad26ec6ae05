import type { ListedWaiver, WaiveReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'

const PRINT = 8

const COLOURS = { holds: 'green', expired: 'yellow', unused: 'yellow' } as const

/** What was waived, taken back, or is waived. */
export const reportWaivers: Reporter<WaiveReport> = ({ waived, removed, waivers, dryRun }, look) => {
  const { t } = look
  if (waivers !== null) {
    const lines = waivers.flatMap((waiver) => [...waiverLines(waiver, look), ''])
    return `${[...lines, t('waive.total', { count: waivers.length })].join('\n')}\n`
  }
  const lines = [
    ...[...waived, ...removed].flatMap((waiver) => waiverLines(waiver, look)),
    ...(waived.length > 0 ? [t('waive.done', { count: waived.length })] : []),
    ...(removed.length > 0 ? [t('waive.removed', { count: removed.length })] : []),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function waiverLines({ check, fingerprint, reason, by, until, state, path, line }: ListedWaiver, look: Look): string[] {
  const { t, paint } = look
  const words = [
    ...(fingerprint === null ? [] : [fingerprint.slice(0, PRINT)]),
    check,
    paint[COLOURS[state]](t(`waive.states.${state}`)),
    ...(until === null ? [] : [t('waive.until', { until })]),
    ...(by === null ? [] : [plain(by)]),
  ]
  return [`  ${words.join('  ')}  ${paint.dim(`${plain(path)}:${line}`)}`, `    ${plain(reason)}`]
}
