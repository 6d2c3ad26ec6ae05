import type { Notice } from '../workspace-port.js'

/** What taking over an edition can find, the most pressing first. */
export const FINDING_CLASSES = [
  'stale',
  'added-since',
  'copy',
  'damaged',
  'deleted-in-source',
  'dropped',
  'weak-link',
  'cosmetic',
] as const

/**
 * `stale`: the source's meaning has changed since. `added-since`: it came into the source later, and English has
 * nothing for it. `copy`: still Chinese, or some of it is. `damaged`: markup or code of English is broken: backticks that do not pair,
 * code that the source never said, a block that swallows others. `deleted-in-source`: English whose source is gone. `dropped`: absent when the English was made, or half of it. `weak-link`: what
 * English belongs to it is doubtful. `cosmetic`: the source was touched up, English needs nothing.
 */
export type FindingClass = (typeof FINDING_CLASSES)[number]

export interface AdoptFinding {
  readonly class: FindingClass
  /** 0..1. */
  readonly confidence: number
  readonly source: FoundPlace | null
  readonly target: FoundPlace | null
  /** The Chinese the English was made from, where that is not today's. */
  readonly translatedFrom: string | null
  /** The source's commit that made it so; `null` where git does not know. */
  readonly sourceCommit: string | null
  /** Of that commit, ISO 8601, UTC. */
  readonly sourceDate: string | null
  readonly segment: string
}

/** Lines are 1-based and inclusive; the path is relative to the project. */
export interface FoundPlace {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly text: string
}

export interface AdoptReport {
  readonly notices: readonly Notice[]
  /** Most certain first. */
  readonly findings: readonly AdoptFinding[]
  /** English paragraphs that have a source, and how many of them were made from an older one. */
  readonly adopted: number
  readonly older: number
  readonly history: { readonly source: HistorySpan | null; readonly target: HistorySpan | null }
  /** Ledgers written, relative to the project. */
  readonly written: readonly string[]
  readonly dryRun: boolean
}

/** How much of an edition's past was read. */
export interface HistorySpan {
  readonly commits: number
  /** ISO 8601, UTC. */
  readonly from: string
  readonly to: string
}
