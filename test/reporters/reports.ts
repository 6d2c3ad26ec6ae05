import fc from 'fast-check'
import type { CheckReport, Issue } from '../../src/app/report.js'
import { describedChecks } from '../../src/checks/registry.js'
import { SEVERITIES } from '../../src/core/finding.js'

/** What formats and terminals take for something else than text, far more often than chance would have it. */
export const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '%',
          '%0A',
          '\r',
          '\n',
          '\r\n',
          '::',
          '::error::',
          '##[command]',
          '::set-output name=a::b',
          '\u0000',
          '\ud800',
        ],
        ...['<', '>', '&', '"', "'", ']]>', '<!--', '-->', '<![CDATA[', '<?', '&#10;', '\ufffe', '\uffff', '\u000b'],
        ...['\u202e', '\u2066', '\u061c', '\u200b', '\ufeff', '\u001b[31m', '\u001b]0;x\u0007', '\u009b2J', '\u2028'],
        ...[
          '|',
          '`',
          '[a](https://example.org)',
          '![](x)',
          '<img src=x>',
          '@someone',
          '#1',
          '{0}',
          '}}',
          '](',
          '\\',
          '中文',
        ],
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))

export const issue: fc.Arbitrary<Issue> = fc
  .record({
    severity: fc.constantFrom(...SEVERITIES),
    text: hostile,
    path: hostile,
    line: fc.integer({ min: 1, max: 99 }),
    check: fc.constantFrom('number-mismatch', 'link-mismatch'),
  })
  .map(({ severity, text, path, line, check }) => ({
    check,
    severity,
    chapter: path,
    segment: 'k3v9',
    values: { expected: text, found: text, context: 'found' },
    target: { path, startLine: line, startColumn: 1, endLine: line, endColumn: 2, excerpt: text },
    source: { path, startLine: line, endLine: line },
    passage: { text, mark: null },
    fingerprint: `f${line}`,
  }))

/** Reports of books that were written to break formats. */
export const report: fc.Arbitrary<CheckReport> = fc
  .record({ issues: fc.array(issue, { maxLength: 40 }), waived: fc.array(issue, { maxLength: 3 }), words: hostile })
  .map(({ issues, waived, words }) => ({
    sourceAvailable: true,
    notices: [],
    issues,
    waived: waived.map((one) => ({ issue: one, waiver: { reason: words, by: words, until: null, origin: 'notes' } })),
    baseline: { file: words, known: 1, gone: [], added: 0, updated: false, dryRun: false },
    changedFrom: { revision: words, commit: 'c' },
    chapters: [],
    checks: describedChecks.map(({ id, severity, issueType, docs }) => ({ id, severity, issueType, docs })),
    summary: {
      errors: issues.filter(({ severity }) => severity === 'error').length,
      warnings: issues.filter(({ severity }) => severity === 'warning').length,
      infos: issues.filter(({ severity }) => severity === 'info').length,
      segments: 1,
    },
  }))
