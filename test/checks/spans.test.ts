import { describe, expect, it } from 'vitest'
import { chineseLeft } from '../../src/checks/chinese-left.js'
import { codeSpanMismatch } from '../../src/checks/code-span-mismatch.js'
import type { Check } from '../../src/checks/define-check.js'
import { linkMismatch } from '../../src/checks/link-mismatch.js'
import { pairOf } from './pairs.js'

const run = (check: Check, source: string, target: string) =>
  [...check.run(...pairOf(check, { source, target }))].map(({ values, severity }) => ({ severity, ...values }))

describe('code-span-mismatch', () => {
  it.each([
    ['`a_b` 与 `c.d`', '`c.d` and a_b'],
    ['每个 `Network Filter`', 'every one of the `Network Filters`'],
    ['`标签` 字段', 'the `label` field'],
    ['设置 `--trash-days` 为 0', 'set `--trash-days 0`'],
    ['点 `用 a.io 打开`', 'press `open with a.io`'],
  ])('accepts %s as %s', (source, target) => {
    expect(run(codeSpanMismatch, source, target)).toEqual([])
  })

  it('should name all that is lost at once', () => {
    const found = run(codeSpanMismatch, '`alpha.one` 和 `beta.two`', 'nothing')
    expect(found).toEqual([{ severity: 'warning', expected: 'alpha.one, beta.two' }])
  })
})

describe('link-mismatch', () => {
  it.each([
    ['[x](https://a.com/zh-CN/b/)', '[x](https://a.com/b)'],
    ['[x](../zh/a.md)', '[x](../en/a.md)'],
    ['[x](https://zh.a.com/b?hl=zh-cn)', '[x](https://www.a.com/b?hl=en)'],
    ['[https://a.com/b](https://a.com/b)', '<https://a.com/b>'],
    ['[x](a.md) [y](a.md)', '[both](a.md)'],
    ['[x](#连接池)', '[x](#connection-pool)'],
    ['![x](a.png)', 'x'],
    ['[x](https://a.com/ b#c) 页', 'the [x](https://a.com/b#c) page'],
    ['没有链接', 'no [link](https://a.com/b)'],
  ])('accepts %s as %s', (source, target) => {
    expect(run(linkMismatch, source, target)).toEqual([])
  })

  it('should report another page once', () => {
    const found = run(linkMismatch, '[x](https://help.a.cn/1)', '[x](https://www.b.com/document/2)')
    expect(found).toEqual([
      {
        severity: 'warning',
        expected: 'https://help.a.cn/1',
        found: 'https://www.b.com/document/2',
        context: 'found',
      },
    ])
  })
})

describe('chinese-left', () => {
  it('should look at prose only', () => {
    expect(run(chineseLeft, '见图', 'See `图` at [figure](图.md) <!-- 图 --> {ref}`图`')).toEqual([])
  })

  it('should leave the name of the Chinese edition alone', () => {
    expect(run(chineseLeft, '另有[英文版](e)', 'A Chinese edition: [中文版](z)')).toEqual([])
    expect(run(chineseLeft, '见[文档](e)', 'See the [文档](z)')).toMatchObject([{ found: '文档' }])
  })

  it('should tell a title in brackets from text', () => {
    expect(run(chineseLeft, '《雜碎》中一文', '《Notes 雜碎》 中 the article 一文')).toEqual([
      { severity: undefined, found: '中', count: 2 },
      { severity: 'info', found: '雜碎', count: 1 },
    ])
  })

  it('should stay linear on one long line', () => {
    const found = run(chineseLeft, '字', `${'字 a '.repeat(50_000)}`)
    expect(found).toMatchObject([{ count: 50_000 }])
  })
})
