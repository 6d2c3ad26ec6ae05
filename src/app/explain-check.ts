import { gradeOf, optionsOf } from '../checks/options.js'
import { describedChecks } from '../checks/registry.js'
import { ZhenError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { ProjectDeps } from './project.js'
import type { ExplainReport } from './report.js'

/**
 * What there is to say of a check, and how this project has set it.
 *
 * @param settings of the configuration; `{}` outside of projects
 * @throws ZhenError `usage` for an unknown check, `config-unknown-key`, `config-invalid`
 */
export function explainCheck(id: string, settings: ProjectDeps['checks']): ExplainReport {
  const check = describedChecks.find((each) => each.id === id)
  if (!check) {
    const known = describedChecks.map((each) => each.id)
    throw unknownCheck(id, known)
  }
  const { severity, issueType, docs, options = {}, examples = { ok: [], notOk: [] }, release = false } = check
  const values = optionsOf(check, settings[id])
  return {
    check: id,
    severity,
    configured: gradeOf(severity, undefined, settings[id]),
    issueType,
    ...docs,
    release,
    waivable: examples.notOk.length > 0,
    options: Object.entries(options).map(([name, { default: usual, summary }]) => {
      return { name, summary, default: usual, configured: values[name] ?? usual }
    }),
    examples: {
      ok: examples.ok.map(({ source, target }) => ({ source, target })),
      notOk: examples.notOk.map(({ source, target, findings }) => {
        const grades = new Set(findings.map((finding) => finding.severity ?? severity))
        return { source, target, severities: [...grades] }
      }),
    },
  }
}

/** Says which checks there are, and which was meant. */
export function unknownCheck(found: string, known: readonly string[]): ZhenError {
  return new ZhenError('usage', { expected: known.join(', '), found, nearest: nearest(found, known) ?? '' })
}
