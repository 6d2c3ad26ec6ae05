import type { ParsedChapter, Segment } from '../../core/segment.js'
import { isPassage } from '../passages.js'
import type { SegmentRecord, TargetPassage } from '../ports.js'
import type { ProjectDeps } from '../project.js'

/** A chapter while checks look at it: its segments, and the files they stand in, each read and taken apart once. */
export class OpenChapter {
  readonly chapter: string
  readonly records: readonly SegmentRecord[]
  readonly #deps: ProjectDeps
  readonly #parsed = new Map<string, Promise<ParsedChapter | null>>()

  constructor(deps: ProjectDeps, chapter: string, records: readonly SegmentRecord[]) {
    this.#deps = deps
    this.chapter = chapter
    this.records = records
  }

  /** The Chinese chapter; `null` where it is not there. */
  source(): Promise<ParsedChapter | null> {
    return this.#open('source', this.chapter)
  }

  /** An English chapter, by default the one of this name. */
  target(path: string = this.chapter): Promise<ParsedChapter | null> {
    return this.#open('target', path)
  }

  /** The segments that share a segment's English, those of other chapters included. */
  async membersOf(record: SegmentRecord): Promise<readonly SegmentRecord[]> {
    const { group } = record
    if (!group) return [record]
    const here = this.records.filter(({ id }) => group.includes(id))
    return here.length === group.length ? here : this.#deps.index.loadSegments({ ids: group })
  }

  #open(side: 'source' | 'target', path: string): Promise<ParsedChapter | null> {
    const key = `${side}:${path}`
    const parsed = this.#parsed.get(key) ?? this.#parse(side, path)
    this.#parsed.set(key, parsed)
    return parsed
  }

  async #parse(side: 'source' | 'target', path: string): Promise<ParsedChapter | null> {
    const text = await this.#deps.workspace.read(side, path)
    const { parseChapter } = await import('../../markdown/parse-chapter.js')
    return text === null ? null : parseChapter(text, { comments: 'all' })
  }
}

/** The index must agree with the files. */
export async function openChapter(deps: ProjectDeps, chapter: string): Promise<OpenChapter> {
  return new OpenChapter(deps, chapter, await deps.index.loadSegments({ chapters: [chapter] }))
}

export function findSegmentAt(chapter: ParsedChapter, passage: TargetPassage): Segment | undefined {
  return chapter.parts.find((part) => isPassage(part, passage))
}
