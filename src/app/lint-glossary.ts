import { findUnused } from '../glossary/find-unused.js'
import { lintGlossary as lintTerms } from '../glossary/lint-glossary.js'
import { type GlossaryProblem, parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms } from '../glossary/term.js'
import { type RefreshDeps, refresh } from './refresh.js'
import type { GlossaryIssue, GlossaryLintReport } from './report.js'

/** Checks the glossary itself: rows that cannot be read, terms that cannot be right, terms the book does not have. */
export async function lintGlossary(deps: RefreshDeps): Promise<GlossaryLintReport> {
  const { workspace } = deps
  const parsed = (await workspace.readGlossary()).map(({ path, text }) => parseGlossary(text, path))
  const terms = mergeTerms(parsed.flatMap((file) => file.terms))
  const problems = parsed.flatMap((file) => file.problems.map(issueOf))
  const issues = [...problems, ...lintTerms(terms), ...findUnused(terms, await sourcesOf(deps))].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line,
  )
  const count = (severity: GlossaryIssue['severity']) => issues.filter((issue) => issue.severity === severity).length
  return {
    issues,
    summary: { errors: count('error'), warnings: count('warning'), infos: count('info'), terms: terms.length },
  }
}

/** The texts of the Chinese chapters, as far as they are at hand or in the ledger. */
async function sourcesOf(deps: RefreshDeps): Promise<string[]> {
  await refresh(deps)
  const records = await deps.index.loadSegments({})
  return records.flatMap(({ block, status, source }) =>
    block || source === null || status === 'obsolete' ? [] : [source.text],
  )
}

function issueOf({ code, path, line, expected, found }: GlossaryProblem): GlossaryIssue {
  return { code, severity: 'error', path, line, source: found, values: { expected, found } }
}
