import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '../../src/i18n/index.js'
import { checkReporters } from '../../src/reporters/check.js'
import { createLook } from '../../src/reporters/look.js'
import { report } from './reports.js'
import { inBook } from './surroundings.js'

const look = createLook({ t: createTranslate('en'), language: 'en', columns: 100, colour: false })

/** The part of Code Climate's form that GitLab asks for. Source: GitLab, "Code Quality report format". */
const CODE_QUALITY = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', pattern: '^[a-z-]+$' },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
}

describe('codeclimate', () => {
  const validate = new Ajv({ allErrors: true }).compile(CODE_QUALITY)

  it('should be what GitLab asks for, each finding under a fingerprint of its own', () => {
    fc.assert(
      fc.property(report, (one) => {
        const findings = JSON.parse(checkReporters.codeclimate(one, look, inBook)) as { fingerprint: string }[]
        expect(validate(findings) ? [] : validate.errors).toEqual([])
        expect(findings).toHaveLength(one.issues.length)
        expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length)
      }),
    )
  })
})

interface Region {
  readonly startLine: number
  readonly startColumn?: number
  readonly endLine: number
  readonly endColumn?: number
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region }
}

interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly columnKind: string
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { text: string } }[] }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly message: { readonly text: string }
      readonly locations: readonly Location[]
      readonly relatedLocations?: readonly Location[]
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly suppressions?: readonly { readonly kind: string; readonly status: string }[]
    }[]
  }[]
}

/** Section numbers are those of SARIF 2.1.0. The schema itself is held in `test/corpora/formats.test.ts`. */
describe('sarif', () => {
  it('should be a log that hangs together', () => {
    fc.assert(
      fc.property(report, (one) => {
        const log = JSON.parse(checkReporters.sarif(one, look, inBook)) as Sarif
        const [run] = log.runs
        // 3.13.2, 3.14.17
        expect([log.version, run?.columnKind]).toEqual(['2.1.0', 'utf16CodeUnits'])
        const rules = run?.tool.driver.rules ?? []
        // 3.19.23: ids are unique; 3.49.13: each has help.
        expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
        expect(rules.every(({ help }) => help.text !== '')).toBe(true)
        expect(run?.results).toHaveLength(one.issues.length + one.waived.length)
        for (const result of run?.results ?? []) {
          // 3.27.6
          expect(rules[result.ruleIndex]?.id).toBe(result.ruleId)
          // 3.11.5, 3.11.6: neither placeholder nor link.
          expect(result.message.text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]|\]\(/)
          expect(Object.values(result.partialFingerprints).every((print) => print !== '')).toBe(true)
          for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
            // 3.4.3: a relative reference of RFC 3986, without a scheme or an authority.
            expect(physicalLocation.artifactLocation.uri).toMatch(
              /^(?![^/]*:)(?!\/)(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})*$/,
            )
            const { startLine, startColumn = 1, endLine, endColumn = Infinity } = physicalLocation.region
            // 3.30.5 to 3.30.8
            expect(startLine >= 1 && startColumn >= 1 && endLine >= startLine).toBe(true)
            expect(endLine > startLine || endColumn >= startColumn).toBe(true)
          }
        }
        // 3.35.2, 3.35.3
        const suppressed = run?.results.flatMap(({ suppressions = [] }) => suppressions) ?? []
        expect(suppressed).toHaveLength(one.waived.length)
        for (const { kind, status } of suppressed) expect([kind, status]).toEqual(['external', 'accepted'])
      }),
    )
  })
})
