import { groupBy } from '../core/group-by.js'
import type { Status } from '../core/status.js'
import { diffWords } from '../match/diff-words.js'
import { readTitle } from '../references/read-conf.js'
import type { PastReader } from './adopt/edition-history.js'
import { changedSince } from './check/changed-since.js'
import { checkProject } from './check-project.js'
import { listedSegment } from './listed-segment.js'
import { isLiveRecord } from './live-records.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import { bookOrder } from './report/book-order.js'
import { burnUp, figuresAt, type LedgerPast, reachOf } from './report/burn-up.js'
import { sumOf } from './report/ledger-figures.js'
import { countPeople } from './report/people.js'
import type { ChangedPart, OpenSegment, ProjectReport, ReportedChapter, Since } from './report/project-report.js'
import { staleSince } from './report/stale-since.js'
import { termConsistency } from './report/term-consistency.js'
import type { ChapterProgress, CheckReport, ComparedWords } from './report.js'
import { presentName, reportStatus } from './report-status.js'

const DAY = 86_400_000

export interface ProjectReportDeps extends ProjectDeps {
  /** Of the Chinese chapters. */
  readonly past: PastReader
  readonly ledgers: LedgerPast
  /** The last commit that touched the English chapters; `null` outside git. */
  readonly targetCommit: () => Promise<string | null>
}

export interface ProjectReportInput {
  /** What changed since this revision is told apart; `null`: nothing is. */
  readonly changedFrom: string | null
}

/**
 * Tells all there is to tell of a book: how far it is and how it got there, what is open, how its terms stand, what the
 * checks find, who did what. Reads only.
 *
 * @throws ZhenError what `status` and `check` throw
 */
export async function reportProject(deps: ProjectReportDeps, input: ProjectReportInput): Promise<ProjectReport> {
  const { workspace, index } = deps
  // The hour is not told: of one day and one state there is one report.
  const today = Math.floor(deps.now() / DAY) * DAY
  const refreshed = await refresh(deps)
  const status = await reportStatus(deps, { chapters: [], groupBy: 'chapter' }, refreshed)
  const records = await index.loadSegments({})
  const nothing = { chapters: [], only: [], release: false, changedFrom: null, baseline: null, dryRun: true }
  const check = await checkProject(deps, nothing, refreshed)
  const sourceHistory = await deps.past.history('source')
  const stale = records.filter((record) => record.status === 'stale')
  const since = await staleSince({ past: deps.past, history: sourceHistory, seen: seenBy(deps), now: today }, stale)
  const figures = sumOf(records.flatMap(textOf))
  const chapters = reportChapters(deps, status.chapters, records, since)
  return {
    sourceAvailable: status.sourceAvailable,
    notices: status.notices,
    title: await titleOf(deps, chapters),
    date: new Date(today).toISOString().slice(0, 10),
    commits: { source: await workspace.sourceCommit(), target: await deps.targetCommit() },
    total: status.total,
    characters: figures.characters,
    chapters,
    history: await burnUp(deps.ledgers, figures, today),
    sourceHistory: reachOf(sourceHistory),
    terms: await termConsistency(workspace, records),
    findings: { issues: check.issues, waived: check.waived.length, summary: check.summary },
    ...(await countPeople(deps, records, await presentName(deps))),
    changed: input.changedFrom === null ? null : await changedPart(deps, input.changedFrom, records, check),
  }
}

function seenBy({ seen }: ProjectReportDeps) {
  return async (texts: readonly string[]) => (await seen?.texts.firstSeen('source', texts)) ?? new Map<string, number>()
}

/** The text of a segment that is counted; blocks are no text to translate. */
function textOf({ block, status, source }: SegmentRecord): { status: Status; text: string }[] {
  return block || status === 'obsolete' || status === 'added' ? [] : [{ status, text: source?.text ?? '' }]
}

const OPEN: ReadonlySet<string> = new Set(['untranslated', 'stale', 'draft'])

function reportChapters(
  { workspace }: ProjectReportDeps,
  progress: readonly ChapterProgress[],
  records: readonly SegmentRecord[],
  since: ReadonlyMap<string, Since>,
): ReportedChapter[] {
  const byChapter = groupBy(records, ({ chapter }) => chapter)
  const ordered = bookOrder(
    progress.map(({ chapter }) => chapter),
    records,
  )
  const figuresOf = new Map(progress.map((figures) => [figures.chapter, figures]))
  return ordered.flatMap((chapter): ReportedChapter[] => {
    const figures = figuresOf.get(chapter)
    const live = (byChapter.get(chapter) ?? []).filter(isLiveRecord)
    if (!figures) return []
    const texts = live.flatMap(textOf)
    const open = live.filter((record) => OPEN.has(record.status))
    const heading = live.find(({ kind }) => kind === 'heading')
    return [
      {
        ...figures,
        title: { source: heading?.source?.text ?? null, target: heading?.targets[0]?.text ?? null },
        path: { source: workspace.shownPath('source', chapter), target: workspace.shownPath('target', chapter) },
        hasSource: workspace.hasFile('source', chapter),
        hasTarget: workspace.hasFile('target', chapter),
        characters: sumOf(texts).characters,
        cells: texts.map(({ status }) => status),
        open: open.map((record): OpenSegment => {
          const listed = listedSegment(record, workspace.shownPath)
          return { ...listed, since: since.get(record.id) ?? null, words: wordsOf(record) }
        }),
      },
    ]
  })
}

function wordsOf({ translatedFrom, source }: SegmentRecord): readonly ComparedWords[] {
  return translatedFrom === null ? [] : diffWords(translatedFrom, source?.text ?? '')
}

async function titleOf({ workspace }: ProjectReportDeps, [first]: readonly ReportedChapter[]): Promise<string | null> {
  for (const side of ['target', 'source'] as const) {
    const conf = await workspace.readSphinxConf(side)
    const title = conf && readTitle(conf.text)
    if (title) return title
  }
  return first?.title.target ?? first?.title.source ?? null
}

async function changedPart(
  deps: ProjectReportDeps,
  revision: string,
  records: readonly SegmentRecord[],
  { issues }: CheckReport,
): Promise<ChangedPart> {
  const scope = await changedSince(deps, revision)
  const { shownPath } = deps.workspace
  const byId = new Map(records.map((record) => [record.id, record]))
  const membersOf = ({ group, id }: SegmentRecord) => (group ?? [id]).flatMap((member) => byId.get(member) ?? [])
  const changed = records.filter((record) => scope.changes(membersOf(record)))
  const ids = new Set(changed.map(({ id }) => id))
  return {
    revision,
    commit: scope.commit,
    before: await figuresAt(deps.ledgers, scope.commit),
    segments: changed.map((record) => listedSegment(record, shownPath)),
    issues: issues.filter(({ segment }) => ids.has(segment)),
  }
}
