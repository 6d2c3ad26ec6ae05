import { ZhenError } from '../core/errors.js'
import { formatLedger } from '../core/ledger.js'
import { correctLedgers, recordsById, relinkLedgers, speaks } from './adopt/correct-ledgers.js'
import type { EditionHistory, PastReader } from './adopt/edition-history.js'
import { findInChapter, inOrder, type ShownPath } from './adopt/find-all.js'
import { Lengths } from './adopt/lengths.js'
import { type LoadedChapters, loadChapters, type ReadEditions, readEditions } from './adopt/load-editions.js'
import { refineLinks } from './adopt/refine-links.js'
import type { AdoptReport, HistorySpan } from './adopt/report.js'
import { traceLost } from './adopt/trace-lost.js'
import type { ProjectDeps } from './project.js'
import { type Lexicon, readLexicon } from './read-lexicon.js'
import type { ChapterInput } from './sync/entry.js'
import type { PlannedChapter } from './sync/plan.js'
import { planSync } from './sync/plan-sync.js'
import { pinSource, syncUnderLock } from './sync-project.js'
import { type LedgerRevision, writeLedgers } from './write-ledgers.js'

export interface AdoptDeps extends ProjectDeps {
  readonly past: PastReader
}

export interface AdoptInput {
  readonly dryRun: boolean
}

/**
 * Takes over an English edition: what each paragraph was made from, and what follows from that today.
 *
 * What zhen had assumed before is corrected, what people stated stays. Without git everything counts as made from
 * today's source.
 *
 * @throws ZhenError `source-missing`, `history-unreadable`, `locked`, and what reading and writing files throws
 */
export async function adoptEdition(deps: AdoptDeps, { dryRun }: AdoptInput): Promise<AdoptReport> {
  if (dryRun) return (await takeOver(deps, dryRun)).report
  return deps.workspace.withLock(async () => {
    const refreshed = await syncUnderLock(deps)
    const { report, ledgers } = await takeOver(deps, dryRun)
    await writeLedgers(deps.workspace, [...ledgers.values()], async (chapter, text) => {
      await deps.workspace.writeRecord('ledger', chapter, text === '' ? null : text)
    })
    if (ledgers.size > 0) await syncUnderLock(deps)
    await pinSource(deps.workspace, { ...refreshed, written: [...new Set([...refreshed.written, ...ledgers.keys()])] })
    return { ...report, written: [...ledgers.keys()].map((chapter) => deps.workspace.shownPath('ledger', chapter)) }
  })
}

interface TakenOver {
  readonly report: AdoptReport
  /** Ledgers that are to be written, by chapter. */
  readonly ledgers: ReadonlyMap<string, LedgerRevision>
}

/** Works everything out and changes nothing. */
async function takeOver({ workspace, past, now, onProgress }: AdoptDeps, dryRun: boolean): Promise<TakenOver> {
  const loaded = await loadChapters(workspace)
  // Without it everything would count as deleted.
  if (loaded.inputs.every(({ source }) => source === null))
    throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
  const read = await readEditions(past, loaded.inputs, now(), onProgress)
  const lexicon = await readLexicon(workspace)
  const planWith = (lines: ReturnType<typeof correctLedgers>) =>
    plan(
      loaded.inputs.map((input) => ({ ...input, lines: lines.get(input.chapter) ?? [] })),
      lexicon,
    )
  const before = plan(loaded.inputs, lexicon)
  const known = recordsById(before)
  const refined = before.map((chapter, at) => ({
    ...chapter,
    lines: refineLinks(loaded.inputs[at] as ChapterInput, chapter, known),
  }))
  const lost = before.flatMap(({ segments }) => segments.filter(({ status }) => status === 'added'))
  const linked = planWith(relinkLedgers(refined, await traceLost(past, read.editions, lost, lexicon)))
  const after = planWith(correctLedgers(read.editions, linked))
  const changed = after.flatMap(({ chapter, lines }): [string, LedgerRevision][] => {
    const text = formatLedger(lines)
    const before = loaded.ledgers.get(chapter)?.replaceAll('\r\n', '\n') ?? ''
    return text === before ? [] : [[chapter, { chapter, before, after: text }]]
  })
  return { report: reportOf(loaded, read, after, workspace.shownPath, dryRun), ledgers: new Map(changed) }
}

function plan(chapters: readonly ChapterInput[], lexicon: Lexicon): readonly PlannedChapter[] {
  return planSync({ chapters, obsolete: [], sourceAvailable: true, lexicon, isTaken: () => false }).chapters
}

function reportOf(
  { notices }: LoadedChapters,
  { editions, histories }: ReadEditions,
  chapters: readonly PlannedChapter[],
  shown: ShownPath,
  dryRun: boolean,
): AdoptReport {
  const lengths = new Lengths(chapters.flatMap(({ segments }) => segments))
  const book = { editions, byId: recordsById(chapters), lengths }
  const linked = chapters.flatMap(({ segments }) => segments.filter((record) => !record.block && speaks(record)))
  return {
    notices,
    findings: inOrder(chapters.flatMap(({ segments }) => findInChapter(book, segments, shown))),
    adopted: linked.length,
    older: linked.filter(({ translatedFrom }) => translatedFrom !== null).length,
    history: { source: spanOf(histories.source), target: spanOf(histories.target) },
    written: [],
    dryRun,
  }
}

function spanOf({ revisions }: EditionHistory): HistorySpan | null {
  const times = revisions.map(({ time }) => time)
  if (times.length === 0) return null
  const [from, to] = [Math.min(...times), Math.max(...times)]
  return { commits: times.length, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
