import { lintGlossary as lintTerms } from '../glossary/lint-glossary.js'
import { type GlossaryProblem, parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms } from '../glossary/term.js'
import type { GlossaryIssue, GlossaryLintReport } from './report.js'
import type { Workspace } from './workspace-port.js'

/** Checks the glossary itself: rows that cannot be read, and terms that cannot be right. */
export async function lintGlossary({ workspace }: { readonly workspace: Workspace }): Promise<GlossaryLintReport> {
  const parsed = (await workspace.readGlossary()).map(({ path, text }) => parseGlossary(text, path))
  const terms = mergeTerms(parsed.flatMap((file) => file.terms))
  const problems = parsed.flatMap((file) => file.problems.map(issueOf))
  const issues = [...problems, ...lintTerms(terms)].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line,
  )
  const count = (severity: GlossaryIssue['severity']) => issues.filter((issue) => issue.severity === severity).length
  return {
    issues,
    summary: { errors: count('error'), warnings: count('warning'), infos: count('info'), terms: terms.length },
  }
}

function issueOf({ code, path, line, expected, found }: GlossaryProblem): GlossaryIssue {
  return { code, severity: 'error', path, line, source: found, values: { expected, found } }
}
