import { ZhenError } from '../core/errors.js'
import type { ChangeBatch, ChangedFile, ChangeSource } from './change-source.js'
import type { WatchInput } from './input.js'
import type { ProjectDeps } from './project.js'
import type { Issue, WatchChange, WatchEvent } from './report.js'
import { compareIssues, compareSegments } from './watch/compare-looks.js'
import { type BookLook, differingSegments, lookAtBook } from './watch/look.js'

/** What a watch is given to work with. */
export interface WatchDeps {
  /**
   * Opens the project as its configuration is now.
   *
   * @throws ZhenError what a broken configuration throws
   */
  open(): Promise<WatchedProject>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Ends early, without an error, when `signal` is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface WatchedProject {
  readonly deps: ProjectDeps
  readonly changes: ChangeSource
  close(): void
}

/** Others are at work: they will be done in a moment. */
const PASSING: ReadonlySet<string> = new Set(['file-changed', 'locked'])
const PASSING_MS = 200

/** What the person who started the watch asked for is not there: that is no matter of waiting. */
const MISTYPED: ReadonlySet<string> = new Set(['usage', 'chapter-unknown'])

/** What cannot be read is looked at again after so long, before anything is said of it. */
const SECOND_LOOK_MS = 400

/** So often in a row a look is given up because somebody saved in the middle of it. */
const MOST_LOST = 4

/**
 * Tells where the book stands, and then what every save changes, until `signal` is aborted. Only reads.
 *
 * Nothing is told of a file in the middle of a save. What cannot be read is told, and watching goes on; so it does with
 * the configuration as it was, while that is broken.
 *
 * @throws ZhenError what opening the project throws; `chapter-unknown`, and `usage` for an unknown check
 */
export async function* watchProject(
  deps: WatchDeps,
  input: WatchInput,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const watch = new Watch(deps, input, signal)
  let project: WatchedProject | null = await deps.open()
  try {
    while (project && !signal.aborted) {
      const next: WatchedProject | null = yield* watch.follow(project)
      project.close()
      project = next
    }
  } finally {
    project?.close()
  }
}

class Watch {
  readonly #deps: WatchDeps
  readonly #input: WatchInput
  readonly #signal: AbortSignal
  #before: BookLook | null = null
  /** What was saved and not told yet. */
  #files: readonly ChangedFile[] = []
  #notices: ChangeBatch['notices'] = []
  /** What is wrong, as it was told. */
  #told: string | null = null
  #lost = 0

  constructor(deps: WatchDeps, input: WatchInput, signal: AbortSignal) {
    this.#deps = deps
    this.#input = input
    this.#signal = signal
  }

  /** Follows a project until its configuration is another one, and returns the project by that; `null` at the end. */
  async *follow(project: WatchedProject): AsyncGenerator<WatchEvent, WatchedProject | null> {
    for await (const batch of project.changes.changes(this.#signal)) {
      this.#files = merge(this.#files, batch.files)
      this.#notices = [...this.#notices, ...batch.notices]
      if (batch.files.some(({ kind }) => kind === 'config')) {
        const opened = await this.#reopen(batch)
        if (opened && 'deps' in opened) return opened
        if (opened) yield opened
        continue
      }
      const event = await this.#look(project, batch)
      if (event) yield event
    }
    return null
  }

  async #reopen(batch: ChangeBatch): Promise<WatchedProject | WatchEvent | null> {
    try {
      return await this.#deps.open()
    } catch (error) {
      return this.#fail(error, batch)
    }
  }

  async #look({ deps }: WatchedProject, batch: ChangeBatch): Promise<WatchEvent | null> {
    try {
      const after = await this.#lookTwice(deps, batch)
      if (!after || this.#isLost(batch)) return null
      return this.#tell(deps, after)
    } catch (error) {
      return this.#fail(error, batch)
    }
  }

  /** What cannot be read may be in the middle of a save: it is looked at again. `null` when watching ended meanwhile. */
  async #lookTwice(deps: ProjectDeps, batch: ChangeBatch): Promise<BookLook | null> {
    for (let again = true; ; again = false) {
      try {
        return await this.#lookOnce(deps)
      } catch (error) {
        if (!again || !(error instanceof ZhenError) || !batch.holds()) throw error
        await this.#deps.pause(SECOND_LOOK_MS, this.#signal)
        if (this.#signal.aborted) return null
      }
    }
  }

  /** Waits for others that are at work. */
  async #lookOnce(deps: ProjectDeps): Promise<BookLook | null> {
    while (!this.#signal.aborted) {
      try {
        return await lookAtBook(deps, this.#input, this.#before)
      } catch (error) {
        if (!(error instanceof ZhenError) || !PASSING.has(error.code)) throw error
        await this.#deps.pause(PASSING_MS, this.#signal)
      }
    }
    return null
  }

  /** Somebody saved in the middle of the look: there will be another batch, and what was seen may be half of a save. */
  #isLost(batch: ChangeBatch): boolean {
    const isLost = !batch.holds() && this.#lost < MOST_LOST
    this.#lost = isLost ? this.#lost + 1 : 0
    return isLost
  }

  #tell({ workspace }: ProjectDeps, after: BookLook): WatchEvent | null {
    const before = this.#before
    const [files, notices, failed] = [this.#files, this.#notices, this.#told !== null]
    this.#before = after
    this.#files = []
    this.#notices = []
    this.#told = null
    const standing = {
      at: this.#deps.now(),
      sourceAvailable: after.status.sourceAvailable,
      notices: [...notices, ...newNotices(before, after)],
      chapters: after.status.chapters.length,
      total: after.status.total,
      summary: after.check?.summary ?? null,
      open: issuesOf(after),
    }
    if (!before) return { event: 'start', ...standing }
    const differing = differingSegments(before, after)
    const segments = compareSegments(differing.before, differing.after, workspace.shownPath)
    const change: WatchChange = {
      ...{ event: 'change', ...standing, files, segments },
      ...compareIssues(issuesOf(before), issuesOf(after)),
    }
    return failed || isWorthTelling(change) ? change : null
  }

  /** The same failure is told once, until it is over. */
  #fail(error: unknown, batch: ChangeBatch): WatchEvent | null {
    if (!(error instanceof ZhenError) || (this.#before === null && MISTYPED.has(error.code))) throw error
    if (this.#isLost(batch)) return null
    const told = JSON.stringify([error.code, error.values])
    if (this.#told === told) return null
    this.#told = told
    const files = this.#files
    this.#files = []
    const { code, values } = error
    return {
      event: 'failure',
      at: this.#deps.now(),
      files,
      code,
      values,
      open: this.#before ? issuesOf(this.#before) : [],
    }
  }
}

function issuesOf({ check }: BookLook): readonly Issue[] {
  return check?.issues ?? []
}

/** What was not said in the look before. */
function newNotices(before: BookLook | null, after: BookLook): ChangeBatch['notices'] {
  const said = new Set(before?.status.notices.map((notice) => JSON.stringify(notice)))
  return after.status.notices.filter((notice) => !said.has(JSON.stringify(notice)))
}

/** That a chapter was saved is told even if it changed nothing; a picture only counts if a finding came or went. */
function isWorthTelling({ files, segments, came, gone, notices }: WatchChange): boolean {
  const isOfBook = files.some(({ kind }) => kind !== 'other' && kind !== 'ledger')
  return isOfBook || segments.length + came.length + gone.length + notices.length > 0
}

function merge(before: readonly ChangedFile[], now: readonly ChangedFile[]): ChangedFile[] {
  const byPath = new Map([...before, ...now].map((file) => [file.path, file]))
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}
