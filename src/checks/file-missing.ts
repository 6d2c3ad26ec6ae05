import type { JudgedUse } from '../references/judge-references.js'
import { defineCheck } from './define-check.js'

export const fileMissing = defineCheck({
  id: 'file-missing',
  severity: 'error',
  issueType: 'inconsistent-entities',
  wholeBook: true,
  docs: {
    summary: 'The English edition names a file or a chapter that it does not have.',
    rationale:
      'A picture that was not copied is a blank on the page; `zhen assets --copy` brings it over. What is missing in Chinese too, and a chapter that has no English yet, are remarks.',
  },
  examples: {
    ok: [
      {
        source: '完整的配置见[文件](conf.yaml)。',
        target: 'See the [whole configuration](conf.yaml).',
        book: { source: { 'conf.yaml': '' }, target: { 'conf.yaml': '' } },
      },
    ],
    notOk: [
      {
        source: '![池](pool.svg)',
        target: '![Pool](pool.svg)',
        book: { source: { 'pool.svg': '' } },
        findings: [{ values: { found: 'pool.svg' } }],
      },
      {
        source: '下载 {download}`conf.yaml`。',
        target: 'Download {download}`conf.yml`.',
        book: { source: { 'conf.yaml': '' }, target: { 'conf.yaml': '' } },
        findings: [{ values: { found: 'conf.yml', expected: 'conf.yaml', context: 'named' } }],
      },
      {
        source: '见[连接池](pools.md)。',
        target: 'See [pools](pools.md).',
        book: { source: { 'pools.md': '# 连接池' } },
        findings: [{ severity: 'info', values: { found: 'pools.md', context: 'untranslated' } }],
      },
      {
        source: '![池](pool.svg)',
        target: '![Pool](pool.svg)',
        findings: [{ severity: 'info', values: { found: 'pool.svg', context: 'both' } }],
      },
    ],
  },
  *run({ references = [] }) {
    for (const judged of references) {
      if (!isMissing(judged)) continue
      const { use, expected, inChinese } = judged
      const place = use.range ? { range: use.range } : {}
      const found = use.label
      if (inChinese === 'untranslated') yield { ...place, severity: 'info', values: { found, context: 'untranslated' } }
      else if (expected !== null) yield { ...place, values: { found, expected, context: 'named' } }
      else if (inChinese === 'missing') yield { ...place, severity: 'info', values: { found, context: 'both' } }
      else yield { ...place, values: { found } }
    }
  },
})

function isMissing({ verdict, missing, use }: JudgedUse): boolean {
  if (verdict !== 'nowhere') return false
  return missing === 'file' || (missing === 'chapter' && (use.kind === 'toctree' || use.kind === 'link'))
}
