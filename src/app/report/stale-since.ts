import { groupBy } from '../../core/group-by.js'
import { stampOf } from '../../core/stamp.js'
import { normalizeText } from '../../core/text.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import type { EditionHistory, PastReader } from '../adopt/edition-history.js'
import type { SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import { unitsOf } from '../sync/units.js'
import type { Since } from './project-report.js'

/** Versions of a chapter that are read at a time, the latest first. */
const BATCH = 16

type SeenTexts = (texts: readonly string[]) => Promise<ReadonlyMap<string, number>>

interface Deps {
  readonly past: Pick<PastReader, 'texts'>
  readonly history: EditionHistory
  /** When the index first saw a source text. */
  readonly seen: SeenTexts
  readonly now: number
}

/**
 * Says of every stale segment since when its English is behind: when the text it was made from went out of its
 * chapter, by whatever names that went. Where git does not know, when the index first saw the text of today.
 *
 * Chapters are read backwards, and no further than they must.
 */
export async function staleSince(deps: Deps, stale: readonly SegmentRecord[]): Promise<ReadonlyMap<string, Since>> {
  const known = new Map<string, Since>()
  const datable = stale.filter(({ translatedFrom }) => translatedFrom !== null)
  for (const [chapter, wanted] of groupBy(datable, (record) => record.chapter)) {
    for (const [id, since] of await inChapter(deps, chapter, wanted)) known.set(id, since)
  }
  const rest = stale.filter(({ id }) => !known.has(id))
  const seen = await deps.seen(rest.map(({ source }) => source?.text ?? ''))
  for (const { id, source } of rest) {
    const at = seen.get(source?.text ?? '')
    if (at !== undefined) known.set(id, { at: stampOf(at), commit: null, by: 'seen' })
  }
  return known
}

interface Version {
  readonly commit: string
  readonly time: number
  readonly blob: string
}

async function inChapter(deps: Deps, chapter: string, stale: readonly SegmentRecord[]): Promise<Map<string, Since>> {
  const known = new Map<string, Since>()
  const versions = versionsOf(deps.history, chapter)
  /** By which commit the present state came; nothing has been committed yet where the last commit still has the text. */
  let after: Since = { at: stampOf(deps.now), commit: null, by: 'present' }
  let open = [...stale]
  for (let start = 0; start < versions.length && open.length > 0; start += BATCH) {
    const batch = versions.slice(start, start + BATCH)
    let at = 0
    for await (const text of deps.past.texts(
      'source',
      batch.map(({ blob }) => blob),
    )) {
      const version = batch[at++] as Version
      const holds = textsIn(text)
      // Where both stand there, the older one stands in another place too.
      const found = open.filter(
        ({ translatedFrom, source }) => holds(translatedFrom ?? '') && !holds(source?.text ?? ''),
      )
      for (const { id } of found) known.set(id, after)
      open = open.filter((record) => !found.includes(record))
      after = { at: stampOf(version.time), commit: version.commit, by: 'git' }
    }
  }
  return known
}

/** The versions of a chapter, the latest first, under all its names. */
function versionsOf({ revisions }: EditionHistory, chapter: string): Version[] {
  const versions: Version[] = []
  let name = chapter
  for (const { commit, edits } of revisions.toReversed()) {
    const edit = edits.find(({ path }) => path === name)
    if (!edit) continue
    if (edit.blob !== null) versions.push({ commit, time: edit.time, blob: edit.blob })
    name = edit.from ?? name
  }
  return versions
}

/** Whether a text stands in a chapter, as a paragraph or as several one after the other. */
function textsIn(chapter: string): (text: string) => boolean {
  const texts = unitsOf(parseChapter(chapter)).map(({ text }) => normalizeText(text))
  const all = new Set(texts)
  let joined: string | undefined
  return (text) => {
    const wanted = normalizeText(text)
    if (all.has(wanted)) return true
    if (!wanted.includes('\n\n')) return false
    joined ??= `\n\n${joinTexts(texts)}\n\n`
    return joined.includes(`\n\n${wanted}\n\n`)
  }
}
