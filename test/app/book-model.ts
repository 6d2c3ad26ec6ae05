/** A made-up book whose English can be told from its Chinese, and edits of either side. */

const WORDS: readonly (readonly [string, string])[] = [
  ['监听器', 'listener'],
  ['连接池', 'connection pool'],
  ['熔断', 'circuit breaking'],
  ['重试', 'retry'],
  ['超时', 'timeout'],
  ['指标', 'metric'],
  ['集群', 'cluster'],
  ['路由', 'route'],
  ['线程', 'thread'],
  ['缓冲区', 'buffer'],
  ['上游', 'upstream'],
  ['下游', 'downstream'],
  ['过滤器', 'filter'],
  ['端口', 'port'],
  ['请求', 'request'],
  ['响应', 'response'],
  ['代理', 'proxy'],
  ['配置', 'configuration'],
  ['证书', 'certificate'],
  ['日志', 'log'],
  ['网格', 'mesh'],
  ['负载', 'load'],
  ['均衡', 'balancing'],
  ['健康', 'health'],
  ['检查', 'check'],
  ['流量', 'traffic'],
  ['队列', 'queue'],
  ['阈值', 'threshold'],
  ['会话', 'session'],
  ['编码', 'encoding'],
  ['解码', 'decoding'],
  ['事件', 'event'],
  ['循环', 'loop'],
  ['内存', 'memory'],
  ['水位', 'watermark'],
]

export type Kind = 'paragraph' | 'heading' | 'item' | 'fence'

/** A paragraph-sized thing: its Chinese, and the English a person gave it, if any. */
export interface Piece {
  readonly kind: Kind
  readonly words: readonly number[]
  readonly number: number
}

export function chineseOf({ kind, words, number }: Piece): string {
  const text = words.map((word) => WORDS[word % WORDS.length]?.[0] ?? '').join('的')
  if (kind === 'fence') return `\`\`\`yaml\nport: ${number}\nname: ${words.join('-')}\n\`\`\``
  if (kind === 'heading') return `## ${text}${number}`
  return `${kind === 'item' ? '- ' : ''}${text}共有 ${number} 个。`
}

export function englishOf({ kind, words, number }: Piece): string {
  const text = words.map((word) => WORDS[word % WORDS.length]?.[1] ?? '').join(' of ')
  if (kind === 'fence') return chineseOf({ kind, words, number })
  if (kind === 'heading') return `## The ${text} ${number}`
  return `${kind === 'item' ? '- ' : ''}There are ${number} of the ${text}.`
}

export function chapterText(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}

export function blocksOf(text: string): string[] {
  return text.trimEnd() === '' ? [] : text.trimEnd().split(/\n\n/)
}
