import type { MessageValues } from '../core/errors.js'
import type { Severity } from '../core/finding.js'
import { fold } from './fold.js'
import { mergeTerms, type Term } from './term.js'

export const GLOSSARY_DEFECTS = [
  'no-preferred',
  'several-preferred',
  'duplicate-row',
  'contradictory-status',
  'variant-conflict',
  'shadowed',
  'deprecated-elsewhere-preferred',
  'unused',
  'only-inside',
] as const

/** What is wrong with a term, and where. */
export interface GlossaryFinding {
  readonly code: (typeof GLOSSARY_DEFECTS)[number]
  readonly severity: Severity
  readonly path: string
  readonly line: number
  readonly source: string
  readonly values: MessageValues
}

/** Finds what cannot be right in a glossary, in the order of its lines. Terms of several files are seen as one. */
export function lintGlossary(terms: readonly Term[]): GlossaryFinding[] {
  const merged = mergeTerms(terms)
  const findings = [...merged.flatMap(lintTerm), ...lintSpellings(merged), ...lintDeprecated(merged)]
  return findings.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line))
}

function lintTerm(term: Term): GlossaryFinding[] {
  const findings: GlossaryFinding[] = []
  const { source, wordings } = term
  if (term.preferred === null) {
    const { path, line } = term
    findings.push({ code: 'no-preferred', severity: 'error', path, line, source, values: {} })
  }
  for (const [index, wording] of wordings.entries()) {
    const earlier = wordings.slice(0, index).filter(({ context }) => context === wording.context)
    const twin = earlier.find(({ text }) => text.toLowerCase() === wording.text.toLowerCase())
    const rival = earlier.find(({ status, text }) => status === 'preferred' && text !== wording.text)
    const { path, line, text } = wording
    const add = (code: GlossaryFinding['code'], otherLine: number, other: string) =>
      findings.push({ code, severity: 'error', path, line, source, values: { target: text, otherLine, other } })
    if (twin) add(twin.status === wording.status ? 'duplicate-row' : 'contradictory-status', twin.line, twin.status)
    else if (rival && wording.status === 'preferred') add('several-preferred', rival.line, rival.text)
  }
  return findings
}

/** A source or variant that two terms claim, or that differs only in what matching ignores. */
function lintSpellings(terms: readonly Term[]): GlossaryFinding[] {
  const owners = new Map<string, Term>()
  const findings: GlossaryFinding[] = []
  for (const term of terms) {
    const owner = owners.get(fold(term.source))
    if (owner) findings.push(clash('shadowed', term, term.source, owner))
    else owners.set(fold(term.source), term)
  }
  for (const term of terms) {
    for (const variant of term.variants) {
      const owner = owners.get(fold(variant))
      if (owner && owner !== term) findings.push(clash('variant-conflict', term, variant, owner))
      else owners.set(fold(variant), term)
    }
  }
  return findings
}

function clash(code: 'shadowed' | 'variant-conflict', term: Term, spelling: string, owner: Term): GlossaryFinding {
  const { path, line, source } = term
  const values = { spelling, other: owner.source, otherLine: owner.line }
  return { code, severity: code === 'shadowed' ? 'warning' : 'error', path, line, source, values }
}

function lintDeprecated(terms: readonly Term[]): GlossaryFinding[] {
  const preferred = new Map(terms.map((term) => [term.preferred?.toLowerCase(), term]))
  return terms.flatMap((term) =>
    term.wordings.flatMap(({ status, text, path, line }): GlossaryFinding[] => {
      const owner = status === 'deprecated' ? preferred.get(text.toLowerCase()) : undefined
      if (!owner || owner === term) return []
      const values = { target: text, other: owner.source, otherLine: owner.line }
      const code = 'deprecated-elsewhere-preferred'
      return [{ code, severity: 'info', path, line, source: term.source, values }]
    }),
  )
}
