import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '../../src/i18n/index.js'
import { reportAdoption } from '../../src/reporters/adopt.js'
import { reportAlignedFiles, reportAlignment } from '../../src/reporters/align.js'
import { reportAssets } from '../../src/reporters/assets.js'
import { reportBuild } from '../../src/reporters/build.js'
import { checkReporters } from '../../src/reporters/check.js'
import { prettyCheck } from '../../src/reporters/check-pretty.js'
import { summarizeCheck } from '../../src/reporters/check-summary.js'
import { reportDecision } from '../../src/reporters/decision.js'
import { reportDifferences } from '../../src/reporters/diff.js'
import { reportDoctor } from '../../src/reporters/doctor.js'
import { reportDrafts } from '../../src/reporters/draft.js'
import { reportEvaluation } from '../../src/reporters/evaluate.js'
import { reportExplanation } from '../../src/reporters/explain.js'
import { reportFollow } from '../../src/reporters/follow.js'
import { reportGlossary, reportGlossaryLint } from '../../src/reporters/glossary.js'
import { reportInit } from '../../src/reporters/init.js'
import { reportList } from '../../src/reporters/list.js'
import { createLook, type Reporter } from '../../src/reporters/look.js'
import { reportMemories, reportMemoryImport, reportMemorySearch } from '../../src/reporters/memory.js'
import { reportRoundTrip } from '../../src/reporters/roundtrip.js'
import { reportSegments } from '../../src/reporters/segments.js'
import { reportSegment } from '../../src/reporters/show.js'
import { reportProgress } from '../../src/reporters/status.js'
import { reportLocked, reportSync } from '../../src/reporters/sync.js'
import { reportWaivers } from '../../src/reporters/waive.js'
import { prettyWatch } from '../../src/reporters/watch-pretty.js'
import { inBook } from './surroundings.js'

// What a watch tells says by the clock on the wall when it was.
process.env.TZ = 'UTC'

const fixtures = join(import.meta.dirname, '../fixtures/reporters')

/** The reporter a fixture is for, by the first word of its folder. */
const REPORTERS: Readonly<Record<string, Reporter<never>>> = {
  adopt: reportAdoption,
  align: reportAlignment,
  aligned: reportAlignedFiles,
  assets: reportAssets,
  build: reportBuild,
  check: prettyCheck,
  decision: reportDecision,
  diff: reportDifferences,
  doctor: reportDoctor,
  draft: reportDrafts,
  evaluate: reportEvaluation,
  explain: reportExplanation,
  follow: reportFollow,
  glossary: reportGlossary,
  imported: reportMemoryImport,
  init: reportInit,
  lint: reportGlossaryLint,
  list: reportList,
  locked: reportLocked,
  memories: reportMemories,
  memory: reportMemorySearch,
  roundtrip: reportRoundTrip,
  segments: reportSegments,
  show: reportSegment,
  status: reportProgress,
  sync: reportSync,
  waive: reportWaivers,
  watch: prettyWatch,
}

/** The forms of a check's report that machines read. */
const MACHINES = {
  'github.txt': checkReporters.github,
  'summary.md': summarizeCheck,
  'sarif.json': checkReporters.sarif,
  'junit.xml': checkReporters.junit,
  'checkstyle.xml': checkReporters.checkstyle,
  'codeclimate.json': checkReporters.codeclimate,
}

const LOOKS = {
  'en.txt': { language: 'en', columns: 100, colour: false },
  'zh-CN.txt': { language: 'zh-CN', columns: 80, colour: false },
  'colour.txt': { language: 'en', columns: 120, colour: true },
  'piped.txt': { language: 'en', columns: Number.POSITIVE_INFINITY, colour: false },
} as const

describe.each(readdirSync(fixtures))('%s', (name) => {
  const report = JSON.parse(readFileSync(join(fixtures, name, 'report.json'), 'utf8')) as never
  const reporter = REPORTERS[name.split('-')[0] ?? '']

  it.each(Object.entries(LOOKS))('looks as in %s', async (file, options) => {
    const look = createLook({ ...options, t: createTranslate(options.language) })
    await expect(reporter?.(report, look)).toMatchFileSnapshot(join(fixtures, name, file))
  })
})

describe.each(readdirSync(fixtures).filter((name) => name.startsWith('check-')))('%s', (name) => {
  const report = JSON.parse(readFileSync(join(fixtures, name, 'report.json'), 'utf8')) as never

  it.each(Object.entries(MACHINES))('is written as in %s', async (file, machine) => {
    const look = createLook({ ...LOOKS['piped.txt'], t: createTranslate('en') })
    await expect(machine(report, look, inBook)).toMatchFileSnapshot(join(fixtures, name, file))
  })
})
