import type { BuildAction, Standing } from '../../core/build-policy.js'
import type { ParsedChapter } from '../../core/segment.js'
import type { BuiltChapter, UnplacedReason } from './build-chapter.js'
import { parseEnglish } from './edition-text.js'
import type { Note, Noted } from './place-notes.js'

/** What became of a chapter. Lines are 1-based and inclusive. */
export interface ChapterReport {
  /** Below the folder of the edition. */
  readonly chapter: string
  /** Where it is from: `source` where the English edition has no such chapter. */
  readonly from: 'source' | 'target'
  readonly segments: readonly ReportedSegment[]
  readonly notes: readonly Pick<Note, 'line' | 'reasons'>[]
}

/** A segment that is not as it should be, and what was done with it. */
export interface ReportedSegment {
  readonly id: string
  readonly standing: Standing
  readonly action: Exclude<BuildAction, 'refuse'>
  /** Lines in the source's chapter; `null` for what has no place there. */
  readonly source: Lines | null
  /** Lines in the built chapter; `null` for what was left out. */
  readonly built: Lines | null
  /** Why it could not be shown though it should have been. */
  readonly reason?: UnplacedReason
}

interface Lines {
  readonly startLine: number
  readonly endLine: number
}

export function reportChapter(chapter: string, { text, isNew, omitted }: BuiltChapter, noted: Noted): ChapterReport {
  const lines = linesBehindNotes(text.parsed, noted)
  const shown = text.parts.flatMap(({ judged, records }, index) => {
    const part = text.parsed.parts[index]
    if (!judged || !part || judged.action === 'refuse') return []
    const { standing, action } = judged
    const built = { startLine: lines(part.startLine), endLine: lines(part.endLine) }
    return records.map(({ id, source }): ReportedSegment => {
      return { id, standing, action, source: linesOf(source), built }
    })
  })
  const left = omitted.map(({ record, standing, reason }): ReportedSegment => {
    const { id, source } = record
    return { id, standing, action: 'omit', source: linesOf(source), built: null, ...(reason && { reason }) }
  })
  const notes = noted.notes.map(({ line, reasons }) => ({ line, reasons }))
  return { chapter, from: isNew ? 'source' : 'target', segments: [...shown, ...left], notes }
}

function linesOf(passage: Lines | null): Lines | null {
  return passage && passage.startLine > 0 ? { startLine: passage.startLine, endLine: passage.endLine } : null
}

/** Where a line of the chapter stands once the notes are in it: those in front of it push it down. */
function linesBehindNotes(old: ParsedChapter, { text, notes }: Noted): (line: number) => number {
  if (notes.length === 0) return (line) => line
  const now = parseEnglish(text)
  const own = new Set(notes.map(({ line }) => line))
  const kept = now.nodes.filter(({ parent, startLine }) => parent === 0 && !own.has(startLine))
  const shifts = old.nodes
    .filter(({ parent }) => parent === 0)
    .map(({ startLine }, index) => ({ startLine, by: (kept[index]?.startLine ?? startLine) - startLine }))
  return (line) => line + (shifts.findLast(({ startLine }) => startLine <= line)?.by ?? 0)
}
