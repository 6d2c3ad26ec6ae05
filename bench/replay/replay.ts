import type { SegmentRecord } from '../../src/app/ports.js'
import { syncProject } from '../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../../test/helpers/project.js'
import { BookReader } from './book.js'
import { Edition, type Habit } from './edition.js'
import { type Finding, Judge, judgeSettled, type Synced } from './judge.js'
import { compareBooks } from './oracle.js'
import type { Resemblance } from './resemblance.js'
import type { Revision } from './revisions.js'
import { Tally } from './tally.js'

export interface Replayed {
  readonly habit: Habit
  readonly tally: Tally
  /** Each once, where it was first seen: what is wrong stays wrong in the commits that follow. */
  readonly findings: readonly Finding[]
  /** Sources whose translation could not be put beside what there is, and why. */
  readonly refused: ReadonlyMap<string, string>
  /** The project as the last commit left it. */
  readonly project: MemoryProject
}

/** Called after each commit's sync, before people touch the English; then again when they have and sync has seen it. */
export type OnStep = (revision: Revision, project: MemoryProject, step: 'source' | 'english') => Promise<void> | void

/**
 * Replays a book's history over an English edition made up for its first revision.
 *
 * After each commit: sync, judge what sync made of it, let people work as their habit is, sync again.
 */
export async function replay(
  revisions: readonly Revision[],
  habit: Habit,
  resemblance: Resemblance,
  onStep?: OnStep,
): Promise<Replayed> {
  const project = createMemoryProject([])
  const edition = new Edition()
  const reader = new BookReader()
  const tally = new Tally()
  const findings = new Map<string, Finding>()
  const note = (found: readonly Finding[]) => {
    for (const finding of found) {
      const key = [finding.fault, finding.place.replace(/:\d+$/, ''), finding.text].join('\0')
      if (!findings.has(key)) findings.set(key, finding)
    }
  }
  let before: Synced = { book: new Map(), records: [] }
  for (const [index, revision] of revisions.entries()) {
    checkOut(project, revision)
    if (index === 0) startEdition(project, revision, edition)
    const start = performance.now()
    await sync(project)
    tally.time(performance.now() - start)
    const book = reader.read(revision.chapters)
    const after: Synced = { book, records: await project.index.loadSegments({}) }
    await onStep?.(revision, project, 'source')
    if (index > 0) {
      const passage = compareBooks(before.book, book, resemblance)
      const verdict = new Judge(revision.commit, edition, resemblance, before, after).judge(passage)
      note(verdict.findings)
      const touched = (chapter: string) => before.book.get(chapter) !== book.get(chapter)
      tally.add(passage, verdict, touched)
    }
    translate(project, revision, edition, habit, after.records, revisions[index - 1]?.chapters ?? new Map())
    await sync(project)
    before = { book, records: await project.index.loadSegments({}) }
    await onStep?.(revision, project, 'english')
    tally.addStatuses(before.records)
    if (habit === 'tidy') note(judgeSettled(revision.commit, edition, before))
  }
  return { habit, tally, findings: [...findings.values()], refused: edition.refused, project }
}

async function sync(project: MemoryProject): Promise<void> {
  await syncProject(project, { chapters: [], locked: false, dryRun: false })
}

function checkOut({ workspace: { files } }: MemoryProject, { chapters }: Revision): void {
  for (const key of files.keys()) {
    if (key.startsWith('source:') && !chapters.has(key.slice('source:'.length))) files.delete(key)
  }
  for (const [chapter, text] of chapters) files.set(`source:${chapter}`, text)
}

function startEdition({ workspace: { files } }: MemoryProject, { chapters }: Revision, edition: Edition): void {
  for (const [chapter, text] of chapters) files.set(`target:${chapter}`, edition.render(text))
}

function translate(
  { workspace: { files } }: MemoryProject,
  { chapters }: Revision,
  edition: Edition,
  habit: Habit,
  records: readonly SegmentRecord[],
  before: Revision['chapters'],
): void {
  if (habit === 'tidy') {
    for (const key of [...files.keys()]) {
      if (key.startsWith('target:') && !chapters.has(key.slice('target:'.length))) files.delete(key)
    }
    for (const [chapter, text] of chapters) files.set(`target:${chapter}`, edition.render(text))
    return
  }
  const live = new Map<string, SegmentRecord[]>([...chapters.keys()].map((chapter) => [chapter, []]))
  for (const record of records) {
    if (record.status !== 'obsolete' && record.status !== 'added') live.get(record.chapter)?.push(record)
  }
  for (const [chapter, text] of chapters) {
    if (before.get(chapter) === text) continue
    const known = live.get(chapter) ?? []
    const english = files.get(`target:${chapter}`) ?? takeAlong(files, chapters, known)
    const supplemented = english === undefined ? edition.render(text) : edition.supplement(text, english, known)
    files.set(`target:${chapter}`, supplemented)
  }
}

/** Renames the English chapter in which most of a new chapter's English stands, when it has no other use. */
function takeAlong(
  files: Map<string, string>,
  chapters: Revision['chapters'],
  live: readonly SegmentRecord[],
): string | undefined {
  const paths = live.flatMap(({ targets }) => targets.map(({ path }) => path)).filter((path) => !chapters.has(path))
  const [most] = [...new Set(paths)].sort((a, b) => countOf(paths, b) - countOf(paths, a))
  if (most === undefined) return undefined
  const english = files.get(`target:${most}`)
  files.delete(`target:${most}`)
  return english
}

function countOf<T>(list: readonly T[], sought: T): number {
  return list.filter((element) => element === sought).length
}
