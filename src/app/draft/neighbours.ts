import { readableText } from '../../core/codes/readable-text.js'
import type { Sought } from '../../memory/leverage.js'
import type { SegmentRecord } from '../ports.js'
import { sourceOf } from './wanted.js'

/** A chapter's texts in document order, blocks left out: what stands around a segment. */
export class Neighbours {
  readonly #texts: readonly SegmentRecord[]
  readonly #places: ReadonlyMap<string, number>
  readonly #read = new Map<string, string>()

  constructor(live: readonly SegmentRecord[]) {
    this.#texts = live.filter(({ block }) => !block)
    this.#places = new Map(this.#texts.map(({ id }, place) => [id, place]))
  }

  /** What the memory is asked for a segment. */
  sought(record: SegmentRecord): Sought {
    return {
      source: sourceOf(record),
      previousSource: this.#before(record, 1)[0] ?? null,
      nextSource: this.#after(record, 1)[0] ?? null,
    }
  }

  /** At most `count` source texts on either side of the segment, as readers see them, in document order. */
  around(record: SegmentRecord, count: number): { readonly before: string[]; readonly after: string[] } {
    const read = (text: string) => this.#readable(text)
    return { before: this.#before(record, count).map(read), after: this.#after(record, count).map(read) }
  }

  /** A paragraph stands around several others. */
  #readable(text: string): string {
    const known = this.#read.get(text) ?? readableText(text)
    this.#read.set(text, known)
    return known
  }

  #before(record: SegmentRecord, count: number): string[] {
    const place = this.#places.get(record.id) ?? 0
    return this.#texts.slice(Math.max(0, place - count), place).map(sourceOf)
  }

  #after(record: SegmentRecord, count: number): string[] {
    const place = this.#places.get(record.id) ?? this.#texts.length
    return this.#texts.slice(place + 1, place + 1 + count).map(sourceOf)
  }
}
