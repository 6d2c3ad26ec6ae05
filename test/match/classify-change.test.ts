import { describe, expect, it } from 'vitest'
import { CHANGES, type Change, isCosmetic } from '../../src/core/status.js'
import { classifyChange } from '../../src/match/classify-change.js'

const EXAMPLES: Readonly<Record<Change, readonly (readonly [older: string, newer: string])[]>> = {
  format: [
    ['连接池大小', '连接池大小'],
    ['连接 池', '连接池'],
    ['使用Envoy代理', '使用 Envoy 代理'],
    ['第一行\n第二行', '第一行第二行'],
    ['最终通知数据源', '最终**通知数据源**'],
    ['*重要* 的事', '**重要**的事'],
    ['收到 RST 后关闭', '收到 `RST` 后关闭'],
    ['设 delayed_close_timeout 为', '设 `delayed_close_timeout` 为'],
    ['见 https://envoy.example/docs', '见 [https://envoy.example/docs](https://envoy.example/docs)'],
    ['见 <https://envoy.example/docs>', '见 https://envoy.example/docs'],
    ['<u>下划线<u> 文字', '<u>下划线</u> 文字'],
    ['> 引用的话', '引用的话'],
    ['- 一项', '* 一项'],
    ['端口 １５００１', '端口 15001'],
    ['ＨＴＴＰ 协议', 'HTTP 协议'],
    ['最多 1,000 个', '最多 1000 个'],
    ['两行  \n文字', '两行<br>文字'],
  ],
  punctuation: [
    ['请求被转发', '请求被转发。'],
    ['请求,响应', '请求，响应'],
    ['“请求”', '「请求」'],
    ['什么是 sink', '什么是 sink？'],
    ['client --> server', 'client ➔ server'],
    ['HTTP/1.1 协议', 'HTTP 1.1 协议'],
    ['好。', '好！'],
  ],
  typo: [
    ['Upsteam 连接', 'Upstream 连接'],
    ['Repsonse 头', 'Response 头'],
    ['a reslience policy', 'a resilience policy'],
    ['发送 requsets', '发送 requests'],
    ['envoy 代理', 'Envoy 代理'],
    ['前面章節說明了連接池', '前面章节说明了连接池'],
    ['快速的转发', '快速地转发'],
    ['布署应用', '部署应用'],
    ['事无具细', '事无巨细'],
    ['登陆系统', '登录系统'],
    ['在在集群中', '在集群中'],
    ['microservices', 'micro services'],
    ['最多 3 万个连接', '最多 30,000 个连接'],
    ['三个副本', '3 个副本'],
  ],
  number: [
    ['最多 100 个连接', '最多 1000 个连接'],
    ['release-1.14', 'release-1.17'],
    ['有四种事件', '有五种事件'],
    ['有 4 种事件', '有五种事件'],
    ['超时 5 ms', '超时 5 s'],
    ['超时 5 毫秒', '超时 5 秒'],
    ['3万个', '3亿个'],
    ['2023 年 5 月', '2024 年 5 月'],
    ['HTTP1 流程', 'HTTP2 流程'],
    ['误差 5', '误差 -5'],
    ['v1.1 版本', 'v1.10 版本'],
    ['two replicas', 'three replicas'],
    ['十个', '二十个'],
  ],
  negation: [
    ['连接可以复用', '连接不可以复用'],
    ['它监听端口', '它不监听端口'],
    ['支持重试', '不支持重试'],
    ['有连接', '没有连接'],
    ['The connection is reused', 'The connection is not reused'],
    ['an allocated port', 'an unallocated port'],
    ['it can be reused', 'it cannot be reused'],
    ['设置生效', '设置未生效'],
  ],
  code: [
    ['使用 `max_connections`', '使用 `max_requests`'],
    ['见 [文档](/a/b.md)', '见 [文档](/a/c.md)'],
    ['见文档', '见[文档](/a/b.md)'],
    ['{ref}`图：架构`', '{ref}`图：总体架构`'],
    ['{doc}`/a/b`', '{doc}`/a/c`'],
    ['![图](a.svg)', '![图](b.svg)'],
    ['<img src="a.png">', '<img src="b.png">'],
    ['用 `a.b` 表示', '用 `a/b` 表示'],
    ['用 `Debug` 级别', '用 `debug` 级别'],
    ['设为 `80`', '设为 `8080`'],
  ],
  substantive: [
    ['下游连接', '上游连接'],
    ['服务端关闭连接', '客户端关闭连接'],
    ['入站流量', '出站流量'],
    ['在请求之前', '在请求之后'],
    ['连接数增加', '连接数减少'],
    ['值为 true', '值为 false'],
    ['买入资源', '卖入资源'],
    ['这个连接', '这个链接'],
    ['启用该选项', '弃用该选项'],
    ['终止请求', '中止请求'],
    ['接收数据', '接受数据'],
    ['线程被移入队列', '线程移入队列'],
    ['读缓冲区', '写缓冲区'],
    ['同步调用', '异步调用'],
    ['inbound traffic', 'outbound traffic'],
    ['the ingress gateway', 'the egress gateway'],
    ['a batch of requests', 'a patch of requests'],
    ['cluster state', 'cluster stats'],
    ['the router', 'the route'],
    ['lock the file', 'block the file'],
    ['支持重试', '支持超时'],
    ['支持重试。', '支持重试，也支持超时。'],
    ['这是支持的。', '这是支持的？'],
    ['调用的服务', '调用服务'],
    ['连接了服务', '连接服务'],
    ['public casual access', 'public causal access'],
    ['Envoy 不支持 5 种重试', 'Envoy 支持 3 种超时'],
    ['必须配置', '可以配置'],
    ['所有请求', '部分请求'],
    ['大于 5', '小于 5'],
    ['a > 5', 'a < 5'],
    ['全部连接', '全部请求'],
    ['最大值', '最小值'],
    ['从 3 到 5', '从 5 到 3'],
  ],
}

