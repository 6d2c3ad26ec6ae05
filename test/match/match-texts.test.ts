import { describe, expect, it } from 'vitest'
import { matchTexts } from '../../src/match/match-texts.js'
import type { MatchUnit } from '../../src/match/match-unit.js'

const p = (text: string, kind = 'paragraph'): MatchUnit => ({ text, kind })
const before = p('监听器在启动时绑定端口，然后等待新的连接。')
const after = p('连接关闭以后，统计信息会写入访问日志。')

/** The links as `older→newer kind`, then what is left. */
function show(older: readonly MatchUnit[], newer: readonly MatchUnit[]): string[] {
  const { links, gone, added } = matchTexts(older, newer)
  return [
    ...links.map((link) => `${link.older}→${link.newer} ${link.kind}`),
    ...gone.map((at) => `gone ${at}`),
    ...added.map((at) => `added ${at}`),
  ]
}

/** What becomes of one text between two unchanged ones. */
function inPlace(older: MatchUnit | readonly MatchUnit[], newer: MatchUnit | readonly MatchUnit[]): string[] {
  return show([before, older, after].flat(), [before, newer, after].flat()).filter(
    (line) => !line.endsWith('unchanged'),
  )
}

describe('matchTexts', () => {
  it('should follow an edited paragraph', () => {
    expect(inPlace(p('默认最多 100 个连接，超出的会排队。'), p('默认最多 1024 个连接，超出的会被拒绝。'))).toEqual([
      '1→1 changed',
    ])
  })

  it('should keep the link of a paragraph translated or rewritten around its own names', () => {
    expect(
      inPlace(
        p('To enable tags you can add `extraStatTags` to your config.'),
        p('把 `extraStatTags` 加到配置里即可启用标签。'),
      ),
    ).toEqual(['1→1 changed'])
  })

  it('should not let an unrelated paragraph inherit a link', () => {
    expect(inPlace(p('证书轮换由控制面负责，数据面只需订阅。'), p('读者可以跳过本章，它只讲历史沿革。'))).toEqual([
      'gone 1',
      'added 1',
    ])
  })

  it('should not take a word the whole page uses for evidence', () => {
    const older = [p('Envoy 的监听器绑定端口。'), p('Envoy 轮换证书时不断开。'), p('Envoy 写访问日志。')]
    const newer = [p('Envoy 的监听器绑定端口。'), p('读者若熟悉 Envoy 可略过历史。'), p('Envoy 写访问日志。')]
    expect(show(older, newer)).toEqual(['0→0 unchanged', '2→2 unchanged', 'gone 1', 'added 1'])
  })

  it('should follow a renamed heading by its place, and no other', () => {
    expect(inPlace(p('概括', 'heading'), p('结语', 'heading'))).toEqual(['1→1 changed'])
    expect(inPlace(p('概括', 'heading'), p('结语'))).toEqual(['gone 1', 'added 1'])
    expect(inPlace(p('概括', 'heading'), [p('结语', 'heading'), p('另一段全新的话。')])).toEqual([
      'gone 1',
      'added 1',
      'added 2',
    ])
  })

  it('should keep table cells in their places', () => {
    const cells = (...texts: string[]) => texts.map((text) => p(text, 'table-cell'))
    expect(
      show(cells('选项', '默认', '超时', '是', '重试', '否'), cells('选项', '默认', '超时', '否', '重试', '是')),
    ).toEqual(['0→0 unchanged', '1→1 unchanged', '2→2 unchanged', '3→3 changed', '4→4 unchanged', '5→5 changed'])
  })

  it('should split and merge', () => {
    const [first, second, third] = [
      '编译需要固定的环境。',
      '环境与官方版本一致，避免陷阱。',
      '内置工具也很齐全，简单易用。',
    ]
    const whole = p(`${first}${second}${third}`)
    expect(inPlace(whole, [p(first), p(second, 'list-item'), p(third, 'list-item')])).toEqual(['1→1,2,3 split'])
    expect(inPlace([p(first), p(second), p(third)], whole)).toEqual(['1,2,3→1 merged'])
  })

  it('should find the pieces of a split that new text parts', () => {
    const whole = p('请求与响应的流程自然不可能简单。按本书的习惯，先上一张总览图，后面逐步展开说明。')
    const pieces = [
      p('请求与响应的流程自然不可能简单。'),
      p('插图请用双屏观看。', 'fence'),
      p('按本书的习惯，先上一张总览图，后面逐步展开说明。'),
    ]
    expect(inPlace(whole, pieces)).toEqual(['1→1,3 split', 'added 2'])
  })

  it('should follow a moved section with its short heading', () => {
    const section = [p('总结', 'heading'), p('流控靠水位线触发回调，逐级传递到数据源。')]
    const other = [p('背景', 'heading'), p('早期版本没有流控，内存会被写满。'), p('后来社区引入了高低水位线的设计。')]
    expect(show([...section, ...other], [...other, ...section])).toEqual([
      '0→3 moved',
      '1→4 moved',
      '2→0 unchanged',
      '3→1 unchanged',
      '4→2 unchanged',
    ])
  })

  it('should pair repeated headings by their sections', () => {
    const note = (section: string): MatchUnit => ({ text: '注意', kind: 'heading', section: [section] })
    const older = [p('甲', 'heading'), note('甲'), p('乙', 'heading'), note('乙'), p('丙', 'heading'), note('丙')]
    const newer = [p('甲', 'heading'), note('甲'), p('乙', 'heading'), p('丙', 'heading'), note('丙')]
    expect(show(older, newer)).toEqual([
      '0→0 unchanged',
      '1→1 unchanged',
      '2→2 unchanged',
      '4→3 unchanged',
      '5→4 unchanged',
      'gone 3',
    ])
  })

  it('should follow a paragraph that became a list item', () => {
    expect(inPlace(p('内置工具也很齐全，简单易用。'), p('内置工具也很齐全，简单易用。', 'list-item'))).toEqual([])
  })

  it('should take normalization for no difference', () => {
    expect(inPlace(p('两行\n文字 '), p('\uFEFF两行\r\n文字'))).toEqual([])
  })

  it('should link a caption to captions only', () => {
    expect(inPlace([p('图：架构', 'alt'), p('图：架构', 'caption')], p('图：架构', 'caption'))).toEqual(['gone 1'])
  })

  it('should pair one paragraph 500 times in order', () => {
    const list = Array.from({ length: 500 }, () => p('同样的一段话，出现了很多很多次。'))
    const { links, gone } = matchTexts(list, list.slice(1))
    expect(links.every(({ older, newer, kind }) => kind === 'unchanged' && older[0] === newer[0])).toBe(true)
    expect(gone).toEqual([499])
  })

  it('should not stumble over one enormous line', () => {
    const line = '连接池与熔断器，'.repeat(2_500_000)
    expect(inPlace(p(line), p(`${line}完。`))).toEqual(['1→1 changed'])
  })
})
