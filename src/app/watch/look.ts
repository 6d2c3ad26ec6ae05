import { checkProject } from '../check-project.js'
import type { WatchInput } from '../input.js'
import type { ChapterRecord, SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { refresh } from '../refresh.js'
import type { CheckReport, StatusReport } from '../report.js'
import { reportStatus } from '../report-status.js'

/** The book as it was at one moment. */
export interface BookLook {
  readonly status: StatusReport
  /** `null` where no checks run. */
  readonly check: CheckReport | null
  readonly chapters: ReadonlyMap<string, LookedChapter>
}

export interface LookedChapter {
  /** Names all that the segments follow from. */
  readonly version: string
  readonly segments: readonly SegmentRecord[]
}

/**
 * Looks at the whole book; what is as it was `before` is not loaded again.
 *
 * @throws ZhenError what reading the book throws
 */
export async function lookAtBook(deps: ProjectDeps, input: WatchInput, before: BookLook | null): Promise<BookLook> {
  const refreshed = await refresh(deps)
  const status = await reportStatus(deps, { chapters: input.chapters, groupBy: 'chapter' }, refreshed)
  const check = input.only && (await checkProject(deps, checkInput(input.chapters, input.only), refreshed))
  const wanted = new Set(status.chapters.map(({ chapter }) => chapter))
  const { chapters: records } = await deps.index.loadState()
  const chapters = new Map<string, LookedChapter>()
  for (const record of records) {
    if (!wanted.has(record.chapter)) continue
    const version = JSON.stringify(record)
    const known = before?.chapters.get(record.chapter)
    const isSame = known?.version === version && !canChangeUnseen(record)
    chapters.set(record.chapter, isSame ? known : { version, segments: await segmentsOf(deps, record) })
  }
  return { status, check, chapters }
}

/** What no ledger says yet may be linked otherwise when another chapter changes, to the same counts. */
function canChangeUnseen({ pending }: ChapterRecord): boolean {
  return pending
}

function segmentsOf({ index }: ProjectDeps, { chapter }: ChapterRecord): Promise<SegmentRecord[]> {
  return index.loadSegments({ chapters: [chapter] })
}

function checkInput(chapters: readonly string[], only: readonly string[]) {
  return { chapters, only, release: false, changedFrom: null, baseline: null, dryRun: true }
}

/** The segments of the chapters that are not the same in both looks. */
export function differingSegments(before: BookLook, after: BookLook) {
  const names = new Set([...before.chapters.keys(), ...after.chapters.keys()])
  const differing = [...names].filter((name) => before.chapters.get(name) !== after.chapters.get(name))
  const of = ({ chapters }: BookLook) => differing.flatMap((name) => chapters.get(name)?.segments ?? [])
  return { before: of(before), after: of(after) }
}
