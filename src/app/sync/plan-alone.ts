import { parseLedger } from '../../core/ledger.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import type { ChapterInput } from './entry.js'
import type { PlanInput } from './plan.js'
import { planSync } from './plan-sync.js'
import { type LonePlan, lonePlan } from './written-chapter.js'

/** A chapter's files as they are. */
export interface ChapterTexts {
  readonly chapter: string
  /** `null` where there is no such file. */
  readonly source: string | null
  readonly target: string | null
  /** `''` where there is none. */
  readonly ledger: string
  /** How the ledger is named in errors. */
  readonly ledgerPath: string
}

/** What does not depend on the chapter. */
export type PlanKnowledge = Pick<PlanInput, 'sourceAvailable' | 'lexicon'>

/**
 * Plans chapters one by one in other threads, several at a time. Implemented by `cli/plan-pool.ts`.
 *
 * A plan is the one that {@link planAlone} gives where no id is taken.
 */
export interface PlanPool {
  /** @throws what {@link planAlone} throws */
  plan(texts: ChapterTexts): Promise<LonePlan>
  /** Waits for one of these plans, and helps with the others meanwhile. */
  settle(plan: Promise<LonePlan>): Promise<LonePlan>
  close(): Promise<void>
}

/** @throws ZhenError `ledger-damaged`, `ledger-newer` */
export function takeApart({ chapter, source, target, ledger, ledgerPath }: ChapterTexts): ChapterInput {
  return {
    chapter,
    source: source === null ? null : parseChapter(source),
    target: target === null ? null : parseChapter(target, { comments: 'all' }),
    lines: parseLedger(ledger, ledgerPath),
  }
}

/**
 * What a sync of this chapter alone would do.
 *
 * @throws ZhenError `ledger-damaged`, `ledger-newer`
 */
export function planAlone(
  texts: ChapterTexts,
  knowledge: PlanKnowledge,
  isTaken: (id: string) => boolean = () => false,
): LonePlan {
  return lonePlan(planSync({ chapters: [takeApart(texts)], obsolete: [], isTaken, ...knowledge }))
}
