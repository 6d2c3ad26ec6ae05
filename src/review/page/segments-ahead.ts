import type { ReviewSegment } from '../../app/review/view.js'
import type { Calls } from './calls.js'

/** How many segments are kept at most. */
const MOST = 16

/** Segments that are read before they are asked for, so that they are there when they are. */
export class SegmentsAhead {
  readonly #calls: Pick<Calls, 'segment'>
  readonly #read = new Map<string, Promise<ReviewSegment>>()
  /** What was read before the book last changed: good enough to be shown, and read again then. */
  readonly #old = new Set<string>()

  constructor(calls: Pick<Calls, 'segment'>) {
    this.#calls = calls
  }

  /** The segment as it was read before, else as it is. */
  read(id: string): Promise<ReviewSegment> {
    const known = this.#read.get(id)
    if (known) return known
    const asked = this.#calls.segment(id)
    this.#read.set(id, asked)
    this.#old.delete(id)
    asked.catch(() => this.#read.delete(id))
    if (this.#read.size > MOST) this.#read.delete(this.#read.keys().next().value ?? '')
    return asked
  }

  readAnew(id: string): Promise<ReviewSegment> {
    this.forget(id)
    return this.read(id)
  }

  forget(id: string): void {
    this.#read.delete(id)
  }

  forgetAll(): void {
    this.#read.clear()
  }

  /** The book has changed: what is known may no longer be so. */
  age(): void {
    for (const id of this.#read.keys()) this.#old.add(id)
  }

  isOld(id: string): boolean {
    return this.#old.has(id)
  }
}
