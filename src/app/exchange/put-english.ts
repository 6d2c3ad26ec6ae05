import { ZhenError } from '../../core/errors.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { replaceSegments } from '../../markdown/replace-segments.js'
import { placeInOwnChapter } from '../draft/chapter-placement.js'
import { isPassage, unlessBroken } from '../passages.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'

/** English for a segment; of one that has several passages, all of them, a blank line between. */
export interface NewEnglish {
  readonly record: SegmentRecord
  readonly target: string
}

/** The passages of such a text. */
export function passagesIn(target: string): string[] {
  return target.split(/\n[ \t]*\n\s*/)
}

type PlacementReason = 'shape-broken' | 'no-place' | 'shared-target'

/** An English chapter with texts in it, and what did not go in, with the reason. */
export interface ChapterPlan {
  readonly path: string
  /** As it is; `null` for a chapter to be made. */
  readonly before: string | null
  readonly after: string
  readonly placed: readonly NewEnglish[]
  readonly refused: ReadonlyMap<NewEnglish, PlacementReason>
}

/** True for English that is one passage of its own chapter, or none yet. */
export function isPlain({ chapter, targets }: SegmentRecord): boolean {
  return targets.length === 0 || (targets.length === 1 && targets[0]?.path === chapter)
}

/** Puts texts into their own chapter, in place of what is there or beside their neighbours. Writes nothing. */
export async function planOwnChapter(
  deps: ProjectDeps,
  chapter: string,
  texts: readonly NewEnglish[],
): Promise<ChapterPlan> {
  const planned = await placeInOwnChapter(deps, chapter, texts)
  if (!planned) throw new ZhenError('source-missing', { path: deps.workspace.shownPath('source', chapter) })
  const { before, placement } = planned
  const { text, placed, refused } = placement
  const isPlaced = ({ record }: NewEnglish) => placed.has(record.ordinal)
  return {
    path: chapter,
    before,
    after: text,
    placed: texts.filter(isPlaced),
    refused: new Map(
      texts.filter((one) => !isPlaced(one)).map((one) => [one, refused.get(one.record.ordinal) ?? 'no-place']),
    ),
  }
}

/** Puts a text in place of passages that stand in one English chapter, whichever it is. Writes nothing. */
export async function planPassages({ workspace }: ProjectDeps, one: NewEnglish): Promise<ChapterPlan> {
  const { targets } = one.record
  const path = targets[0]?.path ?? one.record.chapter
  const before = await workspace.read('target', path)
  const refuse = (reason: PlacementReason) => ({
    path,
    before,
    after: before ?? '',
    placed: [],
    refused: new Map([[one, reason]]),
  })
  const texts = targets.length === 1 ? [one.target] : passagesIn(one.target)
  if (texts.length !== targets.length || targets.some((target) => target.path !== path)) return refuse('shared-target')
  if (before === null) return refuse('no-place')
  const parsed = parseChapter(before, { comments: 'all' })
  const parts = targets.map((target) => parsed.parts.findIndex((part) => isPassage(part, target)))
  if (parts.includes(-1)) return refuse('no-place')
  const fresh = new Map(parts.map((part, index) => [part, texts[index] as string]))
  const after = unlessBroken(() => replaceSegments(parsed, fresh))
  if (after === null) return refuse('shape-broken')
  return { path, before, after, placed: [one], refused: new Map() }
}
