import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../src/app/report.js'
import { createTranslate } from '../../src/i18n/index.js'
import { checkReporters } from '../../src/reporters/check.js'
import { createLook } from '../../src/reporters/look.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { report } from '../reporters/reports.js'
import { inBook } from '../reporters/surroundings.js'

const look = createLook({ t: createTranslate('zh-CN'), language: 'zh-CN', columns: 100, colour: false })

/** Where `.ci/run` installs what is too large for everybody's `npm ci`. */
const MULTITOOL = join(process.env.ZHEN_TOOLS ?? 'tools-missing', 'node_modules/@microsoft/sarif-multitool-linux')

const fixtures = join(import.meta.dirname, '../fixtures/reporters')
const written = readdirSync(fixtures)
  .filter((name) => name.startsWith('check-'))
  .map((name) => JSON.parse(readFileSync(join(fixtures, name, 'report.json'), 'utf8')) as CheckReport)
const reports = [...written, ...fc.sample(report, 30)]

describe('sarif', () => {
  beforeAll(() => {
    if (!existsSync(MULTITOOL))
      throw new Error('npm install --prefix DIR @microsoft/sarif-multitool-linux, then name DIR in ZHEN_TOOLS')
  })

  it('should keep to the schema', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    formats.default(ajv)
    const validate = ajv.compile(JSON.parse(readFileSync(join(MULTITOOL, 'sarif-2.1.0.json'), 'utf8')) as object)
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
    for (const one of reports)
      expect(validate(JSON.parse(checkReporters.sarif(one, look, inBook))) ? [] : validate.errors).toEqual([])
  })

  it('should be taken by Microsoft’s own reader without an error', () => {
    const folder = temporaryFolder()
    const names = reports.slice(0, 8).map((one, index) => {
      const name = join(folder, `${index}.sarif`)
      writeFileSync(name, checkReporters.sarif(one, look, inBook))
      return name
    })
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
    const out = execFileSync(join(MULTITOOL, 'Sarif.Multitool'), ['validate', ...names], { env, encoding: 'utf8' })
    expect(out).toContain(`${names.length} files scanned`)
    expect(out).not.toMatch(/: error /)
  })
})

describe.each(['junit', 'checkstyle'] as const)('%s', (format) => {
  it('should be taken by xmllint', () => {
    for (const one of reports)
      execFileSync('xmllint', ['--noout', '-'], { input: checkReporters[format](one, look, inBook) })
  })
})

/** Counts what junitparser, which merges and reads JUnit files, sees in one. */
const COUNT = `
import sys, junitparser
suites = junitparser.JUnitXml.fromstring(sys.stdin.buffer.read())
cases = [case for suite in suites for case in suite]
print(suites.tests, len(cases), suites.failures, sum(1 for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)))
`

describe('junit', () => {
  it('should say the same to a program that reads it', () => {
    for (const one of reports) {
      const input = checkReporters.junit(one, look, inBook)
      const counts = execFileSync('/usr/bin/python3', ['-c', COUNT], { input, encoding: 'utf8' }).trim()
      const tests = Math.max(1, one.issues.length + one.waived.length)
      const failures = one.issues.filter(({ severity }) => severity !== 'info').length
      expect(counts).toBe([tests, tests, failures, failures].join(' '))
    }
  })
})
