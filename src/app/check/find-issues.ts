import { createHash } from 'node:crypto'
import type { Check } from '../../checks/define-check.js'
import type { CheckSettings } from '../../checks/options.js'
import type { ParsedChapters } from '../parsed-chapters.js'
import type { ChapterRecord, FileRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { ChapterChecker } from './check-chapter.js'
import type { ChapterFound, FoundIssue } from './found.js'

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

/**
 * What checks find in each chapter. What is as it was when it was last checked is not looked at again.
 *
 * What was found in a chapter follows from its files, those its English stands in, the glossary, the settings and the
 * rules; in the whole book from all files. All of these are in the key it is remembered under.
 */
export async function findIssues(deps: ProjectDeps, input: FindInput): Promise<ReadonlyMap<string, ChapterFound>> {
  const { checks } = input
  const isOfBook = ({ wholeBook, comparesBook }: Check) => wholeBook === true || comparesBook === true
  const ofChapters = checks.filter((check) => !check.release && !isOfBook(check))
  const ofBook = checks.filter(isOfBook)
  const ofRelease = checks.filter(({ release }) => release)
  const finder = new Finder(deps, input)
  const found = await finder.inChapters(ofChapters)
  if (ofBook.length > 0) {
    for (const issue of await finder.inBook(ofBook)) {
      const known = found.get(issue.chapter)
      if (known) found.set(issue.chapter, { ...known, issues: [...known.issues, issue] })
    }
  }
  if (ofRelease.length > 0) {
    for (const [chapter, { issues, segments }] of await finder.inChaptersAnew(ofRelease)) {
      const known = found.get(chapter)
      if (known) found.set(chapter, { ...known, segments, issues: [...known.issues, ...issues] })
    }
  }
  return found
}

/** A question put to the disk while checking the book, and its answer. */
type Asked = readonly [side: 'source' | 'target', path: string, is: boolean]

interface BookFound {
  readonly asked: readonly Asked[]
  readonly issues: readonly FoundIssue[]
}

class Finder {
  readonly #deps: ProjectDeps
  readonly #input: FindInput
  /** What was taken apart for checks of chapters is not for those of the whole book again. */
  #parsed: ParsedChapters | undefined

  constructor(deps: ProjectDeps, input: FindInput) {
    this.#deps = deps
    this.#input = input
    this.#parsed = deps.parsed
  }

  async inChapters(checks: readonly Check[]): Promise<Map<string, ChapterFound>> {
    const { chapters, complete } = this.#input
    const keys = await this.#keysOf(chapters)
    const remembered = (await this.#deps.found?.load(keys)) ?? new Map<string, string>()
    const wanted = new Set(checks.map(({ id }) => id))
    const found = new Map<string, ChapterFound>()
    for (const [chapter, text] of remembered) {
      const { issues, ...rest } = JSON.parse(text) as ChapterFound
      found.set(chapter, { ...rest, issues: complete ? issues : issues.filter(({ check }) => wanted.has(check)) })
    }
    const fresh = chapters.map(({ chapter }) => chapter).filter((chapter) => !found.has(chapter))
    if (fresh.length === 0) return found
    const checker = await this.#checker(checks)
    for (const chapter of fresh) found.set(chapter, await checker.check(chapter))
    const rows = fresh.map((chapter) => {
      return { chapter, key: keys.get(chapter) ?? '', found: JSON.stringify(found.get(chapter)) }
    })
    if (complete) await this.#deps.found?.put(rows)
    return found
  }

  async inChaptersAnew(checks: readonly Check[]): Promise<Map<string, ChapterFound>> {
    const checker = await this.#checker(checks)
    const found = new Map<string, ChapterFound>()
    for (const { chapter } of this.#input.chapters) found.set(chapter, await checker.check(chapter))
    return found
  }

  /** The same for checks of the whole book. Files that are no chapters are in no key: they are asked for again. */
  async inBook(checks: readonly Check[]): Promise<readonly FoundIssue[]> {
    const { all, complete } = this.#input
    const keys = await this.#bookKey()
    const text = (await this.#deps.found?.load(keys))?.get(BOOK)
    const remembered = text === undefined ? null : (JSON.parse(text) as BookFound)
    const { workspace } = this.#deps
    if (remembered?.asked.every(([side, path, is]) => workspace.hasFile(side, path) === is)) {
      const wanted = new Set(checks.map(({ id }) => id))
      return remembered.issues.filter(({ check }) => wanted.has(check))
    }
    const asked: Asked[] = []
    const hasFile: typeof workspace.hasFile = (side, path) => {
      const is = workspace.hasFile(side, path)
      asked.push([side, path, is])
      return is
    }
    const checker = await this.#checker(checks, { ...workspace, hasFile })
    const issues = await checker.checkBook(all)
    const found: BookFound = { asked, issues }
    if (complete)
      await this.#deps.found?.put([{ chapter: BOOK, key: keys.get(BOOK) ?? '', found: JSON.stringify(found) }])
    return issues
  }

  /** The parser, the glossary and the checks' tables are loaded only where there is something to look at. */
  async #checker(checks: readonly Check[], workspace = this.#deps.workspace): Promise<ChapterChecker> {
    const [{ ChapterChecker }, { ParsedChapters }, { compileTerms }, { readTerms }] = await Promise.all([
      import('./check-chapter.js'),
      import('../parsed-chapters.js'),
      import('../../glossary/compile-terms.js'),
      import('../read-terms.js'),
    ])
    const terms = compileTerms(await readTerms(workspace))
    const { settings } = this.#input
    this.#parsed ??= new ParsedChapters()
    return new ChapterChecker(
      { ...this.#deps, workspace, parsed: this.#parsed },
      { checks, context: { terms }, settings },
    )
  }

  async #keysOf(chapters: readonly ChapterRecord[]): Promise<Map<string, string>> {
    if (!this.#deps.found) return new Map()
    const { index, workspace, rules, build = '' } = this.#deps
    const { files } = await index.loadState()
    const targets = new Map(files.filter(isTarget).map(({ path, hash }) => [path, hash]))
    const common = digest([rules, build, this.#input.settings, await workspace.readGlossary()])
    return new Map(
      chapters.map(({ chapter, sourceHash, targetHash, ledgerHash, elsewhere = [] }) => {
        const places = elsewhere.map((path) => [path, targets.get(path) ?? null])
        return [chapter, digest([common, sourceHash, targetHash, ledgerHash, places])]
      }),
    )
  }

  async #bookKey(): Promise<Map<string, string>> {
    const { workspace, sphinx } = this.#deps
    const keys = await this.#keysOf(this.#input.all)
    const confs = [await workspace.readSphinxConf('source'), await workspace.readSphinxConf('target')]
    return new Map([[BOOK, digest([[...keys], sphinx, confs])]])
  }
}

function isTarget({ side }: FileRecord): boolean {
  return side === 'target'
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
