import type { Check, Unfinished } from '../../checks/define-check.js'
import { readIgnoreComments } from '../../checks/ignore-comments.js'
import type { CheckSettings } from '../../checks/options.js'
import { type CheckedSegment, type Issue, type Knowledge, runChecks } from '../../checks/run-checks.js'
import { shapeMismatch } from '../../checks/shape-mismatch.js'
import { type BookSurvey, type SurveyedPair, surveyBook } from '../../checks/survey.js'
import type { Block, ParsedChapter, Segment } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { referringSegments } from '../check-references.js'
import { jointSource, jointTarget } from '../joint-texts.js'
import { isPassage } from '../passages.js'
import type { ChapterRecord, SegmentRecord, TargetPassage } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { ChapterFound, FoundIssue } from './found.js'
import { compareShapes, type Shapes } from './shapes.js'

/** What is looked for, and with what knowledge. */
export interface CheckRun {
  readonly checks: readonly Check[]
  readonly context: Knowledge
  readonly settings: CheckSettings
}

/** What a checker is given to work with. */
export type CheckerDeps = ProjectDeps & Required<Pick<ProjectDeps, 'parsed'>>

/** Checks chapters one by one. */
export class ChapterChecker {
  readonly #deps: CheckerDeps
  readonly #run: CheckRun
  readonly #files: TargetFiles
  /** Some check looks at what is not translated. */
  readonly #wantsAll: boolean

  constructor(deps: CheckerDeps, run: CheckRun) {
    this.#deps = deps
    this.#run = run
    this.#files = new TargetFiles(deps)
    this.#wantsAll = run.checks.some(({ release }) => release)
  }

