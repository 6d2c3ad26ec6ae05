import type { ParsedChapter } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import type { OnProgress } from '../input.js'
import type { EditionHistory, PastReader, Revision } from './edition-history.js'
import { type ChapterEdit, EditionPast } from './edition-past.js'

type Side = 'source' | 'target'

/** Revisions whose texts are read at a time. */
const BATCH = 64

/**
 * Follows an edition from its first commit to the chapters as they are on disk.
 *
 * @param present chapters of today by path; what differs from the last commit counts as written `now`
 */
export async function readPast(
  reader: PastReader,
  side: Side,
  history: EditionHistory,
  present: ReadonlyMap<string, ParsedChapter>,
  now: number,
  onProgress: OnProgress = () => {},
): Promise<EditionPast> {
  const past = new EditionPast()
  const { revisions } = history
  for (let start = 0; start < revisions.length; start += BATCH) {
    const batch = revisions.slice(start, start + BATCH)
    const chapters = await parseBlobs(reader, side, batch)
    for (const revision of batch) {
      const edits = revision.edits.map((edit) => ({ ...edit, chapter: chapters.get(edit.blob ?? '') ?? null }))
      past.take({ commit: revision.commit, time: revision.time, edits })
    }
    onProgress(Math.min(start + BATCH, revisions.length), revisions.length)
  }
  past.take({ commit: null, time: now, edits: uncommitted(past, present, now) })
  return past
}

async function parseBlobs(reader: PastReader, side: Side, batch: readonly Revision[]) {
  const blobs = [...new Set(batch.flatMap(({ edits }) => edits.flatMap(({ blob }) => blob ?? [])))]
  const chapters = new Map<string, ParsedChapter>()
  let at = 0
  for await (const text of reader.texts(side, blobs)) chapters.set(blobs[at++] ?? '', parse(side, text))
  return chapters
}

function parse(side: Side, text: string): ParsedChapter {
  return parseChapter(text, side === 'target' ? { comments: 'all' } : {})
}

/** All chapters of today, so that their parts are those of the last snapshot; unchanged texts keep their versions. */
function uncommitted(past: EditionPast, present: ReadonlyMap<string, ParsedChapter>, time: number): ChapterEdit[] {
  const edit = (path: string, chapter: ParsedChapter | null) => ({ path, from: null, blob: null, time, chapter })
  const deleted = [...past.chapters.keys()].filter((path) => !present.has(path)).map((path) => edit(path, null))
  return [...deleted, ...[...present].map(([path, chapter]) => edit(path, chapter))]
}
