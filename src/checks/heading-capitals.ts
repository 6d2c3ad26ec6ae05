import { defineCheck } from './define-check.js'
import { type HeadingStyle, sketchOf, styleOf } from './heading-words.js'
import type { OptionValues } from './options.js'
import { shortened } from './shortened.js'
import type { BookSurvey } from './survey.js'

export const headingCapitals = defineCheck({
  id: 'heading-capitals',
  severity: 'info',
  issueType: 'style',
  docs: {
    summary: 'A heading is in title case where the book has sentence case, or the other way round.',
    rationale:
      'Which of the two is the book’s is learnt from its headings; where it has no clear habit nothing is reported. Only words count that the book itself writes small in running text: of others it cannot be told whether they are names. At least two of them must agree.',
  },
  options: {
    share: {
      default: 80,
      minimum: 50,
      summary: 'the part of the headings that must be written in one way, in percent',
    },
    headings: { default: 20, minimum: 1, summary: 'how many headings must be clearly in one way' },
  },
  examples: {
    ok: [
      { kind: 'heading', source: '连接的处理过程', target: 'Processing of Connections' },
      { kind: 'heading', source: '监听器', target: 'The Istio Listener' },
    ],
    notOk: [
      {
        kind: 'heading',
        source: '连接的处理过程',
        target: 'The Life of Connections and Requests',
        options: { headings: 1, share: 60 },
        neighbours: [
          {
            kind: 'paragraph',
            source: '连接与请求',
            target: 'all connections, many requests, few connections, other requests',
          },
          { source: '请求与连接', target: 'About requests and connections' },
          { source: '连接与请求', target: 'About connections and requests' },
        ],
        findings: [{ values: { found: 'The Life of Connections and Requests' } }],
      },
    ],
  },
  seesOfBook: ({ headings }, survey, options) => [
    habitOf(survey, options),
    headings.map((heading) => styleOf(heading, survey.headings)),
  ],
  *run({ kind, target, translated }, { survey }, options) {
    if (kind !== 'heading' || !translated || !survey) return
    const usual = habitOf(survey, options)
    const style = usual && styleOf(sketchOf(target), survey.headings)
    if (style && style !== usual)
      yield { values: { found: shortened(target), ...(style === 'sentence' && { context: 'title' }) } }
  },
})

/** How the book writes its headings; `null` where it has no clear habit. */
function habitOf({ headings: { counts } }: BookSurvey, { headings, share }: OptionValues): HeadingStyle | null {
  const all = counts.title + counts.sentence
  const usual = counts.title > counts.sentence ? 'title' : 'sentence'
  return all < Number(headings) || counts[usual] * 100 < Number(share) * all ? null : usual
}
