/** Replays both histories of the book, interleaved by date, a sync after each commit: `npm run bench:replay-both`; see docs/replay.md. */
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { SegmentRecord } from '../src/app/ports.js'
import { syncProject } from '../src/app/sync-project.js'
import { createMemoryProject } from '../test/helpers/project.js'
import { checkOutBook, corporaFolder } from './corpora.js'
import { adoptBook, findingPlace } from './replay-both/adopt-book.js'
import { type Event, readEvents } from './replay-both/events.js'
import { judgeFinalLinks, VERDICTS } from './replay-both/judge-links.js'
import { FAULTS, type Finding, judgeStep, placeOf, type Snapshot } from './replay-both/judge-step.js'
import { TextCounter } from './replay-both/texts.js'

const corpora = corporaFolder()
const events = readEvents(corpora, { source: checkOutBook('zh'), target: checkOutBook('en') })
const project = createMemoryProject([])
const chapters = { source: new Map<string, string>(), target: new Map<string, string>() }
const counter = new TextCounter()
const times: number[] = []
const findings: (Finding & { readonly commit: string })[] = []
const sums = { kept: 0, otherId: 0, made: 0, becameStale: 0, english: 0, source: 0, gone: 0 }
let before: Snapshot | null = null

for (const event of events) {
  checkOut(event)
  if (chapters.source.size === 0 || chapters.target.size === 0) continue
  const start = performance.now()
  await syncProject(project, { chapters: [], locked: false, dryRun: false })
  times.push(performance.now() - start)
  const records = await project.index.loadSegments({})
  const after: Snapshot = {
    records,
    source: counter.count(chapters.source),
    target: counter.count(chapters.target),
  }
  if (before) addStep(event, before, after)
  before = after
}

const records: readonly SegmentRecord[] = before?.records ?? []
const judged = judgeFinalLinks(records, chapters.source, chapters.target)
const bundles = { zh: join(corpora, 'istio-insider/zh.bundle'), en: join(corpora, 'istio-insider/en.bundle') }
const adopted = adoptBook(join(process.cwd(), 'dist/cli/main.js'), bundles)
const stale = new Map(records.filter(({ status, block }) => status === 'stale' && !block).map((r) => [placeOf(r), r]))
const placesOf = (name: string) => new Set(adopted.filter((one) => one.class === name).map(findingPlace))
const [adoptStale, adoptCosmetic] = [placesOf('stale'), placesOf('cosmetic')]
const both = [...stale.keys()].filter((place) => adoptStale.has(place))

printTable()
printFindings()

function checkOut({ side, chapters: texts }: Event): void {
  const { files } = project.workspace
  for (const path of chapters[side].keys()) if (!texts.has(path)) files.delete(`${side}:${path}`)
  for (const [path, text] of texts) files.set(`${side}:${path}`, text)
  chapters[side] = new Map(texts)
}

function addStep({ side, commit }: Event, older: Snapshot, newer: Snapshot): void {
  const step = judgeStep(older, newer)
  sums.kept += step.kept
  sums.otherId += step.keptUnderAnotherId
  sums.made += step.made
  sums.becameStale += step.becameStale
  sums.english += step.ceasedStale.english
  sums.source += step.ceasedStale.source
  sums.gone += step.ceasedStale.gone
  const name = `${side === 'source' ? 'zh' : 'en'} ${commit.slice(0, 7)}`
  findings.push(...step.findings.map((finding) => ({ ...finding, commit: name })))
}

function printTable(): void {
  const count = (side: string) => events.filter((event) => event.side === side).length
  const rows: (readonly [string, string | number])[] = [
    ['commits, Chinese', count('source')],
    ['commits, English', count('target')],
    ['syncs', times.length],
    ['a sync, median', ms(0.5)],
    ['a sync, p95', ms(0.95)],
    ['a sync, longest', ms(1)],
    ['links of texts untouched by a commit: kept', sums.kept],
    ['… of them, under another id', sums.otherId],
    ['links made', sums.made],
    ['became stale', sums.becameStale],
    ['stale no longer: English edited', sums.english],
    ['stale no longer: Chinese edited', sums.source],
    ['stale no longer: Chinese gone', sums.gone],
    ...FAULTS.map((name) => [`found: ${name}`, findings.filter(({ fault }) => fault === name).length] as const),
    ...VERDICTS.map((name) => [`at the end, ledger and fresh alignment: ${name}`, countOf(name)] as const),
    ['stale at the end', stale.size],
    ['… of them, stale by `adopt`', both.length],
    ['… of them, cosmetic by `adopt`', [...stale.keys()].filter((place) => adoptCosmetic.has(place)).length],
    ['stale by `adopt` alone', adoptStale.size - both.length],
  ]
  console.log(
    ['| | both histories |', '|---|--:|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
  )
}

function countOf(verdict: string): number {
  return judged.filter((link) => link.verdict === verdict).length
}

function ms(share: number): string {
  const sorted = [...times].sort((a, b) => a - b)
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`
}

function printFindings(): void {
  console.log('\n## Findings\n')
  for (const { fault, commit, place, source, english, note } of findings) {
    console.log(`- ${fault}, ${commit} ${place}\n  zh: ${cut(source)}\n  en: ${cut(english)}\n  ${cut(note)}`)
  }
  console.log('\n## Links that differ at the end\n')
  for (const { verdict, place, source, ledger, fresh } of judged.filter((link) => link.verdict !== 'agree')) {
    console.log(`- ${verdict}, ${place} ${cut(source)}`)
    for (const english of ledger) console.log(`  ledger: ${cut(english)}`)
    for (const english of fresh) console.log(`  fresh: ${cut(english)}`)
  }
  console.log('\n## Stale flags that `adopt` does not share\n')
  for (const [place, record] of stale) {
    if (adoptStale.has(place)) continue
    const verdict = adopted.find((one) => findingPlace(one) === place)?.class ?? 'nothing'
    console.log(`- ${place}, adopt: ${verdict}, ${record.change}\n  was: ${cut(record.translatedFrom ?? '')}`)
    console.log(`  now: ${cut(record.source?.text ?? '')}`)
    console.log(`  en: ${cut(record.targets.map(({ text }) => text).join(' / '))}`)
  }
  for (const finding of adopted.filter((one) => one.class === 'stale' && !stale.has(findingPlace(one)))) {
    const record = records.find((one) => placeOf(one) === findingPlace(finding) && !one.block)
    console.log(`- ${findingPlace(finding)}, adopt alone; replay: ${record?.status}, since ${finding.sourceDate}`)
    console.log(`  was: ${cut(finding.translatedFrom ?? '')}\n  now: ${cut(finding.source?.text ?? '')}`)
    console.log(`  en: ${cut(finding.target?.text ?? '')}`)
  }
}

function cut(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length > 220 ? `${line.slice(0, 220)}…` : line
}
