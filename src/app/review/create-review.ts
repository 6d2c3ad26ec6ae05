import { checks as everyCheck } from '../../checks/registry.js'
import { ZhenError } from '../../core/errors.js'
import type { CommentNote } from '../../core/notes.js'
import { stampOf } from '../../core/stamp.js'
import { membersOf } from '../decide.js'
import { unknownCheck } from '../explain-check.js'
import { findSegment } from '../find-segment.js'
import type { LineOrigin } from '../history-port.js'
import { jointSource } from '../joint-texts.js'
import { ParsedChapters } from '../parsed-chapters.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { type Refreshed, refresh } from '../refresh.js'
import { readNotes, writeNotes } from '../suggestions.js'
import { applyReview } from './apply-review.js'
import { KnownIssues } from './known-issues.js'
import { KnownNotes, keyOfComment } from './known-notes.js'
import { readQueue } from './read-queue.js'
import { isLive, type LiveRecord, readSegment } from './read-segment.js'
import { type ReviewStep, undoStep } from './steps.js'
import type {
  QueueInput,
  Review,
  ReviewConflict,
  ReviewInput,
  ReviewOutcome,
  ReviewQueue,
  ReviewSegment,
  TextView,
  UndoneStep,
} from './view.js'
import { TextViewer } from './view-text.js'
import { WrittenBlocks } from './written-blocks.js'

/** Opens a review of the project. Nothing is written before a person decides something. */
export function createReview(deps: ProjectDeps): Review {
  return new ProjectReview(deps)
}

class ProjectReview implements Review {
  readonly #deps: ProjectDeps
  readonly #notes: KnownNotes
  readonly #issues: KnownIssues
  readonly #viewer: TextViewer
  readonly #blocks: WrittenBlocks
  readonly #steps: ReviewStep[] = []
  /** Lines of English chapters with their authors, by the chapter's path, as long as `hash` says what is in it. */
  readonly #lines = new Map<string, { readonly hash: string; readonly lines: readonly LineOrigin[] }>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(deps: ProjectDeps) {
    const parsed = deps.parsed ?? new ParsedChapters()
    this.#deps = { ...deps, parsed }
    this.#blocks = new WrittenBlocks(this.#deps)
    this.#notes = new KnownNotes(this.#deps)
    this.#issues = new KnownIssues(this.#deps)
    this.#viewer = new TextViewer(this.#deps)
  }

  queue(input: QueueInput): Promise<ReviewQueue> {
    return this.#inTurn(async () => {
      const known = everyCheck.map(({ id }) => id)
      if (input.check !== null && !known.includes(input.check)) throw unknownCheck(input.check, known)
      const { sourceAvailable, notices, chapters } = await this.#refresh()
      const wantsIssues = input.check !== null || input.queues.includes('issues')
      const issues = (wantsIssues ? null : this.#issues.last()) ?? (await this.#issues.current())
      const records = await this.#deps.index.loadSegments({})
      const read = readQueue({ chapters, records, notes: await this.#notes.all(), issues }, input)
      return { sourceAvailable, notices, ...read }
    })
  }

  check(): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#refresh()
      const last = this.#issues.last()
      return (await this.#issues.current()) !== last
    })
  }

  segment(id: string): Promise<ReviewSegment> {
    return this.#inTurn(() => this.#read(id))
  }

  look(id: string, text: string): Promise<TextView> {
    return this.#inTurn(async () => {
      await refresh(this.#deps)
      const record = await this.#find(id)
      const source = jointSource(await membersOf(this.#deps, record))
      const chapter = await this.#deps.index.loadSegments({ chapters: [record.chapter] })
      return this.#viewer.view(record, source, text, chapter)
    })
  }

  apply(input: ReviewInput): Promise<ReviewOutcome> {
    return this.#inTurn(async () => {
      const { outcome, step } = await applyReview(this.#deps, input)
      if (step) this.#steps.push(step)
      return outcome
    })
  }

  comment(id: string, text: string, by: string | null): Promise<ReviewSegment> {
    return this.#inTurn(async () => {
      const { workspace } = this.#deps
      await workspace.withLock(async () => {
        await refresh(this.#deps)
        const { chapter, source, ...record } = await this.#find(id)
        const note: CommentNote = {
          note: 'comment',
          id: record.id,
          source: source.text,
          text: text.trim(),
          by: by ?? (await workspace.personName()),
          at: stampOf(this.#deps.now()),
        }
        await writeNotes(workspace, chapter, [...(await readNotes(workspace, chapter)), note])
      })
      return this.#read(id)
    })
  }

  settleComment(id: string, key: string): Promise<ReviewSegment> {
    return this.#inTurn(async () => {
      const { workspace } = this.#deps
      await workspace.withLock(async () => {
        await refresh(this.#deps)
        const { chapter, ...record } = await this.#find(id)
        const notes = await readNotes(workspace, chapter)
        const kept = notes.filter((note) => {
          return note.note !== 'comment' || note.id !== record.id || keyOfComment(note) !== key
        })
        if (kept.length < notes.length) await writeNotes(workspace, chapter, kept)
      })
      return this.#read(id)
    })
  }

  undo(): Promise<UndoneStep | ReviewConflict | null> {
    return this.#inTurn(async () => {
      const step = this.#steps.at(-1)
      if (!step) return null
      const undone = await undoStep(this.#deps, step)
      if (!('kind' in undone)) this.#steps.pop()
      return undone
    })
  }

  /**
   * What somebody left half written is completed before it is shown: the first decision would find it changed. A look
   * under the lock clears their temporary files too.
   */
  async #refresh(): Promise<Refreshed> {
    const refreshed = await refresh(this.#deps)
    if (!refreshed.notices.some(({ code }) => code === 'intent-open')) return refreshed
    return this.#deps.workspace.withLock(() => refresh(this.#deps))
  }

  /** One after the other: what one reads and then writes must not change in between by another of these. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #read(id: string): Promise<ReviewSegment> {
    const { chapters } = await this.#refresh()
    const record = await this.#find(id)
    const notes = (await this.#notes.all()).get(record.chapter) ?? []
    const segment = await readSegment(this.#deps, {
      record,
      chapters,
      notes,
      authors: await this.#authorsOf(record, chapters),
      blocks: this.#blocks,
      viewOf: (source, text, chapter) => this.#viewer.view(record, source, text, chapter),
    })
    const issues = this.#issues.note(record.id, segment.view.issues)
    return { ...segment, view: { ...segment.view, issues } }
  }

  async #find(id: string): Promise<LiveRecord> {
    const record = await findSegment(this.#deps.index, id)
    if (!isLive(record)) throw new ZhenError('segment-unknown', { id })
    return record
  }

  async #authorsOf({ targets }: SegmentRecord, chapters: Refreshed['chapters']): Promise<string[]> {
    const names = new Set<string>()
    for (const { path, startLine, endLine } of targets) {
      const hash = chapters.find(({ chapter }) => chapter === path)?.targetHash ?? ''
      for (const { authors } of (await this.#linesOf(path, hash)).slice(startLine - 1, endLine))
        for (const author of authors) names.add(author)
    }
    return [...names]
  }

  async #linesOf(path: string, hash: string): Promise<readonly LineOrigin[]> {
    const known = this.#lines.get(path)
    if (known?.hash === hash) return known.lines
    const lines = (await this.#deps.history?.linesOf(path)) ?? []
    this.#lines.set(path, { hash, lines })
    return lines
  }
}
