import { countHan } from '../core/text.js'
import { defineCheck } from './define-check.js'
import { shortened } from './shortened.js'
import type { Variant } from './survey.js'
import { sourceKey, targetKey } from './tally.js'

export const translationInconsistent = defineCheck({
  id: 'translation-inconsistent',
  severity: 'info',
  issueType: 'inconsistency',
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
  seesOfBook: ({ pairs }, { bySource }) =>
    pairs.flatMap(([source, target]) => {
      const usual = usualOf(bySource.get(source))
      return usual && usual.key !== target ? [usual.chapter, usual.texts] : []
    }),
  *run({ source, target, translated }, { survey }, options) {
    if (!translated || countHan(source) < Number(options.characters)) return
    const usual = usualOf(survey?.bySource.get(sourceKey(source)))
    const other = usual && usual.key !== targetKey(target) ? survey?.pairOf(usual) : undefined
    if (other) yield { values: { expected: shortened(other.target), place: other.chapter } }
  },
})

function usualOf(variants: readonly Variant[] = []): Variant | undefined {
  return variants.toSorted((a, b) => b.count - a.count)[0]
}
