import type { CheckReport, Issue } from '../app/report.js'
import { createTranslate } from '../i18n/index.js'
import { wordIssue } from './check-words.js'
import { toJson } from './json.js'

/** The report with a `message` to every issue: in English, whatever language zhen speaks. */
export function jsonCheck(report: CheckReport): string {
  const t = createTranslate('en')
  const worded = (issue: Issue) => ({ ...issue, message: wordIssue(issue, t) })
  return toJson({
    ...report,
    // Their words stand in the reference of the checks.
    checks: report.checks.map(({ id, severity }) => ({ id, severity })),
    issues: report.issues.map(worded),
    waived: report.waived.map(({ issue, waiver }) => ({ issue: worded(issue), waiver })),
  })
}
