import { ZhenError } from '../../core/errors.js'
import type { ParsedChapter } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { replaceSegments, textAsWritten } from '../../markdown/replace-segments.js'
import { placeInOwnChapter } from '../draft/chapter-placement.js'
import { isPassage, unlessBroken } from '../passages.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { joinTexts } from '../sync/entry.js'

/** English for a segment; of one that has several passages, all of them, a blank line between. */
export interface NewEnglish {
  readonly record: SegmentRecord
  readonly target: string
}

/** The passages of such a text. */
function passagesIn(target: string): string[] {
  return target.split(/\n[ \t]*\n\s*/)
}

type PlacementReason = 'shape-broken' | 'no-place' | 'shared-target'

/** An English chapter with texts in it, and what did not go in, with the reason. */
export interface ChapterPlan {
  readonly path: string
  /** As it is; `null` for a chapter to be made. */
  readonly before: string | null
  readonly after: string
  /** With the texts as they are read back: what would be markup there is escaped. */
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
  const { text, placed, written, refused } = placement
  const isPlaced = ({ record }: NewEnglish) => placed.has(record.ordinal)
  return {
    path: chapter,
    before,
    after: text,
    placed: texts
      .filter(isPlaced)
      .map(({ record, target }) => ({ record, target: written.get(record.ordinal) ?? target })),
    refused: new Map(
      texts.filter((one) => !isPlaced(one)).map((one) => [one, refused.get(one.record.ordinal) ?? 'no-place']),
    ),
  }
}

/** Puts texts in place of passages that stand in one English chapter, whichever it is. Writes nothing. */
export async function planPassages(
  { workspace }: ProjectDeps,
  path: string,
  texts: readonly NewEnglish[],
): Promise<ChapterPlan> {
  const before = await workspace.read('target', path)
  const parsed = before === null ? null : parseChapter(before, { comments: 'all' })
  const refused = new Map<NewEnglish, PlacementReason>()
  const placed: NewEnglish[] = []
  let fresh = new Map<number, string>()
  let after = before ?? ''
  for (const one of texts) {
    const parts = partsFor(one, path, parsed)
    if (parsed === null || typeof parts === 'string') {
      refused.set(one, typeof parts === 'string' ? parts : 'no-place')
      continue
    }
    const wider = new Map([...fresh, ...parts])
    const next = wider.size < fresh.size + parts.size ? null : unlessBroken(() => replaceSegments(parsed, wider))
    if (next === null) {
      refused.set(one, 'shape-broken')
      continue
    }
    const written = [...parts].map(([part, text]) => textAsWritten(parsed, part, text))
    placed.push({ record: one.record, target: joinTexts(written) })
    fresh = wider
    after = next
  }
  return { path, before, after, placed, refused }
}

/** What goes into which part of the chapter, or why it cannot. */
function partsFor(
  { record: { targets }, target }: NewEnglish,
  path: string,
  parsed: ParsedChapter | null,
): ReadonlyMap<number, string> | PlacementReason {
  const texts = targets.length === 1 ? [target] : passagesIn(target)
  if (texts.length !== targets.length || targets.some((passage) => passage.path !== path)) return 'shared-target'
  const parts = targets.map((passage) => parsed?.parts.findIndex((part) => isPassage(part, passage)) ?? -1)
  if (parts.includes(-1)) return 'no-place'
  return new Map(parts.map((part, index) => [part, texts[index] as string]))
}
