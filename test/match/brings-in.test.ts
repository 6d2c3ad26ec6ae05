import { describe, expect, it } from 'vitest'
import { bringsIn, clearsStale, wordsChanged } from '../../src/match/brings-in.js'

describe('wordsChanged', () => {
  it.each([
    ['A pool of connections.', 'a pool of connections!', false],
    ['Use `x` now', 'Use x now', false],
    ['two  blanks', 'two blanks', false],
    ['A pool of connections.', 'A set of connections.', true],
    ['at most 5', 'at most 6', true],
    ['Use `x`', 'Use `y`', true],
  ])('%s → %s', (older, newer, expected) => {
    expect(wordsChanged(older, newer)).toBe(expected)
  })
})

describe('bringsIn', () => {
  it.each([
    ['最多 1 万个', '最多 3 万个', 'at most 10,000', 'at most 30,000', true],
    ['最多 1 万个', '最多三万个', 'at most 10,000', 'at most 30k', true],
    ['最多 1 万个', '最多 3 万个', 'at most 10,000', 'at most thirty thousand', true],
    ['最多 1 万个', '最多 3 万个', 'at most 10,000', 'no more than 10,000', false],
    ['超时 5 秒，重试 3 次', '超时 3 秒，重试 3 次', 'timeout 5s, 3 tries', 'timeout 5s, three retries', false],
    ['超时 5 秒，重试 3 次', '超时 3 秒，重试 3 次', 'timeout 5s, 3 tries', 'timeout 3s, 3 tries', true],
    ['两个副本', '两个副本，重试两次', 'two replicas', 'two replicas, retried twice', true],
    ['2024 年 5 月', '2024 年 6 月', 'May 2024', 'June 2024', true],
    ['1.14 版', '1.17 版', 'release 1.14', 'release 1.17', true],
    ['1.14 版', '1.17 版', 'release 1.14', 'the release 1.14', false],
    ['用 `a`', '用 `b`', 'use `a`', 'use `b`', true],
    ['用 `a`', '用 `b`', 'use `a`', 'utilize `a`', false],
    ['用 `a` 和 `b`', '用 `b`', 'use `a` and `b`', 'use just `b`', true],
    ['用 `a` 和 `b`', '用 `b`', 'use `a` and `b`', 'use both `a` and `b`', false],
    [
      '[文](https://x.org/zh_CN/a)',
      '[文](https://x.org/zh_CN/b)',
      '[t](https://x.org/en/a)',
      '[t](https://x.org/en/b)',
      true,
    ],
    [
      '[文](https://x.org/zh_CN/a)',
      '[文](https://x.org/zh_CN/b)',
      '[t](https://x.org/en/a)',
      '[text](https://x.org/en/a)',
      false,
    ],
    ['[文](/a/stat)', '[文](/a/stats)', '[t](/a/stat)', '[t](/a/stats)', true],
    ['[文](/a/stats)', '[文](/a/stat)', '[t](/a/stats)', '[t](/a/stat)', true],
    ['[文](/a/stat)', '[文](/a/stats)', '[t](/a/stat)', '[text](/a/stat)', false],
    ['用 `Http::Codec`', '用 `Envoy::Http::Codec`', 'use `Http::Codec`', 'use `Envoy::Http::Codec`', true],
    ['{ref}`图：甲`', '{ref}`图：乙`', '{ref}`Figure A`', '{ref}`Figure B`', true],
    ['不变', '变', 'stays', 'changes', true],
  ])('%s → %s: %s → %s', (sourceOld, sourceNew, targetOld, targetNew, expected) => {
    expect(bringsIn(targetOld, targetNew, sourceOld, sourceNew)).toBe(expected)
  })
})

describe('clearsStale', () => {
  it('should ask for words, and for the new value where there is one', () => {
    expect(clearsStale('substantive', 'Old words.', 'Old words!', '旧', '新')).toBe(false)
    expect(clearsStale('substantive', 'Old words.', 'New words.', '旧', '新')).toBe(true)
    expect(clearsStale('number', 'at most 5', 'no more than 5', '最多 5', '最多 6')).toBe(false)
    expect(clearsStale('number', 'at most 5', 'at most 6', '最多 5', '最多 6')).toBe(true)
    expect(clearsStale('code', '[t](a)', '[t](b)', '[文](a)', '[文](b)')).toBe(true)
    expect(clearsStale('code', '[t](a)', '[t](a)', '[文](a)', '[文](b)')).toBe(false)
  })
})
