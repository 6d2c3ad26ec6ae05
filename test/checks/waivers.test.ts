import { describe, expect, it } from 'vitest'
import { readIgnoreComments } from '../../src/checks/ignore-comments.js'
import type { Issue } from '../../src/checks/run-checks.js'
import { type Waiver, waiveIssues } from '../../src/checks/waivers.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

const issue: Issue = {
  check: 'number-mismatch',
  severity: 'error',
  chapter: 'a.md',
  segment: 's',
  values: { term: '端口' },
  target: { path: 'a.md', startLine: 5, startColumn: 1, endLine: 5, endColumn: 2 },
  source: null,
  passage: null,
  fingerprint: 'f',
}
const place = { chapter: 'a.md', segment: 's', path: 'a.md', line: 1 }
const waiver: Waiver = { check: 'number-mismatch', reason: 'why', by: 'Li', until: null, origin: 'notes', place }
const waive = (change: Partial<Waiver>) => waiveIssues([issue], [{ ...waiver, ...change }], '2026-01-15')

describe('waiveIssues', () => {
  it.each<Partial<Waiver>>([
    {},
    { segment: 's', fingerprint: 'f' },
    { term: '端口' },
    { until: '2026-01-15' },
    { lines: { path: 'a.md', startLine: 5, endLine: 9 } },
  ])('should take out what %j is about', (change) => {
    const { issues, waived, unused, expired } = waive(change)
    expect(issues).toEqual([])
    expect(waived.map((one) => one.waiver.reason)).toEqual(['why'])
    expect([unused, expired]).toEqual([[], []])
  })

  it.each<Partial<Waiver>>([
    { check: 'link-mismatch' },
    { segment: 't', fingerprint: 'f' },
    { segment: 's', fingerprint: 'g' },
    { term: '监听器' },
    { lines: { path: 'a.md', startLine: 6, endLine: 9 } },
    { lines: { path: 'b.md', startLine: 5, endLine: 9 } },
  ])('should leave what %j is not about, and say that it waives nothing', (change) => {
    const { issues, waived, unused } = waive(change)
    expect([issues, waived, unused.length]).toEqual([[issue], [], 1])
  })

  it('should let a waiver run out after its day', () => {
    const { issues, expired, unused } = waive({ until: '2026-01-14' })
    expect([issues, expired.length, unused]).toEqual([[issue], 1, []])
  })

  it('should hold where one of two still does', () => {
    const { issues, expired } = waiveIssues([issue], [{ ...waiver, until: '2020-01-01' }, waiver], '2026-01-15')
    expect([issues, expired.length]).toEqual([[], 1])
  })
})

describe('readIgnoreComments', () => {
  const read = (...lines: string[]) => readIgnoreComments(parseChapter(`${lines.join('\n')}\n`, { comments: 'all' }))

  it.each([
    ['% zhen-ignore number-mismatch: another port', '% …'],
    ['<!-- zhen-ignore number-mismatch: another port -->', '<!-- -->'],
    ['%zhen-ignore number-mismatch：another port', 'full-width'],
  ])('should take %s for the block that follows', (comment) => {
    expect(read('# Title', '', comment, 'One', 'two.', '', 'Three.')).toEqual([
      {
        checks: ['number-mismatch'],
        reason: 'another port',
        until: null,
        line: 3,
        lines: { startLine: 4, endLine: 5 },
      },
    ])
  })

  it('should hold for a whole list or table, and for a block behind a blank line or another comment', () => {
    expect(read('% zhen-ignore a-b, c: why', '', '- one', '- two')).toMatchObject([
      { checks: ['a-b', 'c'], lines: { startLine: 3, endLine: 4 } },
    ])
    expect(read('% zhen-ignore a: why', '% zhen-ignore b: why', '| x |', '| - |', '| y |')).toMatchObject([
      { checks: ['a'], lines: { startLine: 3, endLine: 5 } },
      { checks: ['b'], lines: { startLine: 3, endLine: 5 } },
    ])
  })

  it('should stay in its container', () => {
    expect(read('- one', '', '  <!-- zhen-ignore a: why -->', '', '  two', '- three')).toMatchObject([
      { lines: { startLine: 5, endLine: 5 } },
    ])
    expect(read('> <!-- zhen-ignore a: why -->', '', 'Outside.')).toMatchObject([{ lines: null }])
  })

  it('should know a day, a file, and a missing reason', () => {
    expect(read('% zhen-ignore-file a until 2026-12-31: why', '', 'One.')).toMatchObject([
      { reason: 'why', until: '2026-12-31', lines: { startLine: 1, endLine: 4 } },
    ])
    expect(read('% zhen-ignore a', 'One.', '', '% zhen-ignore a:', 'Two.').map(({ reason }) => reason)).toEqual([
      '',
      '',
    ])
  })

  it('should take nothing for a comment that is none', () => {
    expect(read('```', '% zhen-ignore a: why', '```', '', 'A % zhen-ignore a: why')).toEqual([])
    expect(read('% zhen-ignored a: why', 'One.')).toEqual([])
  })
})
