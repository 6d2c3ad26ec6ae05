import { accountTerms } from '../glossary/account-terms.js'
import type { TermMatcher } from '../glossary/compile-terms.js'
import { findRendering } from '../glossary/rendering.js'
import { countUsage, isSameWording, type TermUsage, wordedRenderings } from '../glossary/term-usage.js'
import { defineCheck, type SegmentPair } from './define-check.js'

export const termInconsistent = defineCheck({
  id: 'term-inconsistent',
  severity: 'info',
  issueType: 'terminology',
  docs: {
    summary: 'A term has another accepted English here than it mostly has in the chapter.',
    rationale:
      'The glossary allows several wordings; a chapter reads better with one. Short forms and acronyms go with what they stand for. For wordings that drift apart over the whole book see `zhen glossary mine --drift`.',
  },
  options: {
    uses: {
      default: 3,
      minimum: 1,
      summary: 'how often the usual wording must stand in the chapter before others are reported',
    },
    share: {
      default: 70,
      minimum: 50,
      summary: 'the part of all its places that the usual wording must have, in percent',
    },
  },
  examples: {
    ok: [
      {
        source: '断路器打开。',
        target: 'The breaker opens.',
        terms: [
          ['断路器', 'circuit breaker'],
          ['断路器', 'breaker', 'admitted'],
        ],
        neighbours: [
          { source: '断路器，断路器，断路器', target: 'Circuit breakers, circuit breakers, circuit breakers' },
        ],
      },
      {
        source: '上游主机断开。',
        target: 'The upstream server disconnects.',
        terms: [
          ['上游主机', 'upstream host'],
          ['上游主机', 'upstream server', 'admitted'],
        ],
        neighbours: [{ source: '上游主机关闭。', target: 'The upstream host closes.' }],
      },
      {
        source: '标签（即 Prometheus 的 label）',
        target: 'the label of Prometheus',
        terms: [
          ['标签', 'tag'],
          ['标签', 'label', 'admitted'],
        ],
        neighbours: [{ source: '标签、标签、标签、标签', target: 'tags, tags, tags, tags' }],
      },
    ],
    notOk: [
      {
        source: '上游主机断开。',
        target: 'The upstream server disconnects.',
        terms: [
          ['上游主机', 'upstream host'],
          ['上游主机', 'upstream server', 'admitted'],
        ],
        neighbours: [
          { source: '上游主机关闭。', target: 'The upstream host closes.' },
          { source: '上游主机与上游主机', target: 'an upstream host and another upstream host' },
        ],
        findings: [
          { values: { term: '上游主机', expected: 'upstream host', found: 'upstream server', uses: 3, all: 4 } },
        ],
      },
    ],
  },
  *run(pair, { terms, neighbours }, options) {
    for (const account of accountTerms(pair, terms)) {
      if (account.expected.length < 2) continue
      const usual = usageOf(neighbours, terms).usualOf(account.term)
      if (!usual || usual.uses < Number(options.uses) || usual.uses < (usual.all * Number(options.share)) / 100)
        continue
      // A wording that does not apply in this context is no alternative.
      if (!account.expected.includes(usual.wording)) continue
      for (const { start, end, text, wording } of wordedRenderings(pair.target, account)) {
        // What the source has in Latin letters is quoted.
        if (isSameWording(wording, usual.wording) || findRendering(pair.source, wording)) continue
        const { uses, all } = usual
        const values = { term: account.term.source, expected: usual.wording, found: text, uses, all }
        yield { range: [start, end], values }
      }
    }
  },
})

/** Of each chapter, counted when it is first asked for. */
const usages = new WeakMap<readonly SegmentPair[], readonly [TermMatcher, TermUsage]>()

function usageOf(chapter: readonly SegmentPair[], terms: TermMatcher): TermUsage {
  const [known, usage] = usages.get(chapter) ?? []
  if (usage && known === terms) return usage
  const counted = countUsage(chapter, terms)
  usages.set(chapter, [terms, counted])
  return counted
}
