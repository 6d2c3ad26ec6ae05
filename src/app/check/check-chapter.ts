import type { Check } from '../../checks/define-check.js'
import { readIgnoreComments } from '../../checks/ignore-comments.js'
import type { CheckSettings } from '../../checks/options.js'
import { type CheckedSegment, type Issue, type Knowledge, runChecks } from '../../checks/run-checks.js'
import { shapeMismatch } from '../../checks/shape-mismatch.js'
import { type BookSurvey, type Variant, withTexts } from '../../checks/survey.js'
import { type SurveyedPair, sourceKey, targetKey } from '../../checks/tally.js'
import type { Block } from '../../core/segment.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { ChapterFound, FoundIssue } from './found.js'
import { findSegmentAt, type OpenChapter } from './open-chapter.js'
import { pairOf, pairsOf } from './pairs.js'
import { compareShapes, type Shapes } from './shapes.js'

/** What is looked for, and with what knowledge. */
export interface CheckRun {
  readonly checks: readonly Check[]
  readonly context: Knowledge
  readonly settings: CheckSettings
}

/** Checks chapters one by one. */
export class ChapterChecker {
  readonly #deps: ProjectDeps
  readonly #run: CheckRun
  /** Some check looks at what is not translated. */
  readonly #wantsAll: boolean

  constructor(deps: ProjectDeps, run: CheckRun) {
    this.#deps = deps
    this.#run = run
    this.#wantsAll = run.checks.some(({ release }) => release)
  }

