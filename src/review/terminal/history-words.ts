import type { HistoryStep } from '../../app/review/view.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'

/** A step of a segment's history: what happened, who did it and when, and why. */
export function wordStep({ what, by, at, reason, isAssumed }: HistoryStep, { t }: Look): string {
  const word = t(`segment.fact.${what}`, { name: plain(by ?? '') })
  const isPersons = by !== null && what !== 'machine'
  const said = isPersons ? t('segment.fact-by', { fact: word, by: plain(by), at: dayOf(at ?? '') }) : word
  const asides = [
    ...(isAssumed ? [t('aside', { words: t('segment.assumed') })] : []),
    ...(reason ? [t('segment.reason', { reason: plain(reason) })] : []),
  ]
  return [said, ...asides].join(' ')
}

/** The day alone: nobody reviews by the minute. */
export function dayOf(at: string): string {
  return plain(at.slice(0, 10))
}