  async check(chapter: string): Promise<ChapterFound> {
    const records = await this.#deps.index.loadSegments({ chapters: [chapter] })
    const segments: CheckedSegment[] = []
    const shapes = await this.#shapesOf(chapter, records)
    for (const record of records) {
      const shape = shapes.get(record.id)
      for (const one of await this.#checked(record, records)) segments.push({ ...one, ...(shape && { shape }) })
      if (record.block) segments.push(...(await this.#differingBlock(record)))
    }
    const issues = await this.#find(segments)
    const parsed = await this.#files.parsed(chapter)
    const texts = segments.filter(({ signature }) => signature === undefined)
    return { issues, segments: texts.length, comments: parsed ? readIgnoreComments(parsed) : [] }
  }

  /** What checks of the whole book find in all of its chapters. */
  async checkBook(chapters: readonly ChapterRecord[]): Promise<FoundIssue[]> {
    const records = await this.#deps.index.loadSegments({})
    const { checks } = this.#run
    const following = checks.filter(({ wholeBook }) => wholeBook)
    const issues =
      following.length > 0
        ? await this.#find(await referringSegments(this.#deps, { chapters, records }), following)
        : []
    const comparing = checks.filter(({ comparesBook }) => comparesBook)
    return comparing.length > 0 ? [...issues, ...(await this.#compare(records, comparing))] : issues
  }

  /** Only pairs of which there is something to say are looked up in their files. */
  async #compare(records: readonly SegmentRecord[], checks: readonly Check[]): Promise<FoundIssue[]> {
    const byId = new Map(records.map((record) => [record.id, record]))
    const pairs = records.flatMap((record) => {
      const pair = pairOf(record, record.group?.flatMap((id) => byId.get(id) ?? []) ?? [record])
      return pair ? [{ record, pair }] : []
    })
    const survey = surveyBook(pairs.map(({ pair }) => pair))
    const unplaced = pairs.map(({ pair }) => ({ ...pair, targetPlace: NOWHERE, sourcePlace: null }))
    const { context, settings } = this.#run
    const suspects = new Set(
      runChecks(unplaced, checks, { ...context, survey }, { settings }).map(({ segment }) => segment),
    )
    const placed: CheckedSegment[] = []
    for (const { record, pair } of pairs.filter(({ pair: { id } }) => suspects.has(id))) {
      const targetPlace = await this.#placeOf(record, [])
      if (targetPlace)
        placed.push({ ...pair, targetPlace, sourcePlace: this.#sourcePlaceOf(record, pair.sourceEndLine) })
    }
    return this.#find(placed, checks, survey)
  }

  async #find(
    segments: readonly CheckedSegment[],
    checks: readonly Check[] = this.#run.checks,
    survey?: BookSurvey,
  ): Promise<FoundIssue[]> {
    const { context, settings } = this.#run
    const issues: FoundIssue[] = []
    for (const issue of runChecks(segments, checks, { ...context, ...(survey && { survey }) }, { settings }))
      issues.push({ ...issue, excerpt: await this.#excerptOf(issue) })
    return issues
  }

  /** The pair to check: none for what has no English to look at, unless a check looks at that. */
  async #checked(record: SegmentRecord, records: readonly SegmentRecord[]): Promise<CheckedSegment[]> {
    const { group } = record
    const pair = pairOf(record, group ? await this.#membersOf(group, records) : [record])
    if (!pair || (!pair.translated && !this.#wantsAll)) return []
    const targetPlace = await this.#placeOf(record, records)
    return targetPlace ? [{ ...pair, targetPlace, sourcePlace: this.#sourcePlaceOf(record, pair.sourceEndLine) }] : []
  }

  /** Fences that differ and that nobody has accepted. */
  async #differingBlock(record: SegmentRecord): Promise<CheckedSegment[]> {
    const { id, chapter, kind, status, source, targets } = record
    const [target] = targets
    if (kind !== 'fence' || status !== 'stale' || !source || !target) return []
    const parsed = await this.#files.parsed(target.path)
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
  async #shapesOf(chapter: string, records: readonly SegmentRecord[]): Promise<Shapes> {
    const isInside = ({ kind }: SegmentRecord) => kind === 'list-item' || kind === 'table-cell'
    const path = records.find((record) => isInside(record) && record.targets.length > 0)?.targets[0]?.path
    if (path === undefined || !this.#run.checks.some(({ id }) => id === shapeMismatch.id)) return new Map()
    const text = await this.#deps.workspace.read('source', chapter)
    const target = text === null ? null : await this.#files.parsed(path)
    return text === null || !target ? new Map() : compareShapes(records, parseChapter(text), target, path)
  }

  #sourcePlaceOf({ chapter, source }: SegmentRecord, endLine: number): CheckedSegment['sourcePlace'] {
    if (!source || source.startLine === 0) return null
    return { path: this.#deps.workspace.shownPath('source', chapter), startLine: source.startLine, endLine }
  }

  /** Where its English stands; for what has none, where it would. */
  async #placeOf(
    record: SegmentRecord,
    records: readonly SegmentRecord[],
  ): Promise<CheckedSegment['targetPlace'] | null> {
    const [first] = record.targets
    if (!first) {
      const before = records.findLast(({ ordinal, targets }) => ordinal < record.ordinal && targets.length > 0)
      const { path = record.chapter, endLine = 1 } = before?.targets.at(-1) ?? {}
      return { path, startLine: Math.max(1, endLine), startColumn: 1, glue: [] }
    }
    const parsed = await this.#files.parsed(first.path)
    const segment = parsed && findSegmentAt(parsed, first)
    if (!parsed || !segment) return null
    return {
      path: first.path,
      startLine: segment.startLine,
      startColumn: segment.start - parsed.text.lastIndexOf('\n', segment.start - 1),
      glue: segment.glue,
    }
  }

  async #membersOf(group: readonly string[], records: readonly SegmentRecord[]): Promise<readonly SegmentRecord[]> {
    const here = records.filter((member) => group.includes(member.id))
    return here.length === group.length ? here : this.#deps.index.loadSegments({ ids: group })
  }

  async #excerptOf({ target }: Issue): Promise<string | null> {
    const parsed = await this.#files.parsed(target.path)
    return parsed?.text.split('\n', target.startLine)[target.startLine - 1]?.replace(/\r$/, '') ?? null
  }
}

/** English chapters, read once each. */
class TargetFiles {
  readonly #deps: CheckerDeps
  readonly #parsed = new Map<string, ParsedChapter | null>()

  constructor(deps: CheckerDeps) {
    this.#deps = deps
  }

  async parsed(path: string): Promise<ParsedChapter | null> {
    const known = this.#parsed.get(path)
    if (known !== undefined) return known
    const text = await this.#deps.workspace.read('target', path)
    const parsed = text === null ? null : this.#deps.parsed.parse('target', path, text)
    this.#parsed.set(path, parsed)
    return parsed
  }
}

/** What containers put between the lines of a block. */
function glueOf({ text, start, end }: Block, file: string): string[] {
  const rows = file.slice(start, end).split('\n').slice(1)
  const lines = text.split('\n').slice(1)
  return rows.map((row, index) => `\n${row.slice(0, Math.max(0, row.length - (lines[index] ?? '').length))}`)
}

const NOWHERE: CheckedSegment['targetPlace'] = { path: '', startLine: 1, startColumn: 1, glue: [] }

/** A record's pair, the whole group's where it is the first of one; `null` for its others, for blocks and decided ones. */
function pairOf(
  record: SegmentRecord,
  members: readonly SegmentRecord[],
): (SurveyedPair & { readonly id: string; readonly sourceEndLine: number }) | null {
  const { block, source, group, id, chapter, kind } = record
  const status = statusOf(record)
  if (block || !source || !status || (group && group[0] !== id)) return null
  return {
    id,
    chapter,
    kind,
    source: record.translatedFrom ?? jointSource(members),
    target: jointTarget(record),
    ...status,
    sourceEndLine: members.at(-1)?.source?.endLine ?? source.endLine,
  }
}

function statusOf({ status }: SegmentRecord): { translated: boolean; unfinished?: Unfinished } | null {
  switch (status) {
    case 'translated':
    case 'reviewed':
    case 'final':
      return { translated: true }
    case 'draft':
    case 'stale':
      return { translated: true, unfinished: status }
    case 'untranslated':
      return { translated: false, unfinished: status }
    default:
      return null
  }
}

function findSegmentAt(chapter: ParsedChapter, passage: TargetPassage): Segment | undefined {
  return chapter.parts.find((part) => isPassage(part, passage))
}
