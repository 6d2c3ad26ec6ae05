import type { Scripted } from './scripted-review.js'

/** A few paragraphs, of every kind that the page shows in its own way. */
export function sampleSegments(): Scripted[] {
  return [
    {
      id: 'aaaa1',
      chapter: 'resilience.md',
      kind: 'heading',
      source: '熔断',
      target: 'Circuit breaking',
      status: 'translated',
    },
    {
      id: 'aaaa2',
      chapter: 'resilience.md',
      source: '熔断器在 `max_connections` 达到 **上限** 时打开，见 {ref}`监听器`。',
      target: '',
      status: 'untranslated',
      memory: [['熔断器在达到上限时打开。', 'The circuit breaker opens at the limit.']],
    },
    {
      id: 'aaaa3',
      chapter: 'resilience.md',
      source: '路由超时默认为 15 秒。',
      from: '路由超时默认为 10 秒。',
      target: 'The route timeout is 10 seconds by default.',
      status: 'stale',
      suggestions: ['The route timeout is 15 seconds by default.'],
      steps: [
        {
          what: 'translated',
          by: 'Li Wei',
          at: '2026-01-05T09:30:00Z',
          reason: null,
          target: 'The route timeout is 10 seconds by default.',
          isOfToday: false,
          isAssumed: false,
        },
      ],
    },
    {
      id: 'aaaa4',
      chapter: 'resilience.md',
      source: '监听器接受连接。',
      target: 'The listener accepts accepts connections.',
      status: 'draft',
    },
    { id: 'aaaa5', chapter: 'envoy.md', source: '集群由多个主机组成。', target: '', status: 'untranslated' },
    { id: 'aaaa6', chapter: 'envoy.md', source: '已译。', target: 'Translated.', status: 'translated' },
  ]
}

export const SAMPLE_TERMS = [
  ['熔断器', 'circuit breaker'],
  ['监听器', 'listener'],
  ['超时', 'timeout'],
] as const
