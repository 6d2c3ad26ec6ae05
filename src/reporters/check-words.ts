import type { CheckReport, Issue } from '../app/report.js'
import type { Translate, WordKey } from '../i18n/index.js'
import type { Look, Paint } from './look.js'
import { plain } from './plain.js'
import { sayable } from './words.js'

export const SEVERITY_COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<
  Issue['severity'],
  keyof Paint
>

/** What an issue says. A check without words, such as a newer one, goes by its id. */
export function wordIssue({ check, values }: Pick<Issue, 'check' | 'values'>, t: Translate): string {
  return wordOf(check, 'message', t, sayable(values, t))
}

export function wordCheck({ check }: Pick<Issue, 'check'>, t: Translate): string {
  return wordOf(check, 'title', t, {})
}

function wordOf(check: string, part: 'message' | 'title', t: Translate, values: Issue['values']): string {
  const key = `checks.${check}.${part}`
  const words = t(key as WordKey, values)
  return words === key ? check : words
}

/** `2 errors · 1 warning`, whatever there is. */
export function wordSummary({ summary }: CheckReport, look: Look): string {
  const { t, paint } = look
  const { segments } = summary
  const words = wordCounts(summary, look)
  if (words.length === 0) return paint.green(t('check.clean', { count: segments }))
  return t('check.summary', { found: words.join(paint.dim(' · ')), count: segments })
}

/** How many findings of each severity there are, worst first; nothing for those there are none of. */
export function wordCounts({ errors, warnings, infos }: CheckReport['summary'], { t, paint }: Look): string[] {
  const counted = [
    [errors, paint.red(t('check.errors', { count: errors }))],
    [warnings, paint.yellow(t('check.warnings', { count: warnings }))],
    [infos, paint.cyan(t('check.infos', { count: infos }))],
  ] as const
  return counted.filter(([count]) => count > 0).map(([, word]) => word)
}

/** What the list leaves out, and why. */
export function wordAsides({ waived, baseline, changedFrom }: CheckReport, t: Translate): string[] {
  return [
    ...(changedFrom ? [t('check.changed-from', { revision: plain(changedFrom.revision) })] : []),
    ...(waived.length > 0 ? [t('check.waived', { count: waived.length })] : []),
    ...(baseline ? wordBaseline(baseline, t) : []),
  ]
}

function wordBaseline(baseline: NonNullable<CheckReport['baseline']>, t: Translate): string[] {
  const { known, gone, added, updated, dryRun } = baseline
  const file = plain(baseline.file)
  return [
    ...(known > 0 ? [t('check.known', { count: known, file })] : []),
    ...(gone.length > 0 ? [t(updated ? 'check.gone-out' : 'check.gone', { count: gone.length, file })] : []),
    ...(added > 0 ? [t('check.taken-in', { count: added, file })] : []),
    ...(updated && dryRun ? [t('dry-run')] : []),
  ]
}
