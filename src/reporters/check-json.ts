import type { CheckReport } from '../app/report.js'
import { createTranslate } from '../i18n/index.js'
import { wordIssue } from './check-words.js'
import { toJson } from './json.js'

/** The report with a `message` to every issue: in English, whatever language zhen speaks. */
export function jsonCheck(report: CheckReport): string {
  const t = createTranslate('en')
  return toJson({ ...report, issues: report.issues.map((issue) => ({ ...issue, message: wordIssue(issue, t) })) })
}