describe('classifyChange', () => {
  describe.each(CHANGES)('%s', (change) => {
    it.each(EXAMPLES[change])('%s → %s', (older, newer) => {
      expect(classifyChange(older, newer)).toBe(change)
      expect(classifyChange(newer, older)).toBe(change)
    })
  })

  it('should name the most consequential of several changes', () => {
    expect(classifyChange('连接,最多 5 个', '连接，最多 6 个')).toBe('number')
    expect(classifyChange('Upsteam 最多 5 个', 'Upstream 最多 6 个')).toBe('number')
    expect(classifyChange('最多 5 个 `a`', '最多 6 个 `b`')).toBe('code')
    expect(classifyChange('支持 5 个', '不支持 6 个')).toBe('negation')
    expect(classifyChange('最多 5 个连接', '最多 6 个请求')).toBe('substantive')
    expect(classifyChange('见 [文档](a)', '看 [文档](b)')).toBe('substantive')
  })

  it('should not look at a long text letter by letter', () => {
    const long = '连接池，'.repeat(1_000_000)
    expect(classifyChange(`${long}5${long}`, `${long}6${long}`)).toBe('number')
    expect(classifyChange(long, long.replaceAll('，', '请'))).toBe('substantive')
  })

  it('should never call the exchange of opposites cosmetic', () => {
    const opposites =
      '上下 前后 左右 内外 入出 进退 增减 加减 升降 大小 多少 高低 长短 新旧 开关 启停 买卖 授受 主从 客服 读写 收发 存取 推拉 正反 真假 有无 同异 始终 早晚 快慢 强弱 远近 首末 明暗 公私 动静 南北 东西 男女 先后 是否 可不 未已 连断 生灭 供需 硬软 冷热 深浅 宽窄 单双 奇偶'
    for (const [a, b] of opposites.split(' ') as unknown as [string, string][]) {
      for (const [before, after] of [
        ['', ''],
        ['向', '游'],
        ['最', '值'],
        ['非', '的'],
        ['数据', '入'],
      ]) {
        expect([a, b, isCosmetic(classifyChange(`${before}${a}${after}`, `${before}${b}${after}`))]).toEqual([
          a,
          b,
          false,
        ])
      }
    }
  })
})
