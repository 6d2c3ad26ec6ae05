import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WatchEvent } from '../../src/app/report.js'
import { createTranslate } from '../../src/i18n/index.js'
import { createLook } from '../../src/reporters/look.js'
import { watchReporters } from '../../src/reporters/watch.js'
import { issue } from './reports.js'

const look = createLook({ t: createTranslate('en'), language: 'en', columns: 80, colour: false })

const failure: fc.Arbitrary<WatchEvent> = fc
  .record({ open: fc.array(issue, { maxLength: 20 }), path: fc.string({ unit: 'binary' }) })
  .map(({ open, path }) => ({
    event: 'failure',
    at: 0,
    files: [],
    code: 'file-not-utf8',
    values: { path, line: 1 },
    open,
  }))

describe('what a watch writes for programs', () => {
  it('should be a line for VS Code for every finding, whatever it says', () => {
    fc.assert(
      fc.property(failure, (event) => {
        const lines = watchReporters.vscode(event, look).split('\n')
        expect(lines).toHaveLength(event.open.length + 4)
        expect(lines.filter((line) => /^zhen watch: (?:begin|end)$/.test(line))).toHaveLength(2)
        for (const line of lines.slice(1, -2))
          expect(line).toMatch(/^.*:\d+:\d+:\d+:\d+: (?:error|warning|info): .* \[[a-z0-9-]+\]$/u)
      }),
    )
  })

  it('should be one line of JSON for each thing told', () => {
    fc.assert(
      fc.property(failure, (event) => {
        const [line = '', ...rest] = watchReporters.json(event).split('\n')
        expect(rest).toEqual([''])
        expect(JSON.parse(line)).toMatchObject({ event: 'failure', at: '1970-01-01T00:00:00.000Z' })
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
