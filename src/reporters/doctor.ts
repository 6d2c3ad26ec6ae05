import type { Diagnosed, DoctorReport } from '../app/report.js'
import { ERROR_CODES } from '../core/errors.js'
import type { Look, Reporter } from './look.js'
import { sayable } from './words.js'

/** What is right and wrong with the project, and below each wrong what mends it. */
export const reportDoctor: Reporter<DoctorReport> = ({ diagnoses }, look) => {
  const { t, paint } = look
  const ill = diagnoses.filter(({ state }) => state === 'error' || state === 'warning').length
  const verdict = ill === 0 ? paint.green(t('doctor.healthy')) : paint.red(t('doctor.ill', { count: ill }))
  return `${[...diagnoses.flatMap((diagnosed) => linesOf(diagnosed, look)), '', verdict].join('\n')}\n`
}

function linesOf({ subject, state, values }: Diagnosed, { t, paint }: Look): string[] {
  const mark = { ok: paint.green('✓'), note: paint.cyan('·'), warning: paint.yellow('!'), error: paint.red('✗') }[state]
  const words = sayable(values, t)
  const failure = ERROR_CODES.find((code) => code === values.code)
  if (failure)
    return [`${mark} ${t(`errors.${failure}.message`, words)}`, paint.dim(`    ${t(`errors.${failure}.hint`, words)}`)]
  if (state === 'ok') return [`${mark} ${t(`doctor.${subject}.ok`, words)}`]
  return [`${mark} ${t(`doctor.${subject}.bad`, words)}`, paint.dim(`    ${t(`doctor.${subject}.mend`, words)}`)]
}
