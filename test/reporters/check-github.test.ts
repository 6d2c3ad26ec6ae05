import { describe, expect, it } from 'vitest'
import type { CheckReport, Issue } from '../../src/app/report.js'
import { createTranslate } from '../../src/i18n/index.js'
import { githubCheck } from '../../src/reporters/check-github.js'
import { jsonCheck } from '../../src/reporters/check-json.js'
import { createLook } from '../../src/reporters/look.js'
import { inBook } from './surroundings.js'

const look = createLook({ t: createTranslate('zh-CN'), language: 'zh-CN', columns: 80, colour: false })

function issue(severity: Issue['severity'], line: number): Issue {
  return {
    check: 'number-mismatch',
    severity,
    chapter: 'a.md',
    segment: 'x',
    values: { expected: String(line) },
    target: { path: 'en/a.md', startLine: line, endLine: line, startColumn: 1, endColumn: 2, excerpt: null },
    source: null,
    passage: null,
    fingerprint: 'f',
  }
}

const issues = (['info', 'warning', 'error'] as const).flatMap((severity) =>
  Array.from({ length: 13 }, (_, index) => issue(severity, index + 1)),
)
const report: CheckReport = {
  sourceAvailable: true,
  notices: [],
  issues,
  waived: [],
  baseline: null,
  changedFrom: null,
  chapters: ['a.md'],
  checks: [],
  summary: { errors: 13, warnings: 13, infos: 13, segments: 99 },
}

describe('githubCheck', () => {
  it('should show ten of each kind, worst first, and count the rest', () => {
    const lines = githubCheck(report, look, inBook).split('\n')
    const kinds = lines.map((line) => /^::(\w+) /.exec(line)?.[1]).filter((kind) => kind !== undefined)
    expect(kinds).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), ...Array(10).fill('notice')])
    expect(lines[30]).toBe('另有 9 个问题未在此显示；“zhen check”可列出全部。')
    const [told] = githubCheck(report, look, { ...inBook, summary: true })
      .split('\n')
      .slice(30)
    expect(told).toBe('另有 9 个问题未在此标注；步骤摘要中列出了全部。')
  })
})

describe('jsonCheck', () => {
  it('should word issues in English whatever language is spoken', () => {
    const {
      issues: [first],
    } = JSON.parse(jsonCheck(report)) as { issues: { message: string; values: object }[] }
    expect(first).toMatchObject({
      message: '1 stands in the Chinese and not in the English',
      values: { expected: '1' },
    })
  })
})
