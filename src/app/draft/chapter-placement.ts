import { sameText } from '../../core/text.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { isLiveRecord } from '../live-records.js'
import { type Placement, placeDrafts } from '../place-drafts.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'

/** English for a segment. */
export interface Placeable {
  readonly record: SegmentRecord
  readonly target: string
}

/**
 * Reads a chapter and puts texts into its English, as {@link placeInChapter} does. Writes nothing.
 *
 * @returns `before`: the English chapter as it is, `null` where there is none; `null` where there is no Chinese one
 */
export async function placeInOwnChapter(
  { workspace, index }: Pick<ProjectDeps, 'workspace' | 'index'>,
  chapter: string,
  texts: readonly Placeable[],
): Promise<{ readonly before: string | null; readonly placement: Placement } | null> {
  const source = await workspace.read('source', chapter)
  if (source === null) return null
  const before = await workspace.read('target', chapter)
  const records = await index.loadSegments({ chapters: [chapter] })
  return { before, placement: placeInChapter(source, before, records.filter(isLiveRecord), texts) }
}

/**
 * Puts texts into an English chapter: in place of what their segments have there, else beside their neighbours' English.
 *
 * @param live the chapter's segments, by which the English that is there is known
 */
export function placeInChapter(
  source: string,
  before: string | null,
  live: readonly SegmentRecord[],
  texts: readonly Placeable[],
): Placement {
  const target = before === null ? null : parseChapter(before, { comments: 'all' })
  const links = new Map<number, number>()
  const taken = new Set<number>()
  for (const { ordinal, chapter, targets } of live) {
    for (const { path, startLine, text } of inOwnChapter(targets, chapter)) {
      const part = target?.parts.findIndex((each, index) => {
        const content = each.type === 'block' ? each.signature : each.text
        return !taken.has(index) && each.startLine === startLine && path === chapter && sameText(content, text)
      })
      if (part === undefined || part === -1) continue
      taken.add(part)
      links.set(ordinal, part)
    }
  }
  const wanted = new Map(texts.map(({ record, target }) => [record.ordinal, target]))
  return placeDrafts(parseChapter(source), target, links, wanted)
}

/** The first target in the chapter's own English: new text is placed beside it. */
function inOwnChapter(targets: SegmentRecord['targets'], chapter: string): SegmentRecord['targets'] {
  return targets.filter(({ path }) => path === chapter).slice(0, 1)
}
