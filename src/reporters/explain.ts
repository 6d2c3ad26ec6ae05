import type { ExplainReport } from '../app/report.js'
import { SEVERITY_COLOURS, wordCheck } from './check-words.js'
import { asIs } from './compare.js'
import type { Look, Reporter } from './look.js'
import { wrap } from './wrap.js'

const WIDEST = 100

/** What a check is about, with examples, and how it is set and waived. */
export const reportExplanation: Reporter<ExplainReport> = (report, look) => {
  const { t, paint } = look
  const { check, severity, configured, issueType, summary, rationale, release } = report
  const grade = (of: ExplainReport['configured']) => (of === 'off' ? t('explain.off') : t(`severity.${of}`))
  const lines = [
    `${paint.bold(wordCheck({ check }, t))}  ${paint.dim(check)}`,
    '',
    ...paragraph(summary, look),
    '',
    ...paragraph(rationale, look),
    '',
    severity === configured
      ? t('explain.severity', { own: grade(severity) })
      : t('explain.severity-here', { own: grade(severity), configured: grade(configured) }),
    `ITS 2.0: ${issueType}`,
    ...(release ? [t('explain.release')] : []),
    ...examples(report, look),
    ...configuration(report, look),
    ...waiving(report, look),
  ]
  return `${lines.join('\n')}\n`
}

function paragraph(text: string, { columns }: Look): string[] {
  return wrap([{ text, paint: asIs }], Math.min(columns, WIDEST)).map((line) => line.text)
}

function examples({ examples: { ok, notOk } }: ExplainReport, { t, paint }: Look): string[] {
  if (ok.length + notOk.length === 0) return []
  return [
    '',
    paint.bold(t('explain.fine')),
    ...ok.flatMap(({ source, target }) => [`  zh  ${source}`, `  en  ${target}`, '']),
    paint.bold(t('explain.reported')),
    ...notOk.flatMap(({ source, target, severities }) => [
      `  zh  ${source}`,
      `  en  ${target}  ${severities.map((severity) => paint[SEVERITY_COLOURS[severity]](t(`severity.${severity}`))).join(', ')}`,
      '',
    ]),
  ]
}

function configuration({ check, options }: ExplainReport, { t, paint }: Look): string[] {
  const settings = options.length === 0 ? '"warning"' : settingsOf(options)
  return [
    ...(options.length === 0 ? [''] : []),
    paint.bold(t('explain.configure')),
    `  {"checks": {"${check}": ${settings}}}`,
    ...options.map(({ name, summary, default: usual }) => `  ${name}  ${summary}  ${paint.dim(JSON.stringify(usual))}`),
    '',
  ]
}

function settingsOf(options: ExplainReport['options']): string {
  const values = options.map(({ name, configured }) => `"${name}": ${JSON.stringify(configured)}`)
  return `{"severity": "warning", "options": {${values.join(', ')}}}`
}

function waiving({ check, waivable }: ExplainReport, { t, paint }: Look): string[] {
  if (!waivable) return []
  return [
    paint.bold(t('explain.waive')),
    `  zhen waive FINGERPRINT --reason "…"`,
    `  % zhen-ignore ${check}: …`,
    `  <!-- zhen-ignore ${check}: … -->`,
    ...paragraph(t('explain.waive-how'), { columns: WIDEST } as Look).map((line) => `  ${line}`),
  ]
}
