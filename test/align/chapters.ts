import { alignChapters, type ChapterAlignment, type ChapterAlignOptions } from '../../src/align/align-chapters.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

/** A chapter about connection pools, paragraph by paragraph, in both languages. */
export const POOLS = [
  ['# 连接池', '# Connection pools'],
  [
    'Envoy 为每个 upstream 主机维护一个连接池，由 `max_connections` 限制其大小。',
    'Envoy keeps a connection pool for each upstream host; its size is limited by `max_connections`.',
  ],
  ['## 超时', '## Timeouts'],
  ['默认的连接超时是 5 秒。', 'The default connect timeout is 5 seconds.'],
  ['```yaml\nconnect_timeout: 5s\n```', '```yaml\nconnect_timeout: 5s\n```'],
  [
    '空闲的连接在一小时之后被关闭，除非客户端继续发送请求。',
    'Idle connections are closed after one hour unless the client goes on sending requests.',
  ],
  ['## 重试', '## Retries'],
  [
    '重试次数由 `num_retries` 指定，重试之间的间隔随机增加，以避免上游过载。',
    'The number of retries is given by `num_retries`; the interval between retries grows at random to avoid overload upstream.',
  ],
  [
    '请求失败时，代理把错误写入访问日志，运维人员可以据此分析原因。',
    'When a request fails, the proxy writes the error to the access log, from which operators can analyze the cause.',
  ],
  ['- 熔断器打开之后，新的请求立即被拒绝。', '- Once the circuit breaker is open, new requests are rejected at once.'],
  ['- 每个集群都有自己的统计指标。', '- Every cluster has metrics of its own.'],
] as const

export const chineseOf = (pairs: readonly (readonly [string, string])[]) => pairs.map(([chinese]) => chinese)
export const englishOf = (pairs: readonly (readonly [string, string])[]) => pairs.map(([, english]) => english)

export function alignBlocks(source: readonly string[], target: readonly string[], options?: ChapterAlignOptions) {
  return alignChapters(parseChapter(source.join('\n\n')), parseChapter(target.join('\n\n')), options)
}

/** Links as text: `0-0`, `1-1,2`, `3-`, with `copied`, `moved` or `untranslated` behind. */
export function sketch({ links }: ChapterAlignment): string[] {
  return links.map(({ source, target, kind, untranslated }) => {
    const remark = kind === 'copied' || kind === 'moved' ? ` ${kind}` : ''
    return `${source.join(',')}-${target.join(',')}${remark}${untranslated ? ' untranslated' : ''}`
  })
}
