import { accountTerms } from '../glossary/account-terms.js'
import { defineCheck } from './define-check.js'

export const termDeprecated = defineCheck({
  id: 'term-deprecated',
  severity: 'error',
  issueType: 'terminology',
  docs: {
    summary: 'A term is rendered by a wording that the glossary has deprecated.',
    rationale:
      'Somebody decided against this wording; the message names the one to use. A wording that is the right English of another term of the segment, or that the source quotes in Latin letters, is not counted.',
  },
  examples: {
    ok: [
      {
        source: '断路器打开。',
        target: 'The circuit breaker opens.',
        terms: [
          ['断路器', 'circuit breaker'],
          ['断路器', 'fuse', 'deprecated'],
        ],
      },
    ],
    notOk: [
      {
        source: '断路器打开。',
        target: 'The fuse opens.',
        terms: [
          ['断路器', 'circuit breaker'],
          ['断路器', 'fuse', 'deprecated'],
        ],
        findings: [{ values: { term: '断路器', expected: 'circuit breaker', found: 'fuse' } }],
      },
    ],
  },
  *run(pair, { terms }) {
    for (const { term, matches, expected, accepted, deprecated } of accountTerms(pair, terms)) {
      if (deprecated.length === 0 || accepted().length >= matches.length) continue
      const values = { term: term.source, expected: expected.join(', ') }
      for (const { start, end, text } of deprecated) yield { range: [start, end], values: { ...values, found: text } }
    }
  },
})
