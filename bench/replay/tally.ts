import type { SegmentRecord } from '../../src/app/ports.js'
import type { Verdict } from './judge.js'
import type { Fate, Passage } from './oracle.js'

/** Sums over all commits of a replay. */
export class Tally {
  commits = 0
  syncs = 0
  segments = 0
  gone = 0
  stale = 0
  untranslated = 0
  obsolete = 0
  misplaced = 0
  readonly #counts = new Map<string, number>()
  readonly #touched = new Map<string, number>()
  readonly #times: number[] = []

  time(milliseconds: number): void {
    this.#times.push(milliseconds)
    this.commits++
    this.syncs += 2
  }

  /** @param isTouched whether a commit changed a chapter: of others a PO workflow knows nothing */
  add({ judged, gone }: Passage, { outcomes }: Verdict, isTouched: (chapter: string) => boolean): void {
    this.segments += judged.length
    this.gone += gone.length
    for (const { paragraph, fate } of judged) {
      const key = `${fate} ${outcomes.get(paragraph) ?? 'alone'}`
      increase(this.#counts, key)
      if (isTouched(paragraph.chapter) && !paragraph.carried) increase(this.#touched, key)
    }
  }

  /** What the last commit left. */
  addStatuses(records: readonly SegmentRecord[]): void {
    const count = (status: string) => records.filter((record) => record.status === status && !record.block).length
    this.stale = count('stale')
    this.untranslated = count('untranslated')
    this.obsolete = records.filter((record) => record.status === 'obsolete' && record.targets.length > 0).length
    this.misplaced = records.filter(({ misplaced }) => misplaced).length
  }

  count(fate: Fate, ...outcomes: readonly string[]): number {
    return outcomes.reduce((sum, outcome) => sum + (this.#counts.get(`${fate} ${outcome}`) ?? 0), 0)
  }

  /** As {@link count}, of texts to translate in chapters the commits changed. */
  countTouched(fates: readonly Fate[], outcomes: readonly string[]): number {
    const keys = fates.flatMap((fate) => outcomes.map((outcome) => `${fate} ${outcome}`))
    return keys.reduce((sum, key) => sum + (this.#touched.get(key) ?? 0), 0)
  }

  /** Milliseconds of all commits' syncs. */
  get total(): number {
    return this.#times.reduce((sum, time) => sum + time, 0)
  }

  /** Milliseconds of a commit's sync such that `share` of them took no longer. */
  percentile(share: number): number {
    const sorted = [...this.#times].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
