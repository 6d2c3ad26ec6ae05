import type { IgnoreComment } from '../../checks/ignore-comments.js'
import type { Waiver } from '../../checks/waivers.js'
import { parseNotes, type WaiverNote } from '../../core/notes.js'
import type { FileRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'

/** A waiver of the notes, and the chapter whose notes it is in. */
export interface NotedWaiver {
  readonly chapter: string
  readonly note: WaiverNote
  readonly line: number
}

/** Every waiver that stands beside a ledger. The index must agree with the files. */
export async function loadWaiverNotes({ index, workspace }: ProjectDeps): Promise<NotedWaiver[]> {
  const { files } = await index.loadState()
  const noted: NotedWaiver[] = []
  for (const { path } of files.filter(isNotes)) {
    const text = (await workspace.read('notes', path)) ?? ''
    const rows = text.split('\n')
    for (const note of parseNotes(text, workspace.shownPath('notes', path))) {
      if (note.note !== 'waiver') continue
      const row = rows.findIndex((each) => each.includes(`"${note.fingerprint}"`) && each.includes(note.id))
      noted.push({ chapter: path, note, line: row + 1 })
    }
  }
  return noted
}

function isNotes({ side }: FileRecord): boolean {
  return side === 'notes'
}

/** A note as the checks take it: it holds for one finding, wherever that is now. */
export function waiverOfNote({ chapter, note, line }: NotedWaiver, { workspace }: ProjectDeps): Waiver {
  const { id, check, fingerprint, reason, by, until = null } = note
  return {
    check,
    segment: id,
    fingerprint,
    reason,
    by,
    until,
    origin: 'notes',
    place: { chapter, segment: id, path: workspace.shownPath('notes', chapter), line },
  }
}

/** What is wrong with a comment, by the words that say it; `null` where it waives as it should. */
type Flaw = 'reason' | 'unknown' | null

/** A comment as the checks take it, one waiver for each check it names. */
export function waiversOfComment(
  chapter: string,
  { checks, reason, until, line, lines }: IgnoreComment,
  known: ReadonlySet<string>,
  { workspace }: ProjectDeps,
): { readonly waiver: Waiver; readonly flaw: Flaw }[] {
  return checks.map((check) => ({
    waiver: {
      check,
      lines: { path: chapter, ...(lines ?? { startLine: 0, endLine: 0 }) },
      reason,
      by: null,
      until,
      origin: 'comment',
      place: { chapter, segment: '', path: workspace.shownPath('target', chapter), line },
    },
    flaw: !known.has(check) ? 'unknown' : reason === '' ? 'reason' : null,
  }))
}
