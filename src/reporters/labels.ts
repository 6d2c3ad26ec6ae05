import type { LabelReport } from '../app/mend-labels.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'

/** Labels that were rewritten, and those that have nothing to be rewritten to. */
export const reportLabels: Reporter<LabelReport> = ({ labels, unmapped, dryRun }, look) => {
  const { t, paint } = look
  if (labels.length + unmapped.length === 0) return `${t('labels.none')}\n`
  const lines = [
    ...labelLines(labels, look),
    ...unmapped.map(({ id, label, reason }) => {
      return `  ${paint.dim(id)}  ${plain(label)}  ${paint.yellow(t(`labels.unmapped.${reason}`))}`
    }),
    '',
    ...(labels.length > 0 ? [t(dryRun ? 'labels.would-rewrite' : 'labels.rewritten', { count: labels.length })] : []),
    ...(unmapped.length > 0 ? [paint.yellow(t('labels.left', { count: unmapped.length }))] : []),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** A line for each label: where it is, what it was, what it is now. */
export function labelLines(labels: LabelReport['labels'], { paint }: Look): string[] {
  return labels.map(({ path, line, from, to }) => {
    return `  ${paint.dim(`${plain(path)}:${line}`)}  ${plain(from)} → ${paint.bold(plain(to))}`
  })
}
