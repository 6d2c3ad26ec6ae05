import { profileOf, profileSimilarity } from '../core/similarity.js'
import { countHan } from '../core/text.js'
import { defineCheck } from './define-check.js'
import { shortened } from './shortened.js'
import { targetKey } from './tally.js'

export const translationRepeated = defineCheck({
  id: 'translation-repeated',
  severity: 'warning',
  issueType: 'mistranslation',
  docs: {
    summary: 'The same English stands for other Chinese elsewhere in the book.',
    rationale:
      'A paragraph was copied and not rewritten. Chinese that says nearly the same in other words is left alone, and so are short texts.',
  },
  options: {
    words: { default: 5, minimum: 1, summary: 'how many words the English must have' },
    alike: { default: 20, minimum: 0, summary: 'how alike the two Chinese texts may be at most, in percent' },
  },
  examples: {
    ok: [
      {
        source: '监听器接受来自下游的连接。',
        target: 'The listener accepts connections from downstream.',
        neighbours: [
          { source: '监听器会接受来自下游的连接。', target: 'The listener accepts connections from downstream.' },
        ],
      },
    ],
    notOk: [
      {
        source: '监听器接受来自下游的连接。',
        target: 'The router forwards requests to hosts.',
        neighbours: [{ source: '路由器把请求转发给上游主机。', target: 'The router forwards requests to hosts.' }],
        findings: [{ values: { expected: '路由器把请求转发给上游主机。', place: 'page.md' } }],
      },
    ],
  },
  seesOfBook: ({ pairs }, { byTarget }) =>
    pairs.flatMap(([, target]) => (byTarget.get(target) ?? []).map(({ chapter, texts }) => [chapter, texts])),
  *run({ source, target, translated }, { survey }, options) {
    if (!translated || countHan(source) < 5 || (target.match(/\p{L}+/gu)?.length ?? 0) < Number(options.words)) return
    const profile = profileOf(source)
    for (const variant of survey?.byTarget.get(targetKey(target)) ?? []) {
      const other = survey?.pairOf(variant)
      if (!other || profileSimilarity(profileOf(other.source), profile) * 100 >= Number(options.alike)) continue
      yield { values: { expected: shortened(other.source), place: other.chapter } }
      return
    }
  },
})
