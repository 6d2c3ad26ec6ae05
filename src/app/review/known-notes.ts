import { canonicalJson } from '../../core/canonical-json.js'
import type { CommentNote, Note } from '../../core/notes.js'
import { sameText } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { readNotes } from '../suggestions.js'
import type { ReviewComment } from './view.js'

/** What notes say of segments. Each chapter's are read again only when the file has changed. */
export class KnownNotes {
  readonly #deps: ProjectDeps
  readonly #known = new Map<string, { readonly hash: string; readonly notes: readonly Note[] }>()

  constructor(deps: ProjectDeps) {
    this.#deps = deps
  }

  /** The notes of every chapter that has any. The index must agree with the files. */
  async all(): Promise<ReadonlyMap<string, readonly Note[]>> {
    const { files } = await this.#deps.index.loadState()
    const present = files.filter(({ side }) => side === 'notes')
    for (const chapter of this.#known.keys())
      if (!present.some(({ path }) => path === chapter)) this.#known.delete(chapter)
    for (const { path, hash } of present) {
      if (this.#known.get(path)?.hash === hash) continue
      this.#known.set(path, { hash, notes: await readNotes(this.#deps.workspace, path) })
    }
    return new Map([...this.#known].map(([chapter, { notes }]) => [chapter, notes]))
  }
}

/** What people say of a segment, oldest first. */
export function commentsAmong(notes: readonly Note[], { id, source }: SegmentRecord): ReviewComment[] {
  return notes
    .filter((note): note is CommentNote => note.note === 'comment' && note.id === id)
    .map((note) => ({
      key: keyOfComment(note),
      text: note.text,
      by: note.by,
      at: note.at,
      isOld: !sameText(note.source, source?.text ?? ''),
    }))
}

/** Two comments that say the same at the same second are one. */
export function keyOfComment(note: CommentNote): string {
  return canonicalJson([note.at, note.by, note.text])
}
