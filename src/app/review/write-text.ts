import { parseChapter } from '../../markdown/parse-chapter.js'
import { replaceSegments, textAsWritten } from '../../markdown/replace-segments.js'
import { placeInOwnChapter } from '../draft/chapter-placement.js'
import { isPassage, unlessBroken } from '../passages.js'
import type { SegmentRecord, TargetPassage } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { RefusalReason } from './view.js'

/** An English chapter with a new text in it. */
export interface PlannedText {
  /** Below the English folder. */
  readonly path: string
  /** The chapter as it is and as it is to be; `null` for a chapter to be made. */
  readonly before: string | null
  readonly after: string
  /** The texts of all the segment's passages as they will be read back. */
  readonly targets: readonly string[]
}

export interface TextRefusal {
  readonly reason: RefusalReason
  readonly detail: string
}

/**
 * Puts a person's text into an English chapter: in place of one of the segment's passages, or where the segment has
 * none beside its neighbours. Writes nothing.
 */
export async function planText(
  deps: ProjectDeps,
  record: SegmentRecord,
  text: string,
  passage: number,
): Promise<PlannedText | TextRefusal> {
  if (text.trim() === '') return { reason: 'empty', detail: '' }
  const place = record.targets[passage]
  return place ? replacePassage(deps, record, place, text) : insertText(deps, record, text)
}

async function replacePassage(
  { workspace }: ProjectDeps,
  record: SegmentRecord,
  place: TargetPassage,
  text: string,
): Promise<PlannedText | TextRefusal> {
  const before = await workspace.read('target', place.path)
  const parsed = before === null ? null : parseChapter(before, { comments: 'all' })
  const part = parsed?.parts.findIndex((each) => isPassage(each, place)) ?? -1
  if (before === null || !parsed || part === -1) return { reason: 'no-place', detail: place.text }
  const after = unlessBroken(() => replaceSegments(parsed, new Map([[part, text]])))
  if (after === null) return { reason: 'shape-broken', detail: text }
  const written = textAsWritten(parsed, part, text)
  const targets = record.targets.map((each) => (each === place ? written : each.text))
  return { path: place.path, before, after, targets }
}

async function insertText(deps: ProjectDeps, record: SegmentRecord, text: string): Promise<PlannedText | TextRefusal> {
  if (record.group !== null) return { reason: 'several-passages', detail: record.group.join(', ') }
  const { chapter, ordinal } = record
  const planned = await placeInOwnChapter(deps, chapter, [{ record, target: text }])
  if (!planned) return { reason: 'no-place', detail: deps.workspace.shownPath('source', chapter) }
  const { before, placement } = planned
  if (!placement.placed.has(ordinal)) return { reason: placement.refused.get(ordinal) ?? 'no-place', detail: text }
  return { path: chapter, before, after: placement.text, targets: [placement.written.get(ordinal) ?? text] }
}
