import { describe, expect, it } from 'vitest'
import { numberMismatch } from '../../src/checks/number-mismatch.js'
import { gradeOf } from '../../src/checks/options.js'
import { checks, findCheck } from '../../src/checks/registry.js'
import { type CheckedSegment, runChecks } from '../../src/checks/run-checks.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { termsOf } from '../glossary/terms.js'

const context = { terms: compileTerms([]) }

function segment(change: Partial<CheckedSegment> & { line?: number }): CheckedSegment {
  const { line = 1, ...rest } = change
  return {
    id: 'a',
    chapter: 'a.md',
    kind: 'paragraph',
    source: '监听 15001 端口。',
    target: 'It listens\non port 15006.',
    translated: true,
    targetPlace: { path: 'a.md', startLine: line, startColumn: 3, glue: ['\n> '] },
    sourcePlace: null,
    ...rest,
  }
}

describe('runChecks', () => {
  it('should place a finding in its file, behind container markers', () => {
    const [issue] = runChecks([segment({ line: 7 })], checks, context)
    expect(issue).toMatchObject({
      check: 'number-mismatch',
      severity: 'error',
      values: { expected: '15001', found: '15006' },
      target: { path: 'a.md', startLine: 8, startColumn: 11, endLine: 8, endColumn: 16 },
    })
  })

  it('should place a finding without a range on the whole text', () => {
    const [issue] = runChecks([segment({ target: 'It\nlistens.' })], checks, context)
    expect(issue?.target).toMatchObject({ startLine: 1, startColumn: 3, endLine: 2, endColumn: 11 })
  })

  it('should leave out what is not translated or turned off', () => {
    expect(runChecks([segment({ translated: false })], checks, context)).toEqual([])
    expect(runChecks([segment({})], checks, context, { settings: { 'number-mismatch': 'off' } })).toEqual([])
  })

  it('should show a check what is translated of the same chapter, and no more', () => {
    const terms = compileTerms(termsOf('上游主机,upstream host', '上游主机,upstream server,admitted'))
    const usual = { source: '上游主机、上游主机、上游主机', target: 'upstream hosts, upstream hosts, upstream hosts' }
    const other = segment({ source: '上游主机', target: 'an upstream server' })
    const inconsistent = (change: Partial<CheckedSegment>) =>
      runChecks([other, segment({ ...usual, id: 'b', ...change })], checks, { terms }).map(({ check }) => check)
    expect(inconsistent({})).toEqual(['term-inconsistent'])
    expect(inconsistent({ chapter: 'b.md' })).toEqual([])
    expect(inconsistent({ translated: false })).toEqual([])
    const settings = { 'term-inconsistent': { options: { share: 80 } } }
    const both = [other, segment({ ...usual, id: 'b' })]
    expect(runChecks(both, checks, { terms }, { settings })).toEqual([])
  })

  it('should keep a fingerprint when lines, chapters or other English words change', () => {
    const prints = [
      segment({}),
      segment({ line: 90, chapter: 'b.md', id: 'b' }),
      segment({ target: 'Listening\non port 15006.' }),
    ].map((one) => runChecks([one], checks, context)[0]?.fingerprint)
    expect(new Set(prints).size).toBe(1)
    const [other] = runChecks([segment({ source: '监听 15001 端口，等等。' })], checks, context)
    expect(other?.fingerprint).not.toBe(prints[0])
  })

  it('should sort by chapter, then by place', () => {
    const issues = runChecks(
      [segment({ chapter: 'b.md' }), segment({ line: 9 }), segment({ line: 2, id: 'c' })],
      [numberMismatch],
      context,
    )
    expect(issues.map(({ chapter, target }) => [chapter, target.startLine])).toEqual([
      ['a.md', 3],
      ['a.md', 10],
      ['b.md', 2],
    ])
  })
})

describe('gradeOf', () => {
  it('should keep the distance of a doubtful finding', () => {
    expect(gradeOf('error', 'warning', undefined)).toBe('warning')
    expect(gradeOf('error', 'warning', 'warning')).toBe('info')
    expect(gradeOf('error', undefined, { severity: 'warning' })).toBe('warning')
    expect(gradeOf('error', 'info', 'off')).toBe('off')
  })
})

describe('registry', () => {
  it('should have each id once', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
    expect(findCheck('number-mismatch')).toBe(numberMismatch)
  })
})
