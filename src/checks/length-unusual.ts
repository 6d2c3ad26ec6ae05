import { defineCheck } from './define-check.js'
import { sizeOf } from './length.js'
import { LEAST_SIZE } from './survey.js'

export const lengthUnusual = defineCheck({
  id: 'length-unusual',
  severity: 'warning',
  issueType: 'length',
  comparesBook: true,
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
  *run({ kind, source, target, translated }, { survey }, options) {
    const size = sizeOf(source)
    if (!survey || !translated || size < LEAST_SIZE || source.includes(target.trim())) return
    const own = survey.lengths.get(kind)
    const usual = own && own.pairs >= Number(options.pairs) ? own : survey.lengths.get('')
    if (!usual || usual.pairs < Number(options.pairs)) return
    const distance = Math.log(Math.max(1, sizeOf(target)) / size) - usual.middle
    const limit = Math.max(Number(options.deviations) * usual.spread, Math.log(Number(options.times)))
    if (Math.abs(distance) > limit) yield { values: { context: distance < 0 ? 'short' : 'long' } }
  },
})
