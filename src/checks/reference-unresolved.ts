import type { Finding } from '../core/finding.js'
import type { JudgedUse } from '../references/judge-references.js'
import { defineCheck } from './define-check.js'

export const referenceUnresolved = defineCheck({
  id: 'reference-unresolved',
  severity: 'error',
  issueType: 'inconsistent-entities',
  wholeBook: true,
  docs: {
    summary: 'A reference in the English edition leads nowhere.',
    rationale:
      'The label of a section is its heading: when that is translated, references to it break, and readers get plain text in their place. What leads to something that has no English yet is a remark: it heals when that is translated. Without the Chinese chapters, such references cannot be told apart and are warnings. Labels are followed as Sphinx and MyST do, by the options of `conf.py`; without one, by whichever convention finds something.',
  },
  examples: {
    ok: [
      {
        source: '见 {ref}`pools:上限`。',
        target: 'See {ref}`pools:Limits`.',
        book: { source: { 'pools.md': '# 上限' }, target: { 'pools.md': '# Limits' } },
      },
      {
        source: '见[上限](pools.md#上限)。',
        target: 'See [limits](pools.md#limits).',
        book: { source: { 'pools.md': '# 上限' }, target: { 'pools.md': '# Limits' } },
      },
    ],
    notOk: [
      {
        source: '见 {ref}`pools:上限`。',
        target: 'See {ref}`pools:上限`.',
        book: { source: { 'pools.md': '# 上限' }, target: { 'pools.md': '# Limits' } },
        findings: [{ values: { found: 'pools:上限', expected: 'pools:Limits', context: 'named' } }],
      },
      {
        source: '见[上限](pools.md#上限)。',
        target: 'See [limits](pools.md#limit).',
        book: { source: { 'pools.md': '# 上限' }, target: { 'pools.md': '# Limits' } },
        findings: [{ values: { found: 'pools.md#limit', expected: 'pools.md#limits', context: 'named' } }],
      },
      {
        source: '见 {ref}`limits`。',
        target: 'See {ref}`limits`.',
        book: { source: { 'pools.md': '(limits)=\n上限。' }, target: { 'pools.md': '(limits)=\nLimits.' } },
        findings: [{ severity: 'warning', values: { found: 'limits', context: 'untitled' } }],
      },
      {
        source: '见 {ref}`fig-pools`。',
        target: 'See {ref}`fig-pools`.',
        book: {
          source: { 'pools.md': ':::{figure-md} fig-pools\n<img src="a.svg" alt="">\n\n池\n:::' },
          target: { 'pools.md': ':::{figure-md} fig-pools\n<img src="a.svg" alt="">\nPools\n:::' },
        },
        findings: [{ values: { found: 'fig-pools', chapter: 'pools.md', context: 'figure' } }],
      },
      {
        source: '见 {doc}`pools`。',
        target: 'See {doc}`pools`.',
        book: { source: { 'pools.md': '# 上限' } },
        findings: [{ severity: 'info', values: { found: 'pools', context: 'untranslated' } }],
      },
    ],
  },
  *run({ references = [] }) {
    for (const judged of references) if (isUnresolved(judged)) yield findingOf(judged)
  },
})

/** Missing files are another check's. */
function isUnresolved({ verdict, missing, use }: JudgedUse): boolean {
  if (verdict !== 'nowhere' || missing === 'file' || use.kind === 'toctree') return false
  return missing !== 'chapter' || use.kind !== 'link'
}

function findingOf({ use, missing, expected, lostIn, inChinese }: JudgedUse): Finding {
  const range = use.range ?? undefined
  const found = use.label
  const place = range ? { range } : {}
  if (lostIn !== null) return { ...place, values: { found, chapter: lostIn, context: 'figure' } }
  if (inChinese === 'untranslated') return { ...place, severity: 'info', values: { found, context: 'untranslated' } }
  if (expected !== null) return { ...place, values: { found, expected, context: 'named' } }
  const context = found === '' ? 'empty' : missing === 'title' ? 'untitled' : missing === 'anchor' ? 'anchor' : null
  const values = context === null ? { found } : { found, context }
  return inChinese === 'there' ? { ...place, values } : { ...place, severity: 'warning', values }
}
