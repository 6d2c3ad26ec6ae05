import type { Hunk } from './hunks.js'
import { simplify } from './variants.js'
import type { Token } from './wording.js'

/** Characters that are mistaken for one another and never tell two statements apart. */
const INTERCHANGED = [
  '的地得',
  '做作',
  '象像',
  '帐账',
  '它他她',
  '侯候',
  '竟竞',
  '惟唯',
  '粘黏',
  '祇只',
  '己已',
  '形型',
].map((characters) => new Set(characters))

/** Misspelled words and what they stand for, one character apart. */
const MISSPELLED = new Set(
  '布署部署 部暑部署 登陆登录 阀值阈值 按装安装 反回返回 既使即使 以经已经 在次再次 制订制定 起动启动 重起重启 纪录记录 类形类型 模形模型 由其尤其 因该应该 图象图像 迭加叠加 叠代迭代 存贮存储 座标坐标 兼融兼容 内函内涵 流览浏览 复盖覆盖 配制配置 定阅订阅 通迅通讯 通迅通信 协义协议 未尾末尾 清析清晰 分辩分辨 辩别辨别 以赖依赖 依懒依赖 请救请求 效验校验 调式调试 过虑过滤 适陪适配 缓充缓冲 屏闭屏蔽 响映响应 部份部分 身分身份 交待交代 撤消撤销 拓朴拓扑 拷备拷贝 检侧检测 侧试测试 按照安照 竟态竞态 具细巨细 树型树形 联结连结 代里代理 负截负载 加截加载 解藕解耦 藕合耦合 震荡振荡'.split(
    ' ',
  ),
)

/** Function characters: written twice running, one of them is a slip. */
const UNDOUBLED = new Set('的了是在和与及或到为这那就也被把对于以从由将可能要而则但且因如所其之用会都'.split(''))

/** English words that one slip of the pen turns into other words. */
const LOOKALIKES = new Set(
  'casual causal|country county|through though|thorough through|united untied|public pubic|contract contact|desert dessert|statue statute|staring starting|polling poling|planning planing|bounded bonded|sacred scared|martial marital|retries retires|signed singed|adverse averse|resigned reigned|immanent imminent|prefect perfect|conversation conservation|complied compiled|restore restor'
    .split('|')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
)

/** Shorter words are too easily turned into others. */
const SHORTEST_MISSPELT = 6

/**
 * True when the hunk corrects, or makes, a mistake of spelling and nothing else. Deliberately narrow: what it lets
 * through is called cosmetic and nobody looks at the English again.
 */
export function isSpelling({ removed, added, older, olderAt, newer, newerAt }: Hunk): boolean {
  const [before, after] = [removed.map(({ text }) => text), added.map(({ text }) => text)]
  if (isJoining(removed, added)) return true
  if (removed.length === added.length) {
    return before.every((from, index) =>
      isSameSpelled(from, after[index] ?? '', older, olderAt + index, newer, newerAt + index),
    )
  }
  const [extra, tokens, at] = added.length > removed.length ? [after, newer, newerAt] : [before, older, olderAt]
  if (removed.length > 0 && added.length > 0) return false
  return extra.length === 1 && isDoubled(extra[0] ?? '', tokens, at)
}

/** `re-use` against `reuse`, `micro services` against `microservices`. */
function isJoining(removed: readonly Token[], added: readonly Token[]): boolean {
  if (removed.length === added.length || [...removed, ...added].some(({ type, inCode }) => type !== 'word' || inCode)) {
    return false
  }
  const [from, to] = [removed, added].map((tokens) => tokens.map(({ text }) => text.toLowerCase()).join(''))
  return from === to && (from ?? '').length >= SHORTEST_MISSPELT
}

function isSameSpelled(
  from: string,
  to: string,
  older: readonly Token[],
  olderAt: number,
  newer: readonly Token[],
  newerAt: number,
): boolean {
  if (simplify(from) === simplify(to)) return true
  if (INTERCHANGED.some((group) => group.has(from) && group.has(to))) return true
  if (/^[a-z]+$/i.test(from) && /^[a-z]+$/i.test(to)) return isOneSlip(from.toLowerCase(), to.toLowerCase())
  const words = (tokens: readonly Token[], at: number) => [
    `${tokens[at - 1]?.text ?? ''}${tokens[at]?.text ?? ''}`,
    `${tokens[at]?.text ?? ''}${tokens[at + 1]?.text ?? ''}`,
  ]
  const [wordsBefore, wordsAfter] = [words(older, olderAt), words(newer, newerAt)]
  return wordsBefore.some((word, index) => {
    const other = wordsAfter[index] ?? ''
    return MISSPELLED.has(word + other) || MISSPELLED.has(other + word)
  })
}

function isDoubled(character: string, tokens: readonly Token[], at: number): boolean {
  return UNDOUBLED.has(character) && (tokens[at - 1]?.text === character || tokens[at + 1]?.text === character)
}

/** One letter missing, doubled or exchanged with the next inside a longer word. First and last letters carry meaning. */
function isOneSlip(from: string, to: string): boolean {
  if (from === to) return true
  const [shorter, longer] = from.length <= to.length ? [from, to] : [to, from]
  if (shorter.length < SHORTEST_MISSPELT || LOOKALIKES.has(`${from} ${to}`)) return false
  if (shorter[0] !== longer[0] || shorter.at(-1) !== longer.at(-1)) return false
  let start = 0
  while (start < shorter.length && shorter[start] === longer[start]) start++
  if (longer.length === shorter.length + 1) return shorter.slice(start) === longer.slice(start + 1)
  if (longer.length !== shorter.length) return false
  const swapped = `${longer[start + 1]}${longer[start]}`
  return shorter.slice(start, start + 2) === swapped && shorter.slice(start + 2) === longer.slice(start + 2)
}
