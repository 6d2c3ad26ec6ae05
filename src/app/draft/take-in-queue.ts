import { type LabelReport, mendAfter } from '../mend-labels.js'
import type { ProjectDeps } from '../project.js'
import { syncUnderLock } from '../sync-project.js'
import type { Draft } from './draft.js'
import { isFileChanged, type TakeInOptions, type TakenIn, takeIn } from './take-in.js'

/** How often taking drafts in is tried while others save the same chapters. */
const ATTEMPTS = 3

/**
 * Drafts are taken into the book together, and the rarer the longer it takes, so that a fast engine hardly ever waits for
 * it. Nothing is at stake meanwhile: answers are on the disk.
 */
const TAKE_IN_EVERY_MS = 15_000
const TAKE_IN_SHARE = 1 / 20

/** Labels that follow headings which were drafted. */
type Mended = Pick<LabelReport, 'labels' | 'written'>

/** Takes drafts into the book in order, one batch after another, under the project's lock. */
export class TakeInQueue {
  readonly #deps: ProjectDeps
  readonly #options: TakeInOptions
  readonly #onTaken: (taken: TakenIn, mended: Mended) => void
  #waiting: Draft[] = []
  #running: Promise<void> = Promise.resolve()
  #last: number
  #pause = TAKE_IN_EVERY_MS

  constructor(deps: ProjectDeps, options: TakeInOptions, onTaken: (taken: TakenIn, mended: Mended) => void) {
    this.#deps = deps
    this.#options = options
    this.#onTaken = onTaken
    this.#last = deps.now()
  }

  add(drafts: readonly Draft[]): void {
    this.#waiting.push(...drafts)
  }

  async flushNowAndThen(): Promise<void> {
    if (this.#deps.now() - this.#last >= this.#pause) await this.flush()
  }

  async flush(): Promise<void> {
    const drafts = this.#waiting
    this.#waiting = []
    const start = this.#deps.now()
    this.#last = start
    this.#running = this.#running.then(() => this.#takeIn(drafts))
    await this.#running
    this.#last = this.#deps.now()
    this.#pause = Math.max(TAKE_IN_EVERY_MS, (this.#last - start) / TAKE_IN_SHARE)
  }

  /** Somebody may save a chapter in the middle of it: then what that one was to get is taken in once more. */
  async #takeIn(drafts: readonly Draft[]): Promise<void> {
    let left = drafts
    for (let attempt = 1; left.length > 0; attempt++) {
      try {
        await this.#deps.workspace.withLock(async () => {
          await syncUnderLock(this.#deps)
          const { taken, mended } = await this.#deps.workspace.together(() => this.#takeInOnce(left))
          this.#onTaken(taken, mended)
          left = taken.postponed
        })
      } catch (error) {
        if (attempt >= ATTEMPTS || !isFileChanged(error)) throw error
      }
      if (attempt >= ATTEMPTS) break
    }
    const refused = left.map(({ record }) => ({ id: record.id, reason: 'file-changed' }))
    const nothing = { drafted: [], suggested: [], written: [], postponed: [] }
    if (refused.length > 0) this.#onTaken({ ...nothing, refused }, { labels: [], written: [] })
  }

  /** With what follows: that the drafts are in their chapters, and that references lead to the new headings. */
  async #takeInOnce(drafts: readonly Draft[]): Promise<{ readonly taken: TakenIn; readonly mended: Mended }> {
    const taken = await takeIn(this.#deps, drafts, this.#options)
    const texts = taken.drafted.map(({ record: { id, kind }, target }) => ({ id, kind, target }))
    return { taken, mended: await mendAfter(this.#deps, await syncUnderLock(this.#deps), texts) }
  }
}
