import type { Check } from '../../checks/define-check.js'
import { type CheckSettings, optionsOf } from '../../checks/options.js'
import { checks as everyCheck } from '../../checks/registry.js'
import type { Knowledge } from '../../checks/run-checks.js'
import { type BookSurvey, SurveyBuilder } from '../../checks/survey.js'
import type { ChapterTally, SurveyedPair } from '../../checks/tally.js'
import { groupBy } from '../../core/group-by.js'
import { createBook, type ReferenceBook } from '../../references/book.js'
import type { ChapterUses } from '../../references/chapter-sheet.js'
import type { Conventions } from '../../references/conventions.js'
import { createJudge, type JudgedPart, type ReferenceJudge } from '../../references/judge-references.js'
import type { DefiningChapter } from '../../references/reference.js'
import { readConventions } from '../load-references.js'
import type { ChapterRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { Asked, AskedDisk } from './asked-disk.js'
import { ChapterChecker } from './check-chapter.js'
import { digest } from './digest.js'
import type { FoundIssue } from './found.js'
import { type Keys, knownOf } from './known.js'
import { type OpenChapter, openChapter } from './open-chapter.js'
import { pairsOf } from './pairs.js'
import type { KnownLandmarks } from './read-sheets.js'
import { referringSegments } from './referring-segments.js'

/** The references of an English chapter that lead astray. Files that are no chapters are in no key: they are asked for again. */
export interface ChapterJudged {
  readonly asked: readonly Asked[]
  readonly parts: readonly JudgedPart[]
}

export interface BookInput {
  readonly chapters: readonly ChapterRecord[]
  /** Under which the sheets of each chapter are known. */
  readonly keys: Keys
  readonly checks: readonly Check[]
  readonly context: Knowledge
  readonly settings: CheckSettings
  readonly disk: AskedDisk
}

/** Of so many chapters the texts are kept for those that are compared with them. */
const KEPT = 1024

/** Opens a book by the sheets of its chapters; `null` where some are not known. */
export async function openBook(deps: ProjectDeps, input: BookInput): Promise<BookChecker | null> {
  const builder = new SurveyBuilder()
  let tallies = 0
  for await (const [chapter, tally] of knownOf<ChapterTally>(deps, 'tally', input.keys)) {
    builder.add(chapter, tally)
    tallies++
  }
  const landmarks = new Map<string, KnownLandmarks>()
  for await (const [chapter, own] of knownOf<KnownLandmarks>(deps, 'landmarks', input.keys)) landmarks.set(chapter, own)
  if (Math.min(tallies, landmarks.size) < input.keys.size) return null
  const conventions = {
    source: await readConventions(deps, 'source'),
    target: await readConventions(deps, 'target'),
  }
  return new BookChecker(deps, input, { landmarks, conventions, survey: builder.build() })
}

interface BookKnowledge {
  readonly landmarks: ReadonlyMap<string, KnownLandmarks>
  readonly conventions: Readonly<Record<'source' | 'target', Conventions>>
  readonly survey: BookSurvey
}

/**
 * Checks chapters beside the rest of the book, of which only the sheets are looked at.
 *
 * Which references of a chapter lead astray follows from its own sheets, those of the chapters whose English stands in it,
 * and all landmarks. What is found in it follows from that, from its segments, and from what the checks see of the survey.
 */
export class BookChecker {
  readonly #deps: ProjectDeps
  readonly #input: BookInput
  readonly #book: BookKnowledge
  readonly #judge: ReferenceJudge
  /** By English chapter, the others of which English stands in it. */
  readonly #guests: ReadonlyMap<string, readonly string[]>
  /** The least recently used first. */
  readonly #texts = new Map<string, readonly SurveyedPair[]>()
  /** By chapter the one in which most of the texts stand first that its own are compared with. */
  readonly #leads = new Map<string, string>()

  constructor(deps: ProjectDeps, input: BookInput, book: BookKnowledge) {
    this.#deps = deps
    this.#input = input
    this.#book = book
    this.#judge = createJudge({ ...this.#editions(), landmarks: book.landmarks })
    this.#guests = guestsIn(input.chapters)
  }

  /** For each chapter a name of all that {@link judge} follows from. */
  keysOfJudged(): Keys {
    const { conventions, landmarks } = this.#book
    const face = digest([conventions, [...landmarks].map(([chapter, { segments: _, ...own }]) => [chapter, own])])
    return new Map([...this.#input.keys.keys()].map((chapter) => [chapter, digest([face, this.#namesAround(chapter)])]))
  }

  /** Which references of an English chapter lead astray. */
  async judge(chapter: string): Promise<ChapterJudged> {
    const keys = new Map(this.#around(chapter).map((each) => [each, this.#input.keys.get(each) ?? '']))
    const uses = new Map<string, ChapterUses>()
    for await (const [each, own] of knownOf<ChapterUses>(this.#deps, 'uses', keys)) uses.set(each, own)
    const parts = this.#judge.judge(chapter, uses)
    return { asked: this.#input.disk.take(), parts }
  }

  /**
   * For each chapter a name of all that {@link check} follows from.
   *
   * @param judged names for each chapter which references lead astray
   */
  async keysOfFound(judged: ReadonlyMap<string, string>): Promise<Keys> {
    const { keys, settings } = this.#input
    const { survey } = this.#book
    const comparing = everyCheck.map((check) => ({ check, options: optionsOf(check, settings[check.id]) }))
    const found = new Map<string, string>()
    for await (const [chapter, tally] of knownOf<ChapterTally>(this.#deps, 'tally', keys)) {
      const seen = comparing.map(({ check, options }) => check.seesOfBook?.(tally, survey, options))
      found.set(chapter, digest([this.#namesAround(chapter), judged.get(chapter), seen]))
      this.#leads.set(chapter, leadOf(tally, survey) ?? chapter)
    }
    return found
  }

  /** Those that are compared with the same texts one after the other, so that these are read once. */
  inOrder(chapters: readonly string[]): string[] {
    const leadOf = (chapter: string) => this.#leads.get(chapter) ?? chapter
    return [...groupBy(chapters, leadOf).values()].flat()
  }

  /** What the checks find in an English chapter, or beside others in the pairs of a Chinese one. */
  async check(chapter: string, judged: readonly JudgedPart[]): Promise<FoundIssue[]> {
    const open = await openChapter(this.#deps, chapter)
    return [...(await this.#follow(open, judged)), ...(await this.#compare(open))]
  }

  /** The chapters whose English stands in an English chapter. */
  #around(chapter: string): string[] {
    return [chapter, ...(this.#guests.get(chapter) ?? [])].sort()
  }

  /** Names their files and segments. */
  #namesAround(chapter: string): unknown {
    return this.#around(chapter).map((each) => [
      each,
      this.#input.keys.get(each),
      this.#book.landmarks.get(each)?.segments,
    ])
  }

  async #follow(open: OpenChapter, judged: readonly JudgedPart[]): Promise<FoundIssue[]> {
    const checks = this.#input.checks.filter(({ wholeBook }) => wholeBook)
    const parsed = checks.length > 0 && judged.length > 0 ? await open.target() : null
    if (!parsed) return []
    const around = this.#around(open.chapter)
    const records = around.length > 1 ? await this.#deps.index.loadSegments({ chapters: around }) : open.records
    const segments = referringSegments(this.#deps.workspace, judged, parsed, records)
    return this.#checker(checks).find(open, segments)
  }

  async #compare(open: OpenChapter): Promise<FoundIssue[]> {
    const checks = this.#input.checks.filter(({ seesOfBook }) => seesOfBook)
    return checks.length === 0
      ? []
      : this.#checker(checks).compare(open, this.#book.survey, (chapter) => this.#textsOf(chapter))
  }

  #checker(checks: readonly Check[]): ChapterChecker {
    const { context, settings } = this.#input
    return new ChapterChecker(this.#deps, { checks, context, settings })
  }

  async #textsOf(chapter: string): Promise<readonly SurveyedPair[]> {
    const known = this.#texts.get(chapter)
    this.#texts.delete(chapter)
    const pairs = known ?? (await pairsOf(await openChapter(this.#deps, chapter))).map(({ pair }) => pair)
    this.#texts.set(chapter, pairs)
    const [oldest] = this.#texts.keys()
    if (this.#texts.size > KEPT && oldest !== undefined) this.#texts.delete(oldest)
    return pairs
  }

  #editions(): {
    readonly source: ReferenceBook<DefiningChapter> | null
    readonly target: ReferenceBook<DefiningChapter>
  } {
    const { conventions, landmarks } = this.#book
    const edition = (side: 'source' | 'target') =>
      createBook({
        chapters: [...landmarks.values()].flatMap((own) => own[side] ?? []),
        conventions: conventions[side],
        isFile: (path) => this.#input.disk.hasFile(side, path),
      })
    const source = edition('source')
    return { source: source.chapters.size > 0 ? source : null, target: edition('target') }
  }
}

function leadOf({ pairs }: ChapterTally, { bySource, byTarget }: BookSurvey): string | undefined {
  const firsts = pairs.flatMap(([source, target]) => [bySource.get(source)?.[0], byTarget.get(target)?.[0]])
  const counts = groupBy(
    firsts.flatMap((first) => first?.chapter ?? []),
    (chapter) => chapter,
  )
  return [...counts].sort(([, some], [, others]) => others.length - some.length)[0]?.[0]
}

function guestsIn(chapters: readonly ChapterRecord[]): Map<string, string[]> {
  const guests = new Map<string, string[]>()
  for (const { chapter, elsewhere = [] } of chapters) {
    for (const place of elsewhere) guests.set(place, [...(guests.get(place) ?? []), chapter])
  }
  return guests
}
