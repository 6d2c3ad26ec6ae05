import { formatNotes, type Note, parseNotes, type SuggestionNote } from '../core/notes.js'
import { sameText } from '../core/text.js'
import type { SegmentRecord } from './ports.js'
import type { Workspace } from './workspace-port.js'

/** A chapter's notes as they are on the disk. */
export async function readNotes(workspace: Workspace, chapter: string): Promise<Note[]> {
  return parseNotes((await workspace.read('notes', chapter)) ?? '', workspace.shownPath('notes', chapter))
}

/** Adds to a chapter's notes what they do not have yet; in a dry run, finds out whether there is any. */
export async function addNotes<T extends Note>(
  workspace: Workspace,
  chapter: string,
  made: readonly T[],
  { isSame, dryRun }: { readonly isSame: (known: Note, note: T) => boolean; readonly dryRun: boolean },
): Promise<boolean> {
  const notes = await readNotes(workspace, chapter)
  const fresh = made.filter((note) => !notes.some((known) => isSame(known, note)))
  if (fresh.length > 0 && !dryRun) await writeNotes(workspace, chapter, [...notes, ...fresh])
  return fresh.length > 0
}

/** Makes these a chapter's notes; where there are none, there is no file. The lock must be held. */
export async function writeNotes(workspace: Workspace, chapter: string, notes: readonly Note[]): Promise<void> {
  await workspace.writeRecord('notes', chapter, notes.length === 0 ? null : formatNotes(notes))
}

/** What was suggested for the segment's source as it is today, in the order in which it was. */
export async function suggestionsFor(workspace: Workspace, record: SegmentRecord): Promise<SuggestionNote[]> {
  return suggestionsAmong(await readNotes(workspace, record.chapter), record)
}

/** Those of a chapter's notes that suggest something for the segment's source as it is today. */
export function suggestionsAmong(notes: readonly Note[], { id, source }: SegmentRecord): SuggestionNote[] {
  const today = source?.text ?? ''
  return notes.filter(isSuggestion).filter((note) => note.id === id && sameText(note.source, today))
}

/** True when a note suggests the same text for the same source: it is kept once. */
export function isSameSuggestion(known: Note, { id, source, target }: SuggestionNote): boolean {
  return isSuggestion(known) && known.id === id && sameText(known.target, target) && sameText(known.source, source)
}

/** Drops the suggestions of segments that a person has decided on. The lock must be held. */
export async function dropSuggestions(workspace: Workspace, records: readonly SegmentRecord[]): Promise<string[]> {
  const written: string[] = []
  for (const chapter of new Set(records.map((record) => record.chapter))) {
    const decided = new Set(records.filter((record) => record.chapter === chapter).map(({ id }) => id))
    const notes = await readNotes(workspace, chapter)
    const kept = notes.filter((note) => !(isSuggestion(note) && decided.has(note.id)))
    if (kept.length === notes.length) continue
    await writeNotes(workspace, chapter, kept)
    written.push(workspace.shownPath('notes', chapter))
  }
  return written
}

function isSuggestion(note: Note): note is SuggestionNote {
  return note.note === 'suggestion'
}