  /** What is to be said of a chapter alone. */
  async check(open: OpenChapter): Promise<ChapterFound> {
    const segments: CheckedSegment[] = []
    const shapes = await this.#shapesOf(open)
    for (const record of open.records) {
      const shape = shapes.get(record.id)
      for (const one of await this.#checked(open, record)) segments.push({ ...one, ...(shape && { shape }) })
      if (record.block) segments.push(...(await this.#differingBlock(open, record)))
    }
    const issues = await this.find(open, segments)
    const parsed = await open.target()
    const texts = segments.filter(({ signature }) => signature === undefined)
    return { issues, segments: texts.length, comments: parsed ? readIgnoreComments(parsed) : [] }
  }

  /**
   * What is to be said of a chapter's pairs beside the rest of the book. Only pairs of which there is something to say are
   * looked up in their files.
   *
   * @param textsOf the pairs of another chapter
   */
  async compare(
    open: OpenChapter,
    survey: BookSurvey,
    textsOf: (chapter: string) => Promise<readonly SurveyedPair[]>,
  ): Promise<FoundIssue[]> {
    const pairs = await pairsOf(open)
    const own = pairs.map(({ pair }) => pair)
    const others = new Map<string, readonly SurveyedPair[]>([[open.chapter, own]])
    for (const { chapter } of own.flatMap((pair) => variantsOf(pair, survey)))
      if (!others.has(chapter)) others.set(chapter, await textsOf(chapter))
    const texts = withTexts(survey, others)
    const unplaced = own.map((pair) => ({ ...pair, targetPlace: NOWHERE, sourcePlace: null }))
    const { checks, context, settings } = this.#run
    const suspects = new Set(
      runChecks(unplaced, checks, { ...context, survey: texts }, { settings }).map(({ segment }) => segment),
    )
    const placed: CheckedSegment[] = []
    for (const { record, pair } of pairs.filter(({ pair: { id } }) => suspects.has(id))) {
      const targetPlace = await this.#placeOf(open, record, [])
      if (targetPlace)
        placed.push({ ...pair, targetPlace, sourcePlace: this.#sourcePlaceOf(record, pair.sourceEndLine) })
    }
    return this.find(open, placed, { ...context, survey: texts })
  }

  /** What is to be said of these segments, with the lines it is said of. */
  async find(
    open: OpenChapter,
    segments: readonly CheckedSegment[],
    context: Knowledge = this.#run.context,
  ): Promise<FoundIssue[]> {
    const { checks, settings } = this.#run
    const issues: FoundIssue[] = []
    for (const issue of runChecks(segments, checks, context, { settings }))
      issues.push({ ...issue, excerpt: await excerptOf(open, issue) })
    return issues
  }

  /** The pair to check: none for what has no English to look at, unless a check looks at that. */
  async #checked(open: OpenChapter, record: SegmentRecord): Promise<CheckedSegment[]> {
    const pair = pairOf(record, await open.membersOf(record))
    if (!pair || (!pair.translated && !this.#wantsAll)) return []
    const targetPlace = await this.#placeOf(open, record, open.records)
    return targetPlace ? [{ ...pair, targetPlace, sourcePlace: this.#sourcePlaceOf(record, pair.sourceEndLine) }] : []
  }

  /** Fences that differ and that nobody has accepted. */
  async #differingBlock(open: OpenChapter, record: SegmentRecord): Promise<CheckedSegment[]> {
    const { id, chapter, kind, status, source, targets } = record
    const [target] = targets
    if (kind !== 'fence' || status !== 'stale' || !source || !target) return []
    const parsed = await open.target(target.path)
    const block = parsed?.parts.find(
      (part) => part.type === 'block' && part.startLine === target.startLine && part.signature === target.text,
    )
    if (!parsed || block?.type !== 'block') return []
    return [
      {
        ...{ id, chapter, kind, source: source.text, target: block.text, translated: true },
        signature: block.signature,
        targetPlace: {
          path: target.path,
          startLine: block.startLine,
          startColumn: block.start - parsed.text.lastIndexOf('\n', block.start - 1),
          glue: glueOf(block, parsed.text),
        },
        sourcePlace: this.#sourcePlaceOf(record, source.endLine),
      },
    ]
  }

  /** Lists and tables of another shape; none where the Chinese is not there. */
  async #shapesOf(open: OpenChapter): Promise<Shapes> {
    const { records } = open
    const isInside = ({ kind }: SegmentRecord) => kind === 'list-item' || kind === 'table-cell'
    const path = records.find((record) => isInside(record) && record.targets.length > 0)?.targets[0]?.path
    if (path === undefined || !this.#run.checks.some(({ id }) => id === shapeMismatch.id)) return new Map()
    const [source, target] = [await open.source(), await open.target(path)]
    return source && target ? compareShapes(records, source, target, path) : new Map()
  }

  #sourcePlaceOf({ chapter, source }: SegmentRecord, endLine: number): CheckedSegment['sourcePlace'] {
    if (!source || source.startLine === 0) return null
    return { path: this.#deps.workspace.shownPath('source', chapter), startLine: source.startLine, endLine }
  }

  /** Where its English stands; for what has none, where it would. */
  async #placeOf(
    open: OpenChapter,
    record: SegmentRecord,
    records: readonly SegmentRecord[],
  ): Promise<CheckedSegment['targetPlace'] | null> {
    const [first] = record.targets
    if (!first) {
      const before = records.findLast(({ ordinal, targets }) => ordinal < record.ordinal && targets.length > 0)
      const { path = record.chapter, endLine = 1 } = before?.targets.at(-1) ?? {}
      return { path, startLine: Math.max(1, endLine), startColumn: 1, glue: [] }
    }
    const parsed = await open.target(first.path)
    const segment = parsed && findSegmentAt(parsed, first)
    if (!parsed || !segment) return null
    return {
      path: first.path,
      startLine: segment.startLine,
      startColumn: segment.start - parsed.text.lastIndexOf('\n', segment.start - 1),
      glue: segment.glue,
    }
  }
}

/** The texts elsewhere in the book that a pair may be held against. */
function variantsOf({ source, target, translated }: SurveyedPair, { bySource, byTarget }: BookSurvey): Variant[] {
  if (!translated) return []
  return [...(bySource.get(sourceKey(source)) ?? []), ...(byTarget.get(targetKey(target)) ?? [])]
}

async function excerptOf(open: OpenChapter, { target }: Issue): Promise<string | null> {
  const parsed = await open.target(target.path)
  return parsed?.text.split('\n', target.startLine)[target.startLine - 1]?.replace(/\r$/, '') ?? null
}

/** What containers put between the lines of a block. */
function glueOf({ text, start, end }: Block, file: string): string[] {
  const rows = file.slice(start, end).split('\n').slice(1)
  const lines = text.split('\n').slice(1)
  return rows.map((row, index) => `\n${row.slice(0, Math.max(0, row.length - (lines[index] ?? '').length))}`)
}

const NOWHERE: CheckedSegment['targetPlace'] = { path: '', startLine: 1, startColumn: 1, glue: [] }
