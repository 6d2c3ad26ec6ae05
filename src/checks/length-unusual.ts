import { defineCheck } from './define-check.js'
import type { BookSurvey, UsualLength } from './survey.js'
import { lengthOf } from './tally.js'

export const lengthUnusual = defineCheck({
  id: 'length-unusual',
  severity: 'warning',
  issueType: 'length',
  docs: {
    summary: 'The English is far longer or shorter than this book’s English usually is.',
    rationale:
      'Half a paragraph was left out, or something was added. What is usual is learnt from the book itself, for each kind of text, by medians, so that some odd pairs do not matter; too few or too short pairs are not judged, nor is English that the source itself has. Only what is far off is reported.',
  },
  options: {
    pairs: { default: 50, minimum: 3, summary: 'how many pairs of its kind the book must have' },
    deviations: { default: 5, minimum: 1, summary: 'how far off is too far, in robust standard deviations' },
    times: { default: 2, minimum: 1, summary: 'how many times the usual length, or its part, it must be at least' },
  },
  examples: {
    ok: [
      {
        source: '监听器接受下游的连接，然后交给过滤器处理。',
        target: 'The listener accepts downstream connections and hands them to the filters.',
        options: { pairs: 3 },
        neighbours: [
          {
            source: '路由器把每个请求转发给上游集群中的主机。',
            target: 'The router forwards each request to hosts of a cluster.',
          },
          {
            source: '连接池为每个上游主机保存空闲的连接。',
            target: 'The pool keeps idle connections for each of the hosts.',
          },
        ],
      },
    ],
    notOk: [
      {
        source: '监听器接受下游的连接，然后交给过滤器处理。',
        target: 'It accepts.',
        options: { pairs: 3 },
        neighbours: [
          {
            source: '路由器把每个请求转发给上游集群中的主机。',
            target: 'The router forwards each request to hosts of a cluster.',
          },
          {
            source: '连接池为每个上游主机保存空闲的连接。',
            target: 'The pool keeps idle connections for each of the hosts.',
          },
        ],
        findings: [{ values: { context: 'short' } }],
      },
    ],
  },
  seesOfBook: ({ lengths }, survey, options) =>
    Object.keys(lengths).map((kind) => {
      const usual = usualOf(survey, kind, Number(options.pairs))
      return usual && [kind, usual.middle, usual.spread]
    }),
  *run(pair, { survey }, options) {
    const { kind, source, target, translated } = pair
    const length = lengthOf(pair)
    if (!survey || !translated || length === null || source.includes(target.trim())) return
    const usual = usualOf(survey, kind, Number(options.pairs))
    if (!usual) return
    const distance = length - usual.middle
    const limit = Math.max(Number(options.deviations) * usual.spread, Math.log(Number(options.times)))
    if (Math.abs(distance) > limit) yield { values: { context: distance < 0 ? 'short' : 'long' } }
  },
})

/** Of the kind, else of all kinds; `null` where too few pairs tell. */
function usualOf({ lengths }: BookSurvey, kind: string, pairs: number): UsualLength | null {
  const usual = [lengths.get(kind), lengths.get('')].find((each) => each !== undefined && each.pairs >= pairs)
  return usual ?? null
}
