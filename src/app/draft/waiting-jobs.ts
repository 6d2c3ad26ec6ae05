import type { AnswerBook } from './answer-book.js'
import type { Job } from './jobs.js'

/** Jobs that wait for answers. */
export class WaitingJobs {
  readonly #jobs: Set<Job>
  readonly #byKey = new Map<string, Job[]>()

  constructor(jobs: readonly Job[]) {
    this.#jobs = new Set(jobs)
    for (const job of jobs) {
      for (const { key } of job.pieces) {
        const some = this.#byKey.get(key)
        if (some) some.push(job)
        else this.#byKey.set(key, [job])
      }
    }
  }

  /** Takes out and returns the jobs that these answers were all that was missing for. */
  release(keys: readonly string[], answers: AnswerBook): Job[] {
    const ready = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []))
    return [...ready].filter((job) => this.#jobs.has(job) && answers.hasAll(job.pieces) && this.#jobs.delete(job))
  }

  rest(): readonly Job[] {
    return [...this.#jobs]
  }
}
