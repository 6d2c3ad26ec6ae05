import { findRendering } from '../glossary/rendering.js'
import { accountTerms } from './account-terms.js'
import { defineCheck } from './define-check.js'
import { standIn } from './stand-in.js'

export const termMissing = defineCheck({
  id: 'term-missing',
  severity: 'error',
  issueType: 'terminology',
  docs: {
    summary: 'A term of the glossary stands in the source, and none of its accepted English in the translation.',
    rationale:
      'One thing has one name throughout the book. Plurals, verb forms, hyphens, case and acronyms are allowed for, and code and link text count. Once is enough: English repeats itself less than Chinese, and a pronoun may stand for the rest. Terms that are not translated must stand there exactly.',
  },
  examples: {
    ok: [
      { source: '连接池已满。', target: 'All Connection-Pools are full.', terms: [['连接池', 'connection pool']] },
      {
        source: '连接池已满，连接池拒绝。',
        target: 'The connection pool is full and refuses.',
        terms: [['连接池', 'connection pool']],
      },
      { source: '见 `连接池`。', target: 'See below.', terms: [['连接池', 'connection pool']] },
    ],
    notOk: [
      {
        source: '连接池已满。',
        target: 'The link pool is full.',
        terms: [['连接池', 'connection pool']],
        findings: [{ values: { term: '连接池', expected: 'connection pool', found: 'link pool', context: 'found' } }],
      },
      {
        source: '连接池已满。',
        target: 'No more clients are served.',
        terms: [['连接池', 'connection pool']],
        findings: [{ values: { term: '连接池', expected: 'connection pool' } }],
      },
      {
        source: '用 istioctl 安装。',
        target: 'Install with IstioCtl.',
        terms: [['istioctl', 'istioctl']],
        findings: [{ values: { term: 'istioctl', expected: 'istioctl', found: 'IstioCtl', context: 'verbatim' } }],
      },
    ],
  },
  *run(pair, { terms }) {
    for (const { term, expected, accepted, deprecated } of accountTerms(pair, terms)) {
      if (accepted.length > 0 || deprecated.length > 0 || expected.length === 0) continue
      const values = { term: term.source, expected: expected.join(', ') }
      const other = term.doNotTranslate
        ? findRendering(pair.target, expected[0] ?? '')
        : standIn(pair.target, term, expected)
      if (!other) yield { values }
      else {
        const context = term.doNotTranslate ? 'verbatim' : 'found'
        yield { range: [other.start, other.end], values: { ...values, found: other.text, context } }
      }
    }
  },
})
