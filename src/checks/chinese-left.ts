import { type ChineseRun, chineseRuns } from '../core/chinese-runs.js'
import { defineCheck } from './define-check.js'
import { textsOf } from './options.js'

const SHOWN = 40

export const chineseLeft = defineCheck({
  id: 'chinese-left',
  severity: 'error',
  issueType: 'untranslated',
  docs: {
    summary: 'Chinese was left in the English text.',
    rationale:
      'A reader who has no Chinese stops there. Code, addresses and labels are not looked at; a Chinese name in quotes or parentheses beside English is only mentioned.',
  },
  options: {
    allow: { default: [], summary: 'Chinese that may stand in the English, such as a name.' },
  },
  examples: {
    ok: [
      { source: '监听器接受连接。', target: 'The listener accepts connections.' },
      { source: '另有[英文版](en.html)。', target: 'There is a Chinese edition: [中文版](zh.html).' },
      { source: '见 `标签` 一列。', target: 'See the `标签` column.' },
      { source: '作者：滿紙方糖言。', target: 'By 滿紙方糖言.', options: { allow: ['滿紙方糖言'] } },
    ],
    notOk: [
      {
        source: '监听器接受连接。',
        target: 'The 监听器 accepts connections.',
        findings: [{ values: { found: '监听器', count: 1 } }],
      },
      {
        source: '本书名为《逍遥游》。',
        target: 'The book is called “逍遥游” (Carefree Wandering).',
        findings: [{ severity: 'info', values: { found: '逍遥游', count: 1 } }],
      },
    ],
  },
  *run({ target }, _, options) {
    const runs = chineseRuns(withoutTexts(target, textsOf(options, 'allow'))).filter((run) => !isEdition(target, run))
    const [names, rest] = [runs.filter(({ isName }) => isName), runs.filter(({ isName }) => !isName)]
    for (const [found, severity] of [
      [rest, 'error'],
      [names, 'info'],
    ] as const) {
      const [first] = found
      if (!first) continue
      const text = target.slice(...first.range).replace(/\s+/g, ' ')
      const shown = text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text
      const values = { found: shown, count: found.length }
      yield severity === 'error' ? { range: first.range, values } : { range: first.range, severity, values }
    }
  },
})

/** `a Chinese version: [中文版](…)`: the link is for readers of Chinese. */
function isEdition(target: string, { range: [start, end] }: ChineseRun): boolean {
  return /\bChinese\b/.test(target) && target[start - 1] === '[' && target.startsWith('](', end)
}

/** Blanks the texts out; what is left stays in its place. */
function withoutTexts(prose: string, texts: readonly string[]): string {
  return texts.reduce((left, text) => left.replaceAll(text, ' '.repeat(text.length)), prose)
}
