import type { Check } from '../checks/define-check.js'
import { gradeOf, refuseUnknownSettings } from '../checks/options.js'
import { describedChecks, checks as everyCheck } from '../checks/registry.js'
import { waiverChecks } from '../checks/waiver-checks.js'
import { issueOfWaiver, sortIssues, type Waiver, waiveIssues } from '../checks/waivers.js'
import type { BaselineEntry } from '../core/baseline.js'
import { settleBaseline } from './check/baseline.js'
import { changedSince } from './check/changed-since.js'
import { findIssues } from './check/find-issues.js'
import type { ChapterFound, FoundIssue } from './check/found.js'
import { loadWaiverNotes, waiverOfNote, waiversOfComment } from './check/load-waivers.js'
import { unknownCheck } from './explain-check.js'
import type { CheckInput } from './input.js'
import type { ProjectDeps } from './project.js'
import { type Refreshed, refresh } from './refresh.js'
import type { CheckReport, Issue } from './report.js'
import { resolveChapters } from './resolve-chapters.js'

/**
 * Checks the English against its source and the glossary. Reads only, but for a baseline it is asked to update.
 *
 * English that is stale is checked against the source it was made from: that it is stale is for `status` to say.
 *
 * @param known the project as it is now, for whoever has looked already
 * @throws ZhenError `chapter-unknown`, `glossary-invalid`, `usage` for an unknown check, `baseline-missing`,
 *   `baseline-invalid`, `revision-unknown`, `history-shallow`
 */
export async function checkProject(deps: ProjectDeps, input: CheckInput, known?: Refreshed): Promise<CheckReport> {
  const scope = await lookThrough(deps, input, known)
  const { refreshed, chapters, checks, found } = scope
  const { issues, waived } = await applyWaivers(deps, scope)
  const change = input.changedFrom === null ? null : await changedSince(deps, input.changedFrom)
  const touched = change ? await change.touched(issues) : issues
  const isLookedAt = ({ check, chapter }: BaselineEntry) => isIn(checks, check) && chapters.has(chapter)
  const { fresh, outcome } = await settleBaseline(touched, input, isLookedAt)
  const told = fresh.map((issue) => reported(issue, deps))
  const count = (severity: Issue['severity']) => told.filter((issue) => issue.severity === severity).length
  return {
    sourceAvailable: refreshed.sourceAvailable,
    notices: refreshed.notices,
    issues: told,
    waived: waived.map(({ issue, waiver: { reason, by, until, origin } }) => ({
      issue: reported(issue, deps),
      waiver: { reason, by, until, origin },
    })),
    baseline: outcome,
    changedFrom: change && { revision: change.revision, commit: change.commit },
    chapters: [...chapters],
    checks: [...checks, ...waiverChecks].map(({ id, severity, issueType, docs }) => ({
      id,
      severity,
      issueType,
      docs,
    })),
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      segments: [...found.values()].reduce((sum, { segments }) => sum + segments, 0),
    },
  }
}

/** What the checks find in the project, before people have their say. */
export interface Looked {
  readonly refreshed: Refreshed
  /** The chapters looked at. */
  readonly chapters: ReadonlySet<string>
  /** The checks that ran. */
  readonly checks: readonly Check[]
  readonly found: ReadonlyMap<string, ChapterFound>
}

/** Runs the checks that were asked for over the chapters that were asked for. */
export async function lookThrough(
  deps: ProjectDeps,
  { chapters, only, release }: Pick<CheckInput, 'chapters' | 'only' | 'release'>,
  known?: Refreshed,
): Promise<Looked> {
  const checks = chooseChecks(only).filter((check) => release || only.includes(check.id) || !check.release)
  refuseUnknownSettings(deps.checks, describedChecks)
  const refreshed = known ?? (await refresh(deps))
  const wanted = resolveChapters(
    chapters,
    refreshed.chapters.map(({ chapter }) => chapter),
  )
  const records = refreshed.chapters.filter(({ chapter }) => wanted.length === 0 || wanted.includes(chapter))
  const found = await findIssues(deps, {
    chapters: records,
    all: refreshed.chapters,
    checks,
    complete: only.length === 0,
    settings: deps.checks,
  })
  return { refreshed, chapters: new Set(records.map(({ chapter }) => chapter)), checks, found }
}

/** Takes out what people have waived, and says which waivers have run out, waive nothing, or cannot. */
export async function applyWaivers(deps: ProjectDeps, { chapters, checks, found }: Looked) {
  const known = new Set(everyCheck.map(({ id }) => id))
  const noted = (await loadWaiverNotes(deps)).map((note) => waiverOfNote(note, deps))
  const commented = [...found].flatMap(([chapter, { comments }]) =>
    comments.flatMap((comment) => waiversOfComment(chapter, comment, known, deps)),
  )
  const waivers = [...noted, ...commented.filter(({ flaw }) => flaw === null).map(({ waiver }) => waiver)]
  const issues = [...found.values()].flatMap((one) => one.issues)
  const today = new Date(deps.now()).toISOString().slice(0, 10)
  const settled = waiveIssues(issues, waivers, today)
  const isLookedAt = ({ check, place }: Waiver) => isIn(checks, check) && chapters.has(place.chapter)
  const remarks = [
    ...settled.expired.flatMap((waiver) => remarkOn('waiver-expired', waiver, deps)),
    ...settled.unused.filter(isLookedAt).flatMap((waiver) => remarkOn('waiver-unused', waiver, deps)),
    ...commented.flatMap(({ waiver, flaw }) => (flaw === null ? [] : remarkOn('waiver-invalid', waiver, deps, flaw))),
  ]
  return { ...settled, waivers, issues: sortIssues([...settled.issues, ...remarks]) }
}

function remarkOn(
  id: (typeof waiverChecks)[number]['id'],
  waiver: Waiver,
  deps: ProjectDeps,
  context?: string,
): FoundIssue[] {
  const own = waiverChecks.find((check) => check.id === id)?.severity ?? 'info'
  const grade = gradeOf(own, undefined, deps.checks[id])
  if (grade === 'off') return []
  const issue = issueOfWaiver(id, waiver, grade)
  return [{ ...issue, values: { ...issue.values, ...(context !== undefined && { context }) }, excerpt: null }]
}

function chooseChecks(only: readonly string[]): readonly Check[] {
  const known = everyCheck.map(({ id }) => id)
  const unknown = only.find((id) => !known.includes(id))
  if (unknown !== undefined) throw unknownCheck(unknown, known)
  return only.length === 0 ? everyCheck : everyCheck.filter(({ id }) => only.includes(id))
}

function isIn(checks: readonly Check[], id: string): boolean {
  return checks.some((check) => check.id === id)
}

/** Paths of findings are below the English folder; those of waivers are as they are shown already. */
function reported({ excerpt, ...issue }: FoundIssue, { workspace }: ProjectDeps): Issue {
  const isRemark = waiverChecks.some(({ id }) => id === issue.check)
  const path = isRemark ? issue.target.path : workspace.shownPath('target', issue.target.path)
  return { ...issue, target: { ...issue.target, path, excerpt } }
}
