import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STATUSES } from '../../src/core/status.js'
import { EXCHANGE_FORMS } from '../../src/exchange/registry.js'
import { writeTbx } from '../../src/exchange/tbx.js'
import type { ExchangeUnit } from '../../src/exchange/unit.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { rows, termsFrom } from '../exchange/rows.js'
import { TBX_BREAKS, tbxOfEverything } from '../exchange/tbx-breaks.js'
import { book } from '../exchange/units.js'
import { XLIFF_BREAKS, xliffOfEverything } from '../exchange/xliff-breaks.js'
import { runCli } from '../helpers/run-cli.js'
import { copySampleBook } from '../helpers/sample-book.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { SEGMENT_PLACES } from './corpora.js'
import { tbxSchemas, xliffSchemas } from './published-schemas.js'
import { copyRealBook } from './real-book.js'

const { ZHEN_XLIFF_SCHEMAS, ZHEN_TBX_SCHEMAS } = process.env

async function run(root: string, ...argv: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli(['-C', root, ...argv])
  if (exitCode !== 0) throw new Error(`zhen ${argv.join(' ')}: ${exitCode}\n${stderr}`)
  return stdout
}

/** The sample book with drafts, suggestions, something left out and a comment beside what it has. */
async function sampleOfEverything(): Promise<string> {
  const root = await copySampleBook()
  await run(root, 'sync')
  await run(root, 'draft', '--engine', 'memory')
  const { segments } = JSON.parse(await run(root, 'list', '--status', 'untranslated', '--format', 'json'))
  await run(root, 'omit', segments[0].id, '--by', 'Li Lei', '--reason', 'said elsewhere')
  const file = join(temporaryFolder(), 'a.xlf')
  writeFileSync(
    file,
    (await run(root, 'export')).replace(/<note category="zhen:section">/, '<note>Is this the plural?</note>$&'),
  )
  await run(root, 'import', file, '--by', 'Li Lei')
  const xml = await run(root, 'export', '--status', STATUSES.join())
  for (const part of [
    '"zhen:draft"',
    '"zhen:stale"',
    '"zhen:omitted"',
    '"zhen:comment"',
    'type="idm"',
    'type="tm"',
    '<gls:',
  ])
    expect(xml).toContain(part)
  return xml
}

/** A unit of each text with all that a unit can have: the texts, in every status, and others of their kind beside them. */
function unitsOf(texts: readonly string[]): ExchangeUnit[] {
  return texts.map((text, at) => {
    const status = STATUSES[at % STATUSES.length] ?? 'translated'
    const other = texts[(at * 7 + 1) % texts.length] ?? text
    return {
      id: `u${at}`,
      chapter: `${Math.floor(at / 100)}.md`,
      kind: 'paragraph',
      section: ['甲'],
      line: 1,
      source: text,
      target: status === 'untranslated' || status === 'omitted' ? null : at % 3 === 0 ? other : text,
      status,
      previous: at % 2 === 0 ? other : null,
      suggestions: [{ target: text, engine: 'memory', from: other, score: 0.8 }],
      terms: [{ source: text, targets: [other, text], note: at % 2 === 0 ? text : '' }],
      notes: [{ about: 'comment', text }],
    }
  })
}

function writeXliff(units: readonly ExchangeUnit[]): string {
  return EXCHANGE_FORMS.xliff.write({ sourceLanguage: 'zh-CN', targetLanguage: 'en-US', units })
}

/** Segments of a corpus, so many that a validator is done with them in a few seconds. */
function someSegments(texts: () => Iterable<{ readonly text: string }>): string[] {
  const segments = new Set<string>()
  for (const { text } of texts())
    for (const part of parseChapter(text).parts) if (part.type === 'segment') segments.add(part.text)
  const step = Math.ceil(segments.size / 400)
  return [...segments].filter((_, at) => at % step === 0)
}

describe.skipIf(ZHEN_XLIFF_SCHEMAS === undefined)('the published schemas of XLIFF 2.1', () => {
  const schemas = () => xliffSchemas(ZHEN_XLIFF_SCHEMAS as string)

  it('find no fault with what zhen writes', async () => {
    const drawn = fc
      .sample(book, { numRuns: 60 })
      .flatMap(({ units }, at) =>
        units.map((unit) => ({ ...unit, id: `${at}-${unit.id}`, chapter: `${at}/${unit.chapter}` })),
      )
    const real = await copyRealBook()
    await run(real, 'sync')
    const documents: Record<string, string> = {
      sample: await sampleOfEverything(),
      real: await run(real, 'export'),
      drawn: writeXliff(drawn),
    }
    for (const [name, texts] of SEGMENT_PLACES)
      documents[name.replace(/\W+/g, '-')] = writeXliff(unitsOf(someSegments(texts)))
    const faults = schemas().faultsIn(documents)
    expect(Object.values(faults).flat()).toEqual([])
    expect(Object.keys(faults)).toHaveLength(3 + SEGMENT_PLACES.length)
  })

  it('find every fault that our own rules find, but for the version’s number', () => {
    const whole = xliffOfEverything()
    const documents = Object.fromEntries(
      XLIFF_BREAKS.map(([, what, instead], at) => [at, whole.replace(what, instead)]),
    )
    const faults = schemas().faultsIn({ whole, ...documents })
    expect(faults.whole).toEqual([])
    const missed = XLIFF_BREAKS.filter((_, at) => faults[at]?.length === 0).map(([fault]) => fault)
    expect(missed).toEqual(['xliff: version="1.9"'])
    for (const validator of ['schema', 'xliff_core_2.1.sch', 'matches.sch', 'glossary.sch'])
      expect(
        Object.values(faults)
          .flat()
          .some((fault) => fault.startsWith(`${validator}: `)),
      ).toBe(true)
  })
})

describe.skipIf(ZHEN_TBX_SCHEMAS === undefined)('the published schemas of TBX-Basic', () => {
  const schemas = () => tbxSchemas(ZHEN_TBX_SCHEMAS as string)

  it('find no fault with what zhen writes', async () => {
    const root = await copySampleBook()
    const drawn = fc.sample(rows, { numRuns: 100 }).flat()
    expect(
      schemas().faultsIn({
        sample: await run(root, 'glossary', 'export', '--as', 'tbx'),
        drawn: writeTbx(termsFrom(drawn), { source: 'zh-CN', target: 'en-US' }),
      }),
    ).toEqual({ sample: [], drawn: [] })
  })

  it('find every fault that our own rules find', () => {
    const whole = tbxOfEverything()
    const documents = Object.fromEntries(TBX_BREAKS.map(([, what, instead], at) => [at, whole.replace(what, instead)]))
    const faults = schemas().faultsIn({ whole, ...documents })
    expect(faults.whole).toEqual([])
    expect(TBX_BREAKS.filter((_, at) => faults[at]?.length === 0)).toEqual([])
  })
})
