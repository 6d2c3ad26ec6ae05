import { describe, expect, it } from 'vitest'
import { parseNumeral } from '../../src/checks/chinese-numbers.js'
import type { Check } from '../../src/checks/define-check.js'
import { numberMismatch } from '../../src/checks/number-mismatch.js'
import { pairOf } from './pairs.js'

const check: Check = numberMismatch
const run = (source: string, target: string) =>
  [...check.run(...pairOf(check, { source, target }))].map(({ values }) => values)

describe('number-mismatch', () => {
  it.each([
    ['共 1.5 万个', '15,000 in all'],
    ['共 1.1 亿行', '110 million lines'],
    ['共 1.1 亿行', '110M lines'],
    ['占 ５０％', 'half of it'],
    ['百分之五十', '50 percent'],
    ['二十五个', 'twenty-five'],
    ['一百二十个', 'one hundred and twenty'],
    ['12 月 25 日', 'December 25th'],
    ['15:00 开始', 'starts at 3 PM'],
    ['版本 v1.20.3', 'version 1.20.3'],
    ['第三方的 k8s', 'third-party Kubernetes'],
    ['两个都', 'both'],
    ['重试三次', 'retried three times'],
    ['万兆网卡', '10 Gigabit NIC'],
    ['几百个、三四个', 'some'],
    ['三分之一', 'a third'],
    ['端口 15001', 'port `15001`'],
    ['一般来说，一个一个地', 'generally, one after another'],
  ])('accepts %s as %s', (source, target) => {
    expect(run(source, target)).toEqual([])
  })

  it.each([
    ['共 1.5 万个', '1,500 in all', '1.5 万', '1,500'],
    ['四层代理', 'an L7 proxy', '四', '7'],
    ['L4 代理', 'an L7 proxy', '4', '7'],
    ['v1.20 版', 'version 1.2', '1.20', '1.2'],
    ['重试三次', 'retried five times', '三', 'five'],
    ['2024 年 5 月', 'June 2025', '2024', '2025'],
  ])('reports %s as %s', (source, target, expected, found) => {
    expect(run(source, target)).toContainEqual({ expected, found, context: 'found' })
  })

  it.each([
    ['十', '10'],
    ['十五', '15'],
    ['三百零五', '305'],
    ['一万二千', '12000'],
    ['两亿', '200000000'],
    ['二〇二四', '2024'],
  ])('reads %s', (numeral, value) => {
    expect(parseNumeral(numeral)).toBe(value)
  })

  it('should not read an enumeration', () => {
    expect(parseNumeral('三四')).toBeNull()
  })
})
