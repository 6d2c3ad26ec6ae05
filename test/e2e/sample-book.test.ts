import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DraftReport, ListReport, StatusReport } from '../../src/app/report.js'
import { runCli } from '../helpers/run-cli.js'
import { copySampleBook } from '../helpers/sample-book.js'

describe('the main job on the sample book', () => {
  let cwd: string
  beforeEach(async () => {
    cwd = await copySampleBook()
  })

  const json = async <Report>(...argv: string[]): Promise<Report> => {
    const { stdout, stderr } = await runCli([...argv, '--format', 'json'], { cwd })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as Report
  }
  const textsOf = (folder: string) =>
    new Map(
      readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:md|jsonl)$/.test(name))
        .map((name) => [name, readFileSync(join(cwd, folder, name), 'utf8')]),
    )

  it('should come with a ledger that a sync leaves as it is', async () => {
    const before = textsOf('target-en')
    expect(await runCli(['sync', '--locked'], { cwd })).toMatchObject({ exitCode: 0 })
    expect(await runCli(['sync'], { cwd })).toMatchObject({ exitCode: 0 })
    expect(textsOf('target-en')).toEqual(before)
  })

  it('should list exactly the paragraphs whose meaning changed as stale, and how', async () => {
    const { segments } = await json<ListReport>('list', '--status', 'stale')
    expect(segments.map(({ chapter, change }) => [chapter, change])).toEqual([
      ['resilience/retries-and-timeouts.md', 'number'],
      ['resilience/retries-and-timeouts.md', 'code'],
      ['resilience/retries-and-timeouts.md', 'negation'],
      ['resilience/retries-and-timeouts.md', 'substantive'],
    ])
    expect(segments[0]?.translatedFrom).toContain('10 秒')
  })

  it('should not call the paragraph stale in which a comma became a colon', async () => {
    const { segments } = await json<ListReport>('list', 'resilience/retries-and-timeouts.md', '--status', 'translated')
    expect(segments.filter(({ change }) => change === 'punctuation')).toHaveLength(1)
  })

  it('should tell a chapter that is missing, one left in Chinese, a dropped paragraph and an added one apart', async () => {
    const gaps = async (chapter: string) => {
      const { segments } = await json<ListReport>('list', chapter, '--status', 'untranslated')
      return [...new Set(segments.filter(({ kind }) => kind !== 'block').map(({ gap }) => gap))]
    }
    expect(await gaps('envoy/connection-pools.md')).toEqual(['new'])
    expect(await gaps('observability/metrics.md')).toEqual(['copy'])
    expect(await gaps('mesh/what-is-a-mesh.md')).toEqual(['dropped'])
    const { total } = await json<StatusReport>('status')
    expect(total).toMatchObject({ added: 1, obsolete: 0 })
  })

  it('should draft from the memory without touching a word that a person wrote', async () => {
    const before = textsOf('target-en')
    const { drafted, drafts, written } = await json<DraftReport>('draft', '--engine', 'memory')
    expect(drafted).toBeGreaterThan(20)
    const after = textsOf('target-en')
    expect(after.get('envoy/listeners.md')).toBe(before.get('envoy/listeners.md'))
    expect(after.get('mesh/what-is-a-mesh.md')).toBe(before.get('mesh/what-is-a-mesh.md'))
    expect(written).toContain('target-en/envoy/connection-pools.md')
    for (const { chapter, target } of drafts) expect(after.get(chapter)).toContain(target)
    expect((await json<StatusReport>('status')).total.segments.draft).toBe(drafted)
  })

  it('should draft nothing twice, and nothing on a dry run', async () => {
    const before = textsOf('target-en')
    expect((await json<DraftReport>('draft', '--dry-run')).drafted).toBeGreaterThan(20)
    expect(textsOf('target-en')).toEqual(before)
    await json('draft')
    expect((await json<DraftReport>('draft')).drafted).toBe(0)
  })

  it('should take drafts that a person accepts, and never lose an approval', async () => {
    await json('draft')
    const { segments } = await json<ListReport>('list', '--status', 'draft')
    const ids = segments.slice(0, 3).map(({ id }) => id)
    expect(await runCli(['accept', ...ids, '--by', 'Wang Fang'], { cwd })).toMatchObject({ exitCode: 0 })
    const { total } = await json<StatusReport>('status')
    expect(total.segments).toMatchObject({ draft: segments.length - 3, reviewed: 40 })
  })
})
