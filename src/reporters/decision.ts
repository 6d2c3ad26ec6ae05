import type { DecisionReport } from '../app/report.js'
import type { Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'
import { wordCourse } from './words.js'

const SHOWN = 20

/** What a person's decision changed. */
export const reportDecision: Reporter<DecisionReport> = ({ decision, decided, skipped, dryRun }, look) => {
  const { t, paint, columns } = look
  const more = decided.length - SHOWN
  const lines = [
    ...decided.slice(0, SHOWN).map(({ id, from, to, source }) => {
      const prefix = `  ${paint.dim(id)}  ${wordCourse(from, to, look)}  `
      return prefix + cut(plain(source), roomLeft(columns, widthOf(prefix)))
    }),
    ...(more > 0 ? [paint.dim(`  ${t('more', { count: more })}`)] : []),
    t(`decision.done.${decision}`, { count: decided.length }),
    ...(skipped.length > 0 ? [paint.dim(t('decision.skipped', { count: skipped.length }))] : []),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}
