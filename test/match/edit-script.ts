import fc from 'fast-check'
import type { MatchUnit } from '../../src/match/match-unit.js'

/** A unit of a model list: what it is made of, so that its history can be told whatever is done to it. */
export interface ModelUnit extends MatchUnit {
  /** Indices of the older units whose text went into it; empty for new text. */
  readonly from: readonly number[]
  readonly step: 'kept' | 'edited' | 'moved' | 'added' | 'copied' | 'split' | 'merged'
}

/** Words of two characters; a number's digits choose among them, so that unlike numbers give unlike sentences. */
const WORDS =
  '监听 连接 控制 过滤 路由 证书 熔断 事件 线程 集群 读取 转发 关闭 复用 校验 缓存 拒绝 统计 加密 调度 请求 响应 空闲 日志 健康 镜像 重试 超时 令牌 心跳 启动 负载 权重 握手 来源 隔离 故障 端口 协议 内核 队列 缓冲 水位 指标 标签 命名 服务 网关 边车 注入 配置 版本 升级 回滚 灰度 追踪 采样 聚合 延迟 吞吐 限流 配额 密钥 轮换'.split(
    ' ',
  )
const PARTICLES = '的 了 在 与 把 为 从 对 则 就 会 被 以 而 由 向'.split(' ')

/** A sentence of some twenty characters, in no way like that of another number. */
function sentence(number: number): string {
  let state = (number + 1) * 2_654_435_761
  const next = (list: readonly string[]) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393
    return list[(state >>> 16) % list.length] ?? ''
  }
  const parts = Array.from({ length: 7 }, () => next(WORDS) + next(WORDS).slice(0, 1) + next(PARTICLES))
  return `${parts.slice(0, 4).join('')}，${parts.slice(4).join('')} \`option_${number}\`。`
}

/** The text of a paragraph of two to four sentences; paragraphs of different numbers share no sentence. */
export function paragraph(number: number): string {
  return Array.from({ length: 2 + (number % 3) }, (_, index) => sentence(number * 137 + index * 29 + 1)).join('')
}

type Step = 'keep' | 'edit' | 'move' | 'drop' | 'insert' | 'copy' | 'split' | 'merge'

/** Random histories of a list of paragraphs, mostly keeping, with what became of every one of them. */
export const history = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constant<Step>('keep') },
      { weight: 6, arbitrary: fc.constantFrom<Step>('edit', 'move', 'drop', 'insert', 'copy', 'split', 'merge') },
    ),
    { minLength: 1, maxLength: 40 },
  )
  .chain((steps) => fc.tuple(fc.constant(steps), fc.array(fc.nat(1000), { minLength: 41, maxLength: 41 })))
  .map(([steps, places]) => play(steps, places))

function play(steps: readonly Step[], places: readonly number[]): { older: MatchUnit[]; newer: ModelUnit[] } {
  const older = steps.map((_, index): MatchUnit => ({ text: paragraph(index), kind: 'paragraph', section: [] }))
  const newer: ModelUnit[] = []
  const moved: ModelUnit[] = []
  for (let index = 0; index < steps.length; index++) {
    const text = older[index]?.text ?? ''
    const add = (text: string, step: ModelUnit['step'], from: readonly number[] = [index]) =>
      newer.push({ text, kind: 'paragraph', section: [], step, from })
    const cut = text.indexOf('。') + 1
    const step = steps[index]
    if (step === 'edit') add(text.replace('，', '之后，另外'), 'edited')
    else if (step === 'move') moved.push({ text, kind: 'paragraph', section: [], step: 'moved', from: [index] })
    else if (step === 'insert') {
      add(paragraph(1000 + index), 'added', [])
      add(text, 'kept')
    } else if (step === 'copy') {
      add(text, 'kept')
      add(text, 'copied', [])
    } else if (step === 'split') {
      add(text.slice(0, cut), 'split')
      add(text.slice(cut), 'split')
    } else if (step === 'merge' && index + 1 < steps.length) {
      add(`${text}${older[index + 1]?.text}`, 'merged', [index, index + 1])
      index++
    } else if (step !== 'drop') add(text, 'kept')
  }
  for (const [index, unit] of moved.entries()) {
    let place = (places[index] ?? 0) % (newer.length + 1)
    while (newer[place]?.step === 'split' && newer[place]?.from[0] === newer[place - 1]?.from[0]) place++
    newer.splice(place, 0, unit)
  }
  return { older, newer }
}
