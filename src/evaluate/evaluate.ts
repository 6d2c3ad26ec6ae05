import { sameText } from '../core/text.js'
import type { TermMatcher } from '../glossary/compile-terms.js'
import { bleu } from './bleu.js'
import { chrf, chrfPlus } from './chrf.js'
import { type Estimate, estimate } from './estimate.js'
import type { Metric } from './metric.js'
import { measureTerms, type TermAccuracy } from './term-accuracy.js'

/** A source, the English a person gave it, and what is to be judged by that. */
export interface Triple {
  readonly id: string
  readonly chapter: string
  readonly source: string
  readonly reference: string
  /** `null`: refused, or nothing found. */
  readonly hypothesis: string | null
  /** Why it was refused; `null` where it was not. */
  readonly reason: string | null
}

/** A score with its parts: over what was answered, and over all with nothing for what was not. */
export interface Score {
  readonly name: Metric['name']
  readonly signature: string
  /** `null` where nothing was answered. */
  readonly answered: Estimate | null
  /** Comparable between engines that refuse different segments. `null` where there were no segments. */
  readonly all: Estimate | null
}

export interface JudgedSegment {
  readonly id: string
  readonly chapter: string
  readonly source: string
  readonly reference: string
  readonly hypothesis: string
  /** chrF2 of this segment alone. */
  readonly chrf: number
}

/** All that is known of how something translated held-out segments. */
export interface Evaluation {
  readonly segments: number
  readonly answered: number
  /** Why the others have no English, commonest first. */
  readonly refused: readonly { readonly reason: string; readonly segments: number }[]
  /** Answers that are what the person wrote. */
  readonly exact: number
  readonly scores: readonly Score[]
  /** In what was answered. */
  readonly terms: TermAccuracy
  /** In the person's English of the same segments: no engine can be held to more. */
  readonly referenceTerms: TermAccuracy
  /** What was answered, least like the person's English first. */
  readonly worst: readonly JudgedSegment[]
}

export interface EvaluationInput {
  readonly triples: readonly Triple[]
  readonly terms: TermMatcher
  /** Of the confidence intervals. */
  readonly seed: number
  /** How many of the worst segments to tell. */
  readonly worst: number
}

/** Judges answers by what people wrote. Plain and complete: nothing is mixed into one figure. */
export function evaluate({ triples, terms, seed, worst }: EvaluationInput): Evaluation {
  const answered = triples.flatMap((triple) => {
    const { id, chapter, source, reference, hypothesis } = triple
    if (hypothesis === null) return []
    return [{ id, chapter, source, reference, hypothesis, chrf: chrf.score(chrf.count(hypothesis, reference)) }]
  })
  return {
    segments: triples.length,
    answered: answered.length,
    refused: countReasons(triples),
    exact: answered.filter(({ hypothesis, reference }) => sameText(hypothesis, reference)).length,
    scores: [chrf, chrfPlus, bleu].map((metric) => scoreBy(metric, triples, seed)),
    terms: measureTerms(
      answered.map(({ source, hypothesis }) => ({ source, target: hypothesis })),
      terms,
    ),
    referenceTerms: measureTerms(
      answered.map(({ source, reference }) => ({ source, target: reference })),
      terms,
    ),
    worst: answered.toSorted((a, b) => a.chrf - b.chrf).slice(0, worst),
  }
}

function scoreBy(metric: Metric, triples: readonly Triple[], seed: number): Score {
  const counted = triples.map(({ hypothesis, reference }) => {
    return { isAnswered: hypothesis !== null, counts: metric.count(hypothesis ?? '', reference) }
  })
  const estimateOf = (chosen: typeof counted) =>
    estimate(
      metric,
      chosen.map(({ counts }) => counts),
      seed,
    )
  const { name, signature } = metric
  const answered = counted.filter(({ isAnswered }) => isAnswered)
  const all = estimateOf(counted)
  return { name, signature, answered: answered.length === counted.length ? all : estimateOf(answered), all }
}

function countReasons(triples: readonly Triple[]): Evaluation['refused'] {
  const counts = new Map<string, number>()
  for (const { hypothesis, reason } of triples) {
    if (hypothesis === null) counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + 1)
  }
  return Array.from(counts, ([reason, segments]) => ({ reason, segments })).sort((a, b) => b.segments - a.segments)
}
