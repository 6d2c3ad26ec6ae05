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
  readonly #times: number[] = []

  time(milliseconds: number): void {
    this.#times.push(milliseconds)
    this.commits++
    this.syncs += 2
  }

  add({ judged, gone }: Passage, { outcomes }: Verdict): void {
    this.segments += judged.length
    this.gone += gone.length
    for (const { paragraph, fate } of judged) {
      const key = `${fate} ${outcomes.get(paragraph) ?? 'alone'}`
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
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

  /** Milliseconds of a commit's sync such that `share` of them took no longer. */
  percentile(share: number): number {
    const sorted = [...this.#times].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
}
