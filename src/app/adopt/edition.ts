import type { ParsedChapter } from '../../core/segment.js'
import type { SegmentRecord } from '../ports.js'
import type { BookWords } from './book-words.js'
import type { EditionPast } from './edition-past.js'
import { type Step, stepsOf } from './steps.js'
import type { Version } from './version.js'

/** Both editions with their pasts, as far as taking over needs to know them. */
export interface Editions {
  readonly source: EditionPast
  readonly target: EditionPast
  readonly sourceChapters: ReadonlyMap<string, ParsedChapter>
  readonly targetChapters: ReadonlyMap<string, ParsedChapter>
  /** Of today's source. */
  readonly words: BookWords
  /** Commits of the English whose date says little: where a shallow clone begins, or that brought many chapters. */
  readonly coarse: ReadonlySet<string>
}

/** The versions a live record's source is the last of. Its ordinal is the index of its part. */
function sourceHead({ source }: Editions, { chapter, ordinal }: SegmentRecord): Version | undefined {
  return source.heads(chapter)[ordinal]
}

/** The last versions of a record's English; empty where it has none. */
export function targetHeads(editions: Editions, { targets }: SegmentRecord): Version[] {
  return targets.flatMap(({ path, text, startLine }) => {
    const chapter = editions.targetChapters.get(path)
    const part = chapter && partsOf(chapter).get(`${startLine}\0${text}`)
    return part === undefined ? [] : (editions.target.heads(path)[part] ?? [])
  })
}

const known = new WeakMap<ParsedChapter, Map<string, number>>()

/** The parts of a chapter by line and text. */
function partsOf(chapter: ParsedChapter): ReadonlyMap<string, number> {
  const parts =
    known.get(chapter) ??
    new Map(
      chapter.parts.map((part, index) => [
        `${part.startLine}\0${part.type === 'block' ? part.signature : part.text}`,
        index,
      ]),
    )
  known.set(chapter, parts)
  return parts
}

export function sourceSteps(editions: Editions, members: readonly SegmentRecord[]): Step[] {
  return stepsOf(members.flatMap((member) => sourceHead(editions, member) ?? []))
}

export function targetSteps(editions: Editions, record: SegmentRecord): Step[] {
  return stepsOf(targetHeads(editions, record))
}
