import type { Finding } from '../core/finding.js'
import { defineCheck } from './define-check.js'
import { MARKUP, maskedText, WORDLIKE } from './masked.js'

export const blankMisplaced = defineCheck({
  id: 'blank-misplaced',
  severity: 'info',
  issueType: 'whitespace',
  docs: {
    summary: 'A blank is missing, doubled, or in front of a mark in the English.',
    rationale:
      'Chinese has no blanks beside code, brackets and links, and English written over it keeps some of that. What the source has in the same way (`a.b`, `f(x)`) is a name, a plural or an ending may follow code (`Pod`s), and two blanks may part sentences.',
  },
  examples: {
    ok: [
      { source: '监听 `port`，调用 f(x)。', target: 'It listens on `port`, calls f(x), and all `Pod`s.' },
      { source: '第 $N$ 次见 <https://a.io>；再[^1]。', target: 'The $N$th is at <https://a.io>; again [^1].' },
      { source: '第一句。第二句。', target: 'First.  Second.' },
      { source: '服务', target: 'the service(s) 1,000 12:30' },
    ],
    notOk: [
      {
        source: '监听端口。',
        target: 'It listens  on a port.',
        findings: [{ values: { found: 'listens  on', context: 'doubled' } }],
      },
      {
        source: '监听，再连接。',
        target: 'It listens , then connects.',
        findings: [{ values: { found: 'listens ,', context: 'before' } }],
      },
      {
        source: '监听，再连接。',
        target: 'It listens,then connects.',
        findings: [{ values: { found: 'listens,then', context: 'missing' } }],
      },
      {
        source: '监听（端口）',
        target: 'It listens(on a port).',
        findings: [{ values: { found: 'listens(on', context: 'missing' } }],
      },
      {
        source: '设置`port`字段',
        target: 'Set`port`field.',
        findings: [{ values: { found: 'Set`port`field.', context: 'missing' } }],
      },
    ],
  },
  *run({ kind, source, target }) {
    if (kind === 'comment' || kind === 'front-matter') return
    const text = maskedText(target)
    const seen = new Set<number>()
    for (const [pattern, context] of PATTERNS) {
      for (const { 0: whole, index } of text.matchAll(pattern)) {
        const range = widened(text, index, index + whole.length)
        const isKnown = seen.has(range[0]) || isOfSource(source, target.slice(index, index + whole.length))
        if (!isKnown) yield finding(range, target.slice(...range), context)
        seen.add(range[0])
      }
    }
  },
})

const M = `${MARKUP}*`
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[^\s.?!:|]) {2,}(?=[^\s|])/g, 'doubled'],
  [new RegExp(`(?<=[\\p{L}\\p{N})${WORDLIKE}]${M}) +(?=${M}[,;:.!?](?:\\s|$))`, 'gu'), 'before'],
  [/[a-z]{2,}[,;](?=[A-Za-z]{2,})/g, 'missing'],
  [/[a-z]{3,}[:!?.](?=[A-Z][a-z]+(?:[\s,]|$))/g, 'missing'],
  [/[a-z]{3,}\((?!(?:s|es|ies|ed)\))(?=[A-Za-z]{2,})/g, 'missing'],
  [/\)(?=[A-Za-z]{2,})/g, 'missing'],
  [new RegExp(`(?<![\\w\\p{L}])[A-Za-z]{2,}(?=${WORDLIKE})`, 'gu'), 'missing'],
  [new RegExp(`(?<=${WORDLIKE})(?!(?:s|es|ed|d|ing|er|ers|able|th|st|nd|rd)\\b)[A-Za-z]{2,}`, 'g'), 'missing'],
]

function finding(range: readonly [number, number], found: string, context: string): Finding {
  return { range, values: { found: found.replace(/\n/g, ' '), context } }
}

/** To the ends of the words on either side. */
function widened(text: string, start: number, end: number): readonly [number, number] {
  const before = /[^\s]{0,40}$/.exec(text.slice(0, start))?.[0].length ?? 0
  const after = /^[^\s]{0,40}/.exec(text.slice(end))?.[0].length ?? 0
  return [start - before, end + after]
}

function isOfSource(source: string, piece: string): boolean {
  return piece.trim().length > 1 && source.includes(piece)
}
