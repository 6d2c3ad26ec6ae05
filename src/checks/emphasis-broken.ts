import { neighboursAt } from '../core/codes/flanking.js'
import { readMarks } from '../core/codes/read-marks.js'
import { defineCheck } from './define-check.js'

export const emphasisBroken = defineCheck({
  id: 'emphasis-broken',
  severity: 'warning',
  issueType: 'markup',
  docs: {
    summary: 'Asterisks or tildes of the English are shown instead of emphasising.',
    rationale:
      'CommonMark reads `**` as emphasis by what stands on either side: not with a blank inside, nor between a letter and a mark, which is how Chinese is written. Globs and powers (`**/*.md`, `2**3`) are left alone.',
  },
  examples: {
    ok: [
      { source: '**熔断**打开。', target: 'The **circuit breaker** opens.' },
      { source: '匹配 a/**。', target: 'It matches a/** and 2**3.' },
    ],
    notOk: [
      { source: '**“熔断”** 打开。', target: 'The**“breaker”**opens.', findings: [{ values: { found: '**' } }] },
      { source: '**熔断** 打开。', target: 'The ** breaker ** opens.', findings: [{ values: { found: '**' } }] },
      { source: '**熔断** 打开。', target: 'The **breaker opens.', findings: [{ values: { found: '**' } }] },
    ],
  },
  *run({ kind, target }) {
    if (NOT_MARKDOWN.test(kind) || !/[*~]/.test(target)) return
    const broken = readMarks(target, false).find(({ kind: of, about, start, end }) => {
      if (of !== 'lock' || about?.type !== 'literal') return false
      return isMeant(target, start, end)
    })
    if (broken) yield { range: [broken.start, broken.end], values: { found: target.slice(broken.start, broken.end) } }
  },
})

const BESIDE_GLOB = /[/\\.\d*]/
const NOT_MARKDOWN = /^(?:comment|front-matter|alt|option)$/

/** Whether a run that delimits nothing was to do so: two asterisks or tildes that are not a glob, a power or a mask. */
function isMeant(text: string, start: number, end: number): boolean {
  if (!/^(?:\*{2,3}|~~)$/.test(text.slice(start, end))) return false
  const { before, after } = neighboursAt(text, start, end)
  return !BESIDE_GLOB.test(before) && !BESIDE_GLOB.test(after)
}
