import { canonicalJson } from './canonical-json.js'
import { hasConflictMarkers, splitConflicts } from './conflict-markers.js'
import { ZhenError } from './errors.js'
import { mergeSets } from './merge-sets.js'

/** English proposed for a segment that is not, or not yet, in its chapter. Dropped when a person decides. */
export interface SuggestionNote {
  readonly note: 'suggestion'
  readonly id: string
  /** Today's source when it was suggested; for another source it no longer counts. */
  readonly source: string
  readonly target: string
  readonly engine: string
  /** As the vendor names it. */
  readonly model?: string
  /** The source that the memory has this English for, where that is not `source`. */
  readonly from?: string
  /** 0..1, how near `from` is. */
  readonly score?: number
}

/** A person's word that a finding of a check is none. It holds for exactly this finding. */
export interface WaiverNote {
  readonly note: 'waiver'
  /** Of the segment; `''` for a finding that is about none. */
  readonly id: string
  readonly check: string
  readonly fingerprint: string
  /** The Chinese the finding was about, for those who read the file. */
  readonly source: string
  readonly reason: string
  readonly by: string
  readonly at: string
  /** The last day it holds, `2026-12-31`. */
  readonly until?: string
}

/** What somebody has to say of a segment: a question, a doubt. It stays until somebody settles it. */
export interface CommentNote {
  readonly note: 'comment'
  readonly id: string
  /** The Chinese it was written about. */
  readonly source: string
  readonly text: string
  readonly by: string
  /** ISO 8601, UTC, to the second. */
  readonly at: string
}

export type Note = SuggestionNote | WaiverNote | CommentNote

/** Writes a chapter's notes in the manner of a ledger: an object a line, keys sorted, a blank line between. */
export function formatNotes(notes: readonly Note[]): string {
  return notes.map((note) => `${canonicalJson(note)}\n`).join('\n')
}

/**
 * Reads a chapter's notes. Of a conflict that git left unsolved both sides are taken.
 *
 * @param path named in errors
 * @throws ZhenError `ledger-damaged` with the line
 */
export function parseNotes(text: string, path: string): Note[] {
  if (!hasConflictMarkers(text)) return parseRows(text, path)
  const { base, ours, theirs } = splitConflicts(text)
  return mergeNotes(parseRows(base, path), parseRows(ours, path), parseRows(theirs, path))
}

/** Merges the notes of two branches: what either side added is there, what either dropped is not. */
export function mergeNotes(base: readonly Note[], ours: readonly Note[], theirs: readonly Note[]): Note[] {
  return mergeSets(base, ours, theirs)
}

function parseRows(text: string, path: string): Note[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return []
    try {
      const note: unknown = JSON.parse(row)
      if (isNote(note)) return [note]
    } catch (error) {
      throw new ZhenError(
        'ledger-damaged',
        { path, line: index + 1, expected: 'a JSON object', found: row.slice(0, 60) },
        { cause: error },
      )
    }
    throw new ZhenError('ledger-damaged', { path, line: index + 1, expected: 'a note', found: row.slice(0, 60) })
  })
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false
  const note = value as Readonly<Record<string, unknown>>
  const required = REQUIRED[note.note as Note['note']] ?? ['note']
  return Object.hasOwn(REQUIRED, String(note.note)) && required.every((name) => typeof note[name] === 'string')
}

const REQUIRED = {
  suggestion: ['id', 'target'],
  waiver: ['id', 'check', 'fingerprint', 'reason', 'by', 'at'],
  comment: ['id', 'source', 'text', 'by', 'at'],
} as const satisfies Record<Note['note'], readonly string[]>
