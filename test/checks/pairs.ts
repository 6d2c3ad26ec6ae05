import type { CheckContext, Example, SegmentPair } from '../../src/checks/define-check.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { groupRows, type TermRow } from '../../src/glossary/term.js'

/** An example's pair and the context it asks for. */
export function pairOf({ source, target, kind = 'paragraph', terms = [] }: Example): [SegmentPair, CheckContext] {
  const rows = terms.map(([term, text, status = 'preferred', note = '']): TermRow => {
    const empty = { pos: '', context: '', variants: [], path: 'terms.csv', line: 2, others: {} }
    return { ...empty, source: term, text, status, note }
  })
  return [{ kind, source, target, translated: true }, { terms: compileTerms(groupRows(rows)) }]
}
