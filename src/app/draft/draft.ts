import { diffWords } from '../../match/diff-words.js'
import type { SegmentRecord } from '../ports.js'
import type { DraftedSegment } from '../report.js'
import { sourceOf } from './wanted.js'

/** English found for a segment, by the memory or an engine. */
export interface Draft {
  readonly record: SegmentRecord
  readonly target: string
  /** `memory`, or the engine's name. */
  readonly engine: string
  /** As the vendor names it, or the name of another memory than the book's own; `''` for none. */
  readonly model: string
  /** Version of the terms the engine was given; `''` for none. */
  readonly glossary: string
  /** What the memory has this English for, or what the English that was brought up to date was made from. */
  readonly from: string | null
  /** How near `from` is to today's source; 1 for the same text and for what an engine wrote. */
  readonly score: number
  /** Good enough to stand in the chapter until a person has looked at it; else it is only suggested. */
  readonly placeable: boolean
}

/** A draft as a report tells it. */
export function reported({ record, target, from, score, engine, model }: Draft): DraftedSegment {
  const source = sourceOf(record)
  const words = from === null ? [] : diffWords(from, source)
  const memory = engine === 'memory' && model !== '' ? { memory: model } : {}
  return { id: record.id, chapter: record.chapter, source, target, from, score, engine, ...memory, words }
}
