import type { RoundtripFile, RoundtripReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'

const LAWS = ['identity', 'shape', 'coverage'] as const

/** The files for which a law does not hold, and why. */
export const reportRoundTrip: Reporter<RoundtripReport> = ({ files, failed }, look) => {
  const { t, paint } = look
  if (failed === 0) return `${paint.green('✓')} ${t('roundtrip.fine', { count: files.length })}\n`
  const lines = files.filter((file) => brokenLaws(file).length > 0).flatMap((file) => linesOf(file, look))
  return `${[...lines, '', `${paint.red('✗')} ${t('roundtrip.failed', { count: failed, files: files.length })}`].join('\n')}\n`
}

function brokenLaws(file: RoundtripFile) {
  return LAWS.filter((law) => !file[law])
}

function linesOf(file: RoundtripFile, { t, paint }: Look): string[] {
  const laws = brokenLaws(file).map((law) => t(`roundtrip.${law}`))
  return [
    `${paint.bold(plain(file.file))}  ${paint.red(laws.join(', '))}`,
    ...file.problems.map((problem) => `  ${plain(problem)}`),
  ]
}
