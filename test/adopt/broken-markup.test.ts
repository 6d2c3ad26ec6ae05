import { describe, expect, it } from 'vitest'
import { isMarkupBroken } from '../../src/app/adopt/broken-markup.js'

describe('markup', () => {
  it.each([
    ['调用 `onClose()`。', "It calls `onClose()'."],
    ['这叫 `半关闭` 状态。', "This is called ``half-closed'' ."],
    [
      '算法是 `有状态` 的，也就是 `稳定` 的。',
      "The algorithm is `stateful'' in that nothing changes, and so `stable' as well.",
    ],
    ['两者是 `A` 和 `B`。', 'They are A` and this is quite another thing, which is `B.'],
    ['上游的健康检查', 'Health checks of the upstream\n\n``'],
  ])('should be broken where backticks do not pair: %s', (chinese, english) => {
    expect(isMarkupBroken(chinese, english)).toBe(true)
  })

  it.each([
    ['调用 `onClose()`。', 'It calls `onClose()`.'],
    ['它叫 `等待连接池可用连接的请求队列`。', 'It is `a queue of requests that wait for a connection from the pool`.'],
    ['它叫“半关闭”。', 'It is called "half-closed", or \\`half-closed\\`.'],
    ['标记 `` ` `` 开始代码。', 'The mark `` ` `` begins code.'],
    ['见 {ref}`标题 <label>`。', 'See {ref}`the heading <label>`.'],
    ["它是 `a' 的值", "It is the value of `a'"],
  ])('should be whole where they pair as in the source: %s', (chinese, english) => {
    expect(isMarkupBroken(chinese, english)).toBe(false)
  })
})
