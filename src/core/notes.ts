import { ZhenError } from './errors.js'
import { canonicalJson } from './ledger.js'

/** English proposed for a segment that is not, or not yet, in its chapter. Dropped when a person decides. */
export interface SuggestionNote {
  readonly note: 'suggestion'
  readonly id: string
  /** Today's source when it was suggested; for another source it no longer counts. */
  readonly source: string
  readonly target: string
  readonly engine: string
  /** The source that the memory has this English for, where that is not `source`. */
  readonly from?: string
  /** 0..1, how near `from` is. */
  readonly score?: number
}

export type Note = SuggestionNote

/** Writes a chapter's notes in the manner of a ledger: an object a line, keys sorted, a blank line between. */
export function formatNotes(notes: readonly Note[]): string {
  return notes.map((note) => `${canonicalJson(note)}\n`).join('\n')
}

/**
 * Reads a chapter's notes.
 *
 * @param path named in errors
 * @throws ZhenError `ledger-damaged` with the line
 */
export function parseNotes(text: string, path: string): Note[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return []
    try {
      const note = JSON.parse(row) as Partial<Note>
      if (note.note === 'suggestion' && typeof note.id === 'string' && typeof note.target === 'string')
        return [note as Note]
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
