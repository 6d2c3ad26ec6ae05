import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckReport, Issue } from '../../src/app/report.js'
import { SEVERITIES } from '../../src/core/finding.js'
import { createTranslate } from '../../src/i18n/index.js'
import { checkReporters } from '../../src/reporters/check.js'
import { summarizeCheck } from '../../src/reporters/check-summary.js'
import { createLook } from '../../src/reporters/look.js'
import { issue, report } from './reports.js'
import { inBook } from './surroundings.js'

const look = createLook({ t: createTranslate('en'), language: 'en', columns: 100, colour: false })

/** What a terminal obeys, or what reorders or hides text. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u

describe.each(Object.entries({ ...checkReporters, summary: summarizeCheck }))('%s', (name, reporter) => {
  it('should let no text of a book command a terminal', () => {
    fc.assert(
      fc.property(report, (one) => {
        const written = reporter(one, look, inBook).replaceAll('\n', '')
        // JSON escapes what it holds: what is left must not be obeyed as it stands.
        expect(written).not.toMatch(name === 'json' ? /[\p{Cc}\p{Zl}\p{Zp}]/u : OBEYED)
      }),
    )
  })
})

describe('github', () => {
  it('should hold as many commands as findings, within the caps, and nothing else that looks like one', () => {
    fc.assert(
      fc.property(report, (one) => {
        const lines = checkReporters.github(one, look, inBook).split('\n')
        const commands = lines.filter((line) => line.includes('::') || line.includes('##['))
        const shown = SEVERITIES.map((severity) =>
          Math.min(10, one.issues.filter((each) => each.severity === severity).length),
        )
        expect(commands).toHaveLength(shown.reduce((sum, count) => sum + count, 0))
        for (const command of commands)
          expect(command).toMatch(/^::(?:error|warning|notice) file=[^:,]*,line=\d+,[^:]*::(?:(?!\r|\n).)*$/)
        const kinds = commands.map((command) =>
          ['error', 'warning', 'notice'].indexOf(/^::(\w+)/.exec(command)?.[1] ?? ''),
        )
        expect(kinds).toEqual(kinds.toSorted())
      }),
    )
  })
})

describe('the step summary', () => {
  it('should have a row of four cells for each finding, whatever stands in them', () => {
    fc.assert(
      fc.property(report, (one) => {
        const rows = summarizeCheck(one, look, inBook)
          .split('\n')
          .filter((line) => line.startsWith('| '))
        const table = one.issues.length === 0 ? 0 : one.issues.length + 2
        expect(rows).toHaveLength(table)
        for (const row of rows.slice(2)) {
          expect(row.split('|')).toHaveLength(6)
          expect(row).toMatch(/^\| \w+ \| \[[^[\]]*\]\([^()\s]*#L\d+\) \| [^[\]<`@]* \| `[\w-]+` \|$/)
        }
      }),
    )
  })

  it('should stay below what GitHub takes', () => {
    const [one] = fc.sample(issue, 1)
    const long = { ...(one as Issue), values: { expected: '中'.repeat(2000), found: 'x', context: 'found' } }
    const [base] = fc.sample(report, 1)
    const page = summarizeCheck({ ...(base as CheckReport), issues: Array(500).fill(long) }, look, inBook)
    expect(Buffer.byteLength(page)).toBeLessThan(1024 * 1024)
    expect(page).toMatch(/\d+ more issues are not shown here/)
  })
})

describe.each(['junit', 'checkstyle'] as const)('%s', (name) => {
  const ELEMENT = /<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/g

  it('should be well-formed XML that holds each finding once', () => {
    fc.assert(
      fc.property(report, (one) => {
        const xml = checkReporters[name](one, look, inBook)
        expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true)
        const open: string[] = []
        const body = xml.slice(xml.indexOf('\n') + 1)
        for (const [, closing, element = '', , empty] of body.matchAll(ELEMENT)) {
          if (closing) expect(open.pop()).toBe(element)
          else if (!empty) open.push(element)
        }
        expect(open).toEqual([])
        const text = body.replace(ELEMENT, '')
        expect(text).not.toMatch(/[<>]/)
        expect(body.replace(/&(?:amp|lt|gt|quot|apos|#35);/g, '')).not.toContain('&')
        const held = body.match(name === 'junit' ? /<testcase / : /<error /)
        expect(held === null).toBe(name === 'checkstyle' && one.issues.length === 0)
      }),
    )
  })
})
