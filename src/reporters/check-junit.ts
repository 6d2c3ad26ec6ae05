import type { CheckReport, Issue } from '../app/report.js'
import { byFile } from './by-file.js'
import { wordIssue } from './check-words.js'
import type { Look } from './look.js'
import type { MachineReporter } from './surroundings.js'
import { element, xmlDocument } from './xml.js'

/**
 * A suite for each English file with issues, a case for each issue: errors and warnings failed, remarks and what was
 * waived are skipped. Where there is nothing at all, one case that passed.
 */
export const junitCheck: MachineReporter<CheckReport> = ({ issues, waived, summary }, { t }, { locate }) => {
  const waiversOf = new Map(waived.map(({ issue, waiver }) => [issue, waiver]))
  const files = byFile([...issues, ...waiversOf.keys()])
  const suites = files.map(([path, inFile]) => {
    const cases = inFile.map((issue) => caseOf(issue, locate(path), waiversOf.get(issue)?.reason ?? null, t))
    const failures = inFile.filter((issue) => fails(issue) && !waiversOf.has(issue)).length
    const skipped = inFile.length - failures
    return element('testsuite', { name: locate(path), tests: cases.length, failures, errors: 0, skipped }, cases)
  })
  const failures = summary.errors + summary.warnings
  const skipped = issues.length + waived.length - failures
  if (suites.length > 0) {
    const tests = failures + skipped
    return xmlDocument(element('testsuites', { name: 'zhen check', tests, failures, errors: 0, skipped }, suites))
  }
  const counts = { tests: 1, failures: 0, errors: 0, skipped: 0 }
  const passed = element('testcase', { name: t('check.clean', { count: summary.segments }), classname: 'zhen' })
  return xmlDocument(
    element('testsuites', { name: 'zhen check', ...counts }, [
      element('testsuite', { name: 'zhen check', ...counts }, [passed]),
    ]),
  )
}

function caseOf(issue: Issue, file: string, waiver: string | null, t: Look['t']): string {
  const { check, severity, target, fingerprint } = issue
  const message = wordIssue(issue, t)
  const place = `${file}:${target.startLine}:${target.startColumn}`
  const attributes = { name: `${check} ${place} ${fingerprint}`, classname: check, file, line: target.startLine }
  if (waiver !== null)
    return element('testcase', attributes, [element('skipped', { message: `${message} (${waiver})` })])
  if (!fails(issue)) return element('testcase', attributes, [element('skipped', { message })])
  const details = [message, place, issue.target.excerpt ?? '', issue.passage?.text ?? ''].filter(Boolean).join(' · ')
  return element('testcase', attributes, [element('failure', { message, type: severity }, details)])
}

function fails({ severity }: Issue): boolean {
  return severity !== 'info'
}
