import { isCosmetic } from '../../core/status.js'
import { classifyChange } from '../../match/classify-change.js'
import { isNameKind } from '../../match/match-unit.js'
import type { SegmentRecord } from '../ports.js'
import { type Editions, sourceSteps, targetSteps } from './edition.js'
import { isSlip } from './is-slip.js'
import { englishOf, madeFrom } from './made-from.js'
import { rewritesOf } from './rewrites.js'
import type { Step } from './steps.js'

/** What a linked text was made from, and what became of that. */
export interface DerivedOrigin {
  readonly from: Step
  readonly today: Step
  /** The first change since; `null` where there was none. */
  readonly since: Step | null
  /**
   * `meaning`: the translation is no longer true. `form`: it is, and the status says so by itself. `slip`: it is, but
   * only who knows the book can tell.
   */
  readonly change: 'none' | 'form' | 'slip' | 'meaning'
  readonly confidence: number
}

/** The most that is known of English from a commit whose date says little. */
const COARSE = 0.6

/** Of English that was left as it was when its chapter was translated anew, after its source had changed. */
const KEPT = 0.5

/** @param members records that share English, in order; the first stands for all */
export function deriveOrigin(editions: Editions, members: readonly SegmentRecord[]): DerivedOrigin | null {
  const [first] = members
  const source = sourceSteps(editions, members)
  const target = first ? targetSteps(editions, first) : []
  const [today, born] = [source.at(-1), englishOf(target)[0]]
  if (!first || !today || !born) return null
  const origin = madeFrom(source, target)
  const from = source[origin.at] as Step
  const since = source[origin.at + 1] ?? null
  const isCoarse = born.commit !== null && editions.coarse.has(born.commit) && target.length === 1
  const isKept = since !== null && wasKept(editions, first, since, target.at(-1) as Step)
  const most = Math.min(isCoarse ? COARSE : 1, isKept ? KEPT : 1)
  const change = changeOf(editions, from, today, first)
  return { from, today, since, change, confidence: Math.min(most, origin.confidence) }
}

function wasKept({ target }: Editions, { targets }: SegmentRecord, since: Step, english: Step): boolean {
  return rewritesOf(target, targets[0]?.path ?? '').some((time) => time > since.time && time > english.time)
}

function changeOf({ words }: Editions, from: Step, today: Step, { kind }: SegmentRecord): DerivedOrigin['change'] {
  if (from.text === today.text) return 'none'
  if (isCosmetic(classifyChange(from.text, today.text))) return 'form'
  if (isSlip(from.text, today.text, { words, isName: isNameKind(kind) })) return 'slip'
  return from.whole && isIn(today.text, from.text) ? 'slip' : 'meaning'
}

/** A paragraph that was divided holds its parts. */
function isIn(part: string, whole: string): boolean {
  return whole.replace(/\s+/g, '').includes(part.replace(/\s+/g, ''))
}
