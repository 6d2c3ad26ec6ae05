import { countHan } from '../core/text.js'
import { defineCheck } from './define-check.js'
import { shortened } from './shortened.js'
import { sourceKey, targetKey } from './survey.js'

export const translationInconsistent = defineCheck({
  id: 'translation-inconsistent',
  severity: 'info',
  issueType: 'inconsistency',
  comparesBook: true,
  docs: {
    summary: 'The same Chinese has another English elsewhere in the book.',
    rationale:
      'Readers take another wording for another thing. The English that stands most often, else first, is taken for the usual one, and the others are reported. Texts of few characters mean what their place says, and are left alone.',
  },
  options: {
    characters: { default: 4, minimum: 1, summary: 'how many Chinese characters the text must have' },
  },
  examples: {
    ok: [
      {
        source: '连接池的上限',
        target: 'Limits of the Pool',
        neighbours: [{ source: '连接池的上限', target: 'limits of the pool' }],
      },
    ],
    notOk: [
      {
        source: '连接池的上限',
        target: 'How large pools are',
        neighbours: [
          { source: '连接池的上限。', target: 'Limits of the pool' },
          { source: '连接池的上限', target: 'Limits of the pool.' },
        ],
        findings: [{ values: { expected: 'Limits of the pool', place: 'page.md' } }],
      },
    ],
  },
  *run({ source, target, translated }, { survey }, options) {
    if (!translated || countHan(source) < Number(options.characters)) return
    const pairs = survey?.bySource.get(sourceKey(source)) ?? []
    const counts = new Map<string, number>()
    for (const pair of pairs) counts.set(targetKey(pair.target), (counts.get(targetKey(pair.target)) ?? 0) + 1)
    const usual = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0]
    const other = pairs.find((pair) => targetKey(pair.target) === usual)
    if (!other || usual === targetKey(target)) return
    yield { values: { expected: shortened(other.target), place: other.chapter } }
  },
})
