import { accountTerms } from '../glossary/account-terms.js'
import { findRendering, type Rendering } from '../glossary/rendering.js'
import { defineCheck } from './define-check.js'

export const termNotVerbatim = defineCheck({
  id: 'term-not-verbatim',
  severity: 'error',
  issueType: 'terminology',
  docs: {
    summary: 'A term that is not translated is written in another way, or is not there.',
    rationale:
      'Product and command names are spelled in one way. A term is not translated where the glossary has the same text on both sides, or where the note of its preferred row says “do not translate” or 不译. A plural or possessive ending may follow it, and so may the spelling that the source has. Where nothing like it is seen, English may have left the name out: that is an info.',
  },
  examples: {
    ok: [
      { source: '用 istioctl 安装。', target: 'Install with istioctl.', terms: [['istioctl', 'istioctl']] },
      { source: 'Envoy 的配置', target: 'Envoy’s configuration', terms: [['Envoy', 'Envoy']] },
      { source: '配置 envoy 进程', target: 'configure the envoy process', terms: [['Envoy', 'Envoy']] },
    ],
    notOk: [
      {
        source: '用 istioctl 安装。',
        target: 'Install with IstioCtl.',
        terms: [['istioctl', 'istioctl']],
        findings: [{ values: { term: 'istioctl', expected: 'istioctl', found: 'IstioCtl', context: 'found' } }],
      },
      {
        source: '特使代理转发请求。',
        target: 'The proxy forwards requests.',
        terms: [['特使代理', 'Envoy', 'preferred', '不译']],
        findings: [{ severity: 'info', values: { term: '特使代理', expected: 'Envoy' } }],
      },
      {
        source: '特使代理转发请求。',
        target: '特使代理 forwards requests.',
        terms: [['特使代理', 'Envoy', 'preferred', '不译']],
        findings: [{ values: { term: '特使代理', expected: 'Envoy', found: '特使代理', context: 'found' } }],
      },
    ],
  },
  *run(pair, { terms }) {
    for (const { term, expected, isUsed, deprecated } of accountTerms(pair, terms)) {
      if (!term.doNotTranslate || isUsed || deprecated.length > 0 || expected.length === 0) continue
      const values = { term: term.source, expected: expected.join(', ') }
      const other = leftOver(pair.target, [term.source, ...term.variants]) ?? nearly(pair.target, expected)
      if (other) yield { range: [other.start, other.end], values: { ...values, found: other.text, context: 'found' } }
      else yield { severity: 'info', values }
    }
  },
})

function leftOver(target: string, spellings: readonly string[]): Rendering | null {
  for (const text of spellings) {
    const start = target.indexOf(text)
    if (start !== -1) return { start, end: start + text.length, text }
  }
  return null
}

function nearly(target: string, expected: readonly string[]): Rendering | null {
  for (const wording of expected) {
    const found = findRendering(target, wording)
    if (found) return found
  }
  return null
}
