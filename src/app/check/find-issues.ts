import type { Check } from '../../checks/define-check.js'
import type { CheckSettings } from '../../checks/options.js'
import type { Knowledge } from '../../checks/run-checks.js'
import { ZhenError } from '../../core/errors.js'
import { groupBy } from '../../core/group-by.js'
import type { ChapterFindings, ChapterRecord, FileRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { AskedDisk } from './asked-disk.js'
import type { BookChecker, ChapterJudged } from './check-book.js'
import { digest } from './digest.js'
import type { ChapterFound, FoundIssue } from './found.js'
import { type Keys, knownOf } from './known.js'
import type { OpenChapter } from './open-chapter.js'
import type { ChapterSheets } from './read-sheets.js'

export interface FindInput {
  /** The chapters to check, and all there are. */
  readonly chapters: readonly ChapterRecord[]
  readonly all: readonly ChapterRecord[]
  readonly checks: readonly Check[]
  /** False where some checks that run at all times do not: what is found is not remembered then. */
  readonly complete: boolean
  readonly settings: CheckSettings
}

/** What goes by no chapter's name. */
const BOOK = ''

/** Under which keys all is known, if the book is as it was. */
interface BookKeys {
  readonly judged: readonly (readonly [chapter: string, key: string])[]
  readonly found: readonly (readonly [chapter: string, key: string])[]
}

/** Of so many chapters what was found is put down at once: a check that is stopped goes on from there. */
const BATCH = 64

/** How often sheets are made again that somebody had forgotten meanwhile. */
const LOOKS = 3

/**
 * What checks find in each chapter. What is as it was when it was last checked is not looked at again.
 *
 * What was found in a chapter alone follows from its files, those its English stands in, the glossary, the settings and
 * the rules; beside the rest of the book also from what {@link BookChecker} says. All of it is in the key it is known under.
 */
export async function findIssues(deps: ProjectDeps, input: FindInput): Promise<ReadonlyMap<string, ChapterFound>> {
  const { checks } = input
  const isOfBook = ({ wholeBook, seesOfBook }: Check) => wholeBook === true || seesOfBook !== undefined
  const ofBook = checks.filter(isOfBook)
  const ofRelease = checks.filter(({ release }) => release)
  const finder = new Finder(deps, input, await keysOf(deps, input))
  const known = ofBook.length > 0 ? await finder.knownInBook(ofBook) : []
  const found = await finder.inChapters(
    checks.filter((check) => !check.release && !isOfBook(check)),
    known === null,
  )
  for (const [chapter, issues] of groupBy(known ?? (await finder.inBook(ofBook)), (issue) => issue.chapter)) {
    const own = found.get(chapter)
    if (own) found.set(chapter, { ...own, issues: [...own.issues, ...issues] })
  }
  if (ofRelease.length > 0) {
    for (const [chapter, { issues, segments }] of await finder.inChaptersAnew(ofRelease)) {
      const own = found.get(chapter)
      if (own) found.set(chapter, { ...own, segments, issues: [...own.issues, ...issues] })
    }
  }
  return found
}

class Finder {
  readonly #deps: ProjectDeps
  readonly #input: FindInput
  /** Of all chapters. */
  readonly #keys: Keys
  readonly #disk: AskedDisk
  #context: Promise<Knowledge> | undefined

  constructor(deps: ProjectDeps, input: FindInput, keys: Keys) {
    this.#deps = deps
    this.#input = input
    this.#keys = keys
    this.#disk = new AskedDisk(deps.workspace)
  }

  /**
   * What is to be said of each chapter alone.
   *
   * @param withSheets a check of the whole book follows: its sheets are made where they are not known
   */
  async inChapters(checks: readonly Check[], withSheets: boolean): Promise<Map<string, ChapterFound>> {
    const { chapters, complete } = this.#input
    const found = new Map<string, ChapterFound>()
    const wanted = new Set(checks.map(({ id }) => id))
    for await (const [chapter, { issues, ...rest }] of knownOf<ChapterFound>(
      this.#deps,
      'chapter',
      this.#keysOf(chapters),
    ))
      found.set(chapter, { ...rest, issues: complete ? issues : issues.filter(({ check }) => wanted.has(check)) })
    const fresh = new Set(chapters.map(({ chapter }) => chapter).filter((chapter) => !found.has(chapter)))
    const unknown = withSheets ? await this.#withoutSheets() : new Set<string>()
    if (fresh.size === 0 && unknown.size === 0) return found
    const checker = await this.#checker(checks)
    await this.#lookInto(new Set([...fresh, ...unknown]), async (open) => {
      const own = fresh.has(open.chapter) ? await checker.check(open) : null
      if (own) found.set(open.chapter, own)
      return {
        ...(own && complete && { chapter: own }),
        ...(unknown.has(open.chapter) && (await this.#sheetsOf(open))),
      }
    })
    return found
  }

  /** Opens chapters one after the other, and puts down what is worked out of each. */
  async #lookInto(chapters: Iterable<string>, work: (open: OpenChapter) => Promise<Worked>): Promise<void> {
    const { openChapter } = await import('./open-chapter.js')
    const store = new Batches(this.#deps, this.#keys)
    for (const chapter of chapters) await store.put(chapter, await work(await openChapter(this.#deps, chapter)))
    await store.end()
  }

  async #sheetsOf(open: OpenChapter): Promise<ChapterSheets> {
    const { readSheets } = await import('./read-sheets.js')
    return readSheets(open)
  }

  async inChaptersAnew(checks: readonly Check[]): Promise<Map<string, ChapterFound>> {
    const checker = await this.#checker(checks)
    const { openChapter } = await import('./open-chapter.js')
    const found = new Map<string, ChapterFound>()
    for (const { chapter } of this.#input.chapters)
      found.set(chapter, await checker.check(await openChapter(this.#deps, chapter)))
    return found
  }

  /** What is to be said of the whole book, if all of it is as it was; else `null`. */
  async knownInBook(checks: readonly Check[]): Promise<readonly FoundIssue[] | null> {
    const name = await this.#nameOfBook()
    for await (const [, { judged, found }] of knownOf<BookKeys>(this.#deps, 'book', new Map([[BOOK, name]]))) {
      const holding = await this.#judgedBefore(new Map(judged))
      const { known, missing } = await this.#foundBefore(new Map(found), checks)
      return holding.size === judged.length && missing.length === 0 ? known : null
    }
    return null
  }

  /** What is to be said of the whole book. */
  async inBook(checks: readonly Check[]): Promise<readonly FoundIssue[]> {
    const book = await this.#openBook(checks)
    const keysOfJudged = book.keysOfJudged()
    const keys = await book.keysOfFound(await this.#judgeAll(book, keysOfJudged))
    const { known, missing } = await this.#foundBefore(keys, checks)
    const issues = [...known]
    const { complete } = this.#input
    const store = new Batches(this.#deps, keys)
    for (const chapter of book.inOrder(missing)) {
      const { parts } = await this.#judgedOf(book, chapter, keysOfJudged.get(chapter) ?? '')
      const found = await book.check(chapter, parts)
      issues.push(...found)
      if (complete) await store.put(chapter, { book: found })
    }
    await store.end()
    if (complete) {
      const all: BookKeys = { judged: [...keysOfJudged], found: [...keys] }
      const key = await this.#nameOfBook()
      await this.#deps.found.put([{ chapter: BOOK, subject: 'book', key, found: JSON.stringify(all) }])
    }
    return issues
  }

  /** Names for each chapter which of its references lead astray. */
  async #judgeAll(book: BookChecker, keys: Keys): Promise<ReadonlyMap<string, string>> {
    const names = await this.#judgedBefore(keys)
    const store = new Batches(this.#deps, keys)
    for (const chapter of keys.keys()) {
      if (names.has(chapter)) continue
      const judged = await book.judge(chapter)
      names.set(chapter, digest(judged.parts))
      await store.put(chapter, { judged })
    }
    await store.end()
    return names
  }

  /** All chapters' are not held at once: they are known by now, unless somebody has had them forgotten. */
  async #judgedOf(book: BookChecker, chapter: string, key: string): Promise<ChapterJudged> {
    for await (const [, judged] of knownOf<ChapterJudged>(this.#deps, 'judged', new Map([[chapter, key]])))
      return judged
    return book.judge(chapter)
  }

  /** The same of those of which it is known and still holds. */
  async #judgedBefore(keys: Keys): Promise<Map<string, string>> {
    const names = new Map<string, string>()
    for await (const [chapter, { asked, parts }] of knownOf<ChapterJudged>(this.#deps, 'judged', keys))
      if (this.#disk.agrees(asked)) names.set(chapter, digest(parts))
    return names
  }

  /**
   * Who syncs meanwhile has what was worked out of a chapter forgotten; without it references to that chapter would seem
   * to lead nowhere.
   */
  async #openBook(checks: readonly Check[]): Promise<BookChecker> {
    const { all, settings } = this.#input
    const { openBook } = await import('./check-book.js')
    const input = { chapters: all, keys: this.#keys, checks, context: await this.#terms(), settings, disk: this.#disk }
    for (let look = 1; ; look++) {
      const book = await openBook(this.#deps, input)
      if (book) return book
      const [chapter = '', ...more] = await this.#withoutSheets()
      const path = this.#deps.workspace.shownPath('target', chapter)
      if (look === LOOKS) throw new ZhenError('file-changed', { path })
      await this.#lookInto([chapter, ...more], (open) => this.#sheetsOf(open))
    }
  }

  /** What was found under these keys, and of which chapters that is not known. */
  async #foundBefore(
    keys: Keys,
    checks: readonly Check[],
  ): Promise<{ readonly known: readonly FoundIssue[]; readonly missing: readonly string[] }> {
    const wanted = new Set(checks.map(({ id }) => id))
    const known: FoundIssue[] = []
    const missing = new Set(keys.keys())
    for await (const [chapter, issues] of knownOf<FoundIssue[]>(this.#deps, 'book', keys)) {
      missing.delete(chapter)
      known.push(...issues.filter(({ check }) => wanted.has(check)))
    }
    return { known, missing: [...missing] }
  }

  async #withoutSheets(): Promise<Set<string>> {
    const known = await this.#deps.found.keys('landmarks')
    return new Set([...this.#keys].filter(([chapter, key]) => known.get(chapter) !== key).map(([chapter]) => chapter))
  }

  #keysOf(chapters: readonly ChapterRecord[]): Keys {
    return new Map(chapters.map(({ chapter }) => [chapter, this.#keys.get(chapter) ?? '']))
  }

  async #nameOfBook(): Promise<string> {
    const { workspace, sphinx } = this.#deps
    const confs = [await workspace.readSphinxConf('source'), await workspace.readSphinxConf('target')]
    return digest([[...this.#keys], sphinx, confs])
  }

  /** The parser and the checks' tables are loaded only where there is something to look at. */
  async #checker(checks: readonly Check[]) {
    const { ChapterChecker } = await import('./check-chapter.js')
    const { settings } = this.#input
    return new ChapterChecker(this.#deps, { checks, context: await this.#terms(), settings })
  }

  /** So is the glossary. */
  #terms(): Promise<Knowledge> {
    this.#context ??= readKnowledge(this.#deps)
    return this.#context
  }
}

async function readKnowledge({ workspace }: ProjectDeps): Promise<Knowledge> {
  const [{ compileTerms }, { readTerms }] = await Promise.all([
    import('../../glossary/compile-terms.js'),
    import('../read-terms.js'),
  ])
  return { terms: compileTerms(await readTerms(workspace)) }
}

/** What was worked out of a chapter, as plain data. */
type Worked = Readonly<Partial<Record<ChapterFindings['subject'], unknown>>>

/** Puts down what was worked out, some chapters at a time. */
class Batches {
  readonly #deps: ProjectDeps
  readonly #keys: Keys
  #waiting: ChapterFindings[] = []

  constructor(deps: ProjectDeps, keys: Keys) {
    this.#deps = deps
    this.#keys = keys
  }

  async put(chapter: string, worked: Worked): Promise<void> {
    const key = this.#keys.get(chapter) ?? ''
    for (const [subject, found] of Object.entries(worked)) {
      const row = { chapter, subject: subject as ChapterFindings['subject'], key, found: JSON.stringify(found) }
      this.#waiting.push(row)
    }
    if (this.#waiting.length >= BATCH) await this.end()
  }

  async end(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    if (rows.length > 0) await this.#deps.found.put(rows)
  }
}

/** Names of each chapter all that is to be said of it alone follows from. */
async function keysOf(
  { index, workspace, rules, build = '' }: ProjectDeps,
  { all, settings }: FindInput,
): Promise<Keys> {
  const { files } = await index.loadState()
  const targets = new Map(files.filter(isTarget).map(({ path, hash }) => [path, hash]))
  const common = digest([rules, build, settings, await workspace.readGlossary()])
  return new Map(
    all.map(({ chapter, sourceHash, targetHash, ledgerHash, elsewhere = [] }) => {
      const places = elsewhere.map((path) => [path, targets.get(path) ?? null])
      return [chapter, digest([common, sourceHash, targetHash, ledgerHash, places])]
    }),
  )
}

function isTarget({ side }: FileRecord): boolean {
  return side === 'target'
}
