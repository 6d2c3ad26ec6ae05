import { hasHan } from '../core/text.js'
import { defineCheck } from './define-check.js'
import { maskedText } from './masked.js'
import { textsOf } from './options.js'

export const punctuationChinese = defineCheck({
  id: 'punctuation-chinese',
  severity: 'warning',
  issueType: 'typographical',
  docs: {
    summary: 'Chinese or full-width punctuation, digits or letters stand in the English.',
    rationale:
      '`，`, `（）`, `《》`, `……` and `——` look foreign in English and break where lines wrap. Next to a Chinese character they belong to a quotation, and are left alone; Chinese that should not be there is for `chinese-left`.',
  },
  options: {
    allow: { default: [], summary: 'Marks that may stand in the English.' },
  },
  examples: {
    ok: [
      { source: '首先，监听（端口）。', target: 'First, it listens (on a port)…' },
      { source: '见《逍遥游》。', target: 'See 《逍遥游》.' },
      { source: '见「下一章」。', target: 'See 「below」.', options: { allow: ['「', '」'] } },
    ],
    notOk: [
      { source: '首先，监听。', target: 'First， it listens。', findings: [{ values: { found: '，', count: 2 } }] },
      { source: '等等……', target: 'and so on……', findings: [{ values: { found: '……', count: 1 } }] },
      { source: '共１０个。', target: 'There are １０.', findings: [{ values: { found: '１', count: 2 } }] },
    ],
  },
  *run({ target }, _, options) {
    if (!MARK.test(target)) return
    const allowed = new Set(textsOf(options, 'allow'))
    const text = maskedText(target)
    const found = [...text.matchAll(MARKS)].filter(({ 0: mark, index }) => {
      const isQuoted =
        hasHan(text.slice(0, index).trimEnd().slice(-2)) ||
        hasHan(
          text
            .slice(index + mark.length)
            .trimStart()
            .slice(0, 2),
        )
      return !allowed.has(mark) && !isQuoted
    })
    const [first] = found
    if (!first) return
    const range = [first.index, first.index + first[0].length] as const
    yield { range, values: { found: first[0], count: found.length } }
  },
})

const MARK = /……|——|[\u3000-\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff5e]/u
const MARKS = new RegExp(MARK, 'gu')
