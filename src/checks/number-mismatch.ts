import { proseOf } from '../core/inline.js'
import { isSimilar } from '../core/near-spelling.js'
import { chineseNumbers } from './chinese-numbers.js'
import { defineCheck } from './define-check.js'
import { englishNumbers } from './english-numbers.js'
import type { Quantity } from './quantity.js'

export const numberMismatch = defineCheck({
  id: 'number-mismatch',
  severity: 'error',
  issueType: 'numbers',
  docs: {
    summary: 'A number of the source is not in the English, or another stands there.',
    rationale:
      'Ports, versions, limits and dates are copied, never translated, and a wrong digit survives review easily. 万 and 亿, full-width digits, number words, thousands separators and month names are understood. Chinese numerals are compared only where they are counts, and only against another number in the English.',
  },
  examples: {
    ok: [
      { source: '监听 15001 端口。', target: 'It listens on port 15001.' },
      { source: '最多 １０ 万个连接', target: 'at most 100,000 connections' },
      { source: '第三次重试', target: 'the third retry' },
      { source: '2024 年 5 月 1 日', target: 'May 1, 2024' },
      { source: '两个代理都统一重启一次。', target: 'Both proxies are restarted.' },
    ],
    notOk: [
      {
        source: '监听 15001 端口。',
        target: 'It listens on port 15006.',
        findings: [{ values: { expected: '15001', found: '15006', context: 'found' } }],
      },
      {
        source: '超时为 30 秒。',
        target: 'There is a timeout.',
        findings: [{ severity: 'warning', values: { expected: '30' } }],
      },
      {
        source: '有三个监听器。',
        target: 'There are four listeners.',
        findings: [{ severity: 'warning', values: { expected: '三', found: 'four', context: 'found' } }],
      },
      {
        source: '监听端口。',
        target: 'It listens on port 15006.',
        findings: [{ severity: 'info', values: { found: '15006', context: 'extra' } }],
      },
    ],
  },
  *run({ source, target }) {
    if (!NUMERIC.test(source) && !NUMERIC.test(target)) return
    const wanted = chineseNumbers(proseOf(source))
    const given = englishNumbers(proseOf(target))
    const missing = unexplained(wanted, [...given, ...englishNumbers(target)])
    const extra = unexplained(given, [...wanted, ...englishNumbers(source), ...chineseNumbers(source)])
    for (const quantity of missing) {
      const [found] = extra.splice(counterpart(quantity, extra), 1)
      const expected = quantity.text
      if (found) {
        const values = { expected, found: found.text, context: 'found' }
        yield quantity.kind === 'digits'
          ? { range: found.range, values }
          : { range: found.range, severity: 'warning', values }
      } else if (quantity.kind === 'digits') yield { severity: 'warning', values: { expected } }
    }
    for (const { text, range, kind } of extra) {
      if (kind === 'digits') yield { range, severity: 'info', values: { found: text, context: 'extra' } }
    }
  },
})

/** Without one of these on either side there is nothing to compare. */
const NUMERIC = /[\d\uff10-\uff19二两三四五六七八九十百千万亿]/

/** Those of `quantities` of which no reading stands on the other side, each value once. */
function unexplained(quantities: readonly Quantity[], others: readonly Quantity[]): Quantity[] {
  const known = new Set(others.flatMap(({ values }) => values))
  return quantities.filter(({ kind, values }) => {
    if (kind === 'hint' || values.some((value) => known.has(value))) return false
    known.add(values[0] ?? '')
    return true
  })
}

/** Where in `extra` the number stands that was written instead; 0 if none is like it. */
function counterpart(quantity: Quantity, extra: readonly Quantity[]): number {
  const alike = extra.findIndex(({ text }) => isSimilar(text, quantity.text))
  const same = alike === -1 ? extra.findIndex(({ kind }) => kind === quantity.kind) : alike
  return Math.max(0, same)
}
