import { defineCheck } from './define-check.js'

export const referenceElsewhere = defineCheck({
  id: 'reference-elsewhere',
  severity: 'warning',
  issueType: 'inconsistent-entities',
  wholeBook: true,
  docs: {
    summary: 'A reference in the English edition leads to another place than the Chinese one.',
    rationale:
      'Sections of equal headings, copied labels and renamed chapters lead readers astray without any warning of Sphinx. A reference is compared with those of the paragraph it translates; a place in Chinese is known in English by the segments that are linked.',
  },
  examples: {
    ok: [
      {
        source: '见 {ref}`pools:上限`与 {ref}`pools:熔断`。',
        target: 'See {ref}`pools:Circuit breaking` and {ref}`pools:Limits`.',
        book: {
          source: { 'pools.md': '# 连接池\n\n## 上限\n\n## 熔断' },
          target: { 'pools.md': '# Pools\n\n## Limits\n\n## Circuit breaking' },
        },
      },
    ],
    notOk: [
      {
        source: '见 {ref}`pools:上限`。',
        target: 'See {ref}`pools:Circuit breaking`.',
        book: {
          source: { 'pools.md': '# 连接池\n\n## 上限\n\n## 熔断' },
          target: { 'pools.md': '# Pools\n\n## Limits\n\n## Circuit breaking' },
        },
        findings: [{ values: { found: 'pools:Circuit breaking', expected: 'pools:Limits' } }],
      },
    ],
  },
  *run({ references = [] }) {
    for (const { verdict, use, expected } of references) {
      if (verdict !== 'elsewhere') continue
      const values = { found: use.label, expected: expected ?? '' }
      yield use.range ? { range: use.range, values } : { values }
    }
  },
})
