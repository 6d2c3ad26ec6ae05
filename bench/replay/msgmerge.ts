import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Book, BookReader, type Paragraph } from './book.js'
import { compareBooks, type Fate, isInPlace } from './oracle.js'
import { formatPo, type PoEntry, parsePo } from './po.js'
import { PseudoEnglish } from './pseudo-english.js'
import { FAR, type Resemblance } from './resemblance.js'
import type { Revision } from './revisions.js'

/** Of GNU gettext; not among what the project needs. */
const MSGMERGE = 'msgmerge'

/** What becomes of a segment in a PO workflow. */
export type PoOutcome = 'exact' | 'fuzzy-right' | 'fuzzy-wrong' | 'none'

export interface PoReplay {
  /** Segments of touched chapters by fate and outcome, as `same exact`. */
  readonly counts: ReadonlyMap<string, number>
  readonly merges: number
  readonly milliseconds: number
}

/** First line of `msgmerge --version`, `null` where there is none. */
export function msgmergeVersion(): string | null {
  const { status, stdout } = spawnSync(MSGMERGE, ['--version'], { encoding: 'utf8' })
  return status === 0 ? (stdout.split('\n')[0] ?? '') : null
}

/**
 * Replays a history with one PO file for each chapter: after every commit the files of the chapters it touched are
 * merged with their new templates, then translated in full, as by the tidy people of the other replay.
 *
 * A renamed chapter is a new file. Files of chapters that went are kept, should the chapter come back.
 *
 * @param compendium offers everything that was ever translated to every merge
 */
export function replayMsgmerge(
  revisions: readonly Revision[],
  compendium: boolean,
  resemblance: Resemblance,
): PoReplay {
  const replay = new PoWorkflow(compendium, resemblance)
  try {
    for (const revision of revisions) replay.step(revision)
    return replay.result()
  } finally {
    replay.close()
  }
}

class PoWorkflow {
  readonly #compendium: boolean
  readonly #resemblance: Resemblance
  readonly #folder = mkdtempSync(join(tmpdir(), 'zhen-po-'))
  readonly #english = new PseudoEnglish()
  readonly #reader = new BookReader()
  readonly #files = new Map<string, string>()
  readonly #memory = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  #before: Book = new Map()
  #merges = 0
  #milliseconds = 0

  constructor(compendium: boolean, resemblance: Resemblance) {
    this.#compendium = compendium
    this.#resemblance = resemblance
  }

  step({ chapters }: Revision): void {
    const book = this.#reader.read(chapters)
    const first = this.#before.size === 0
    const { judged, gone } = compareBooks(this.#before, book, this.#resemblance)
    if (this.#compendium) writeFileSync(this.#path('compendium.po'), formatPo(this.#memory))
    const goneByText = new Map(gone.map((paragraph) => [paragraph.text, paragraph]))
    const merged = new Map<string, ReadonlyMap<string, PoEntry>>()
    for (const [chapter, paragraphs] of book) {
      if (this.#before.get(chapter) === paragraphs) continue
      merged.set(chapter, this.#merge(chapter, textsOf(paragraphs)))
    }
    for (const { paragraph, fate } of judged) {
      const entries = merged.get(paragraph.chapter)
      if (first || !entries || paragraph.carried) continue
      const entry = entries.get(paragraph.text)
      const from = goneByText.get(entry?.previous ?? '')
      const right = from !== undefined && this.#isRight(book, paragraph, from)
      const key = `${fate} ${outcomeOf(entry, right)}`
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    }
    this.#before = book
  }

  result(): PoReplay {
    return { counts: this.#counts, merges: this.#merges, milliseconds: this.#milliseconds }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** The merged entries by source; the file on record is translated in full afterwards. */
  #merge(chapter: string, texts: readonly string[]): ReadonlyMap<string, PoEntry> {
    writeFileSync(this.#path('old.po'), this.#files.get(chapter) ?? formatPo([]))
    writeFileSync(this.#path('new.pot'), formatPo(texts.map((text) => [text, ''])))
    const options = ['--quiet', '--no-wrap', '--previous', '--force-po', '--output-file', this.#path('merged.po')]
    if (this.#compendium) options.push('--compendium', this.#path('compendium.po'))
    const start = performance.now()
    const { status, stderr } = spawnSync(MSGMERGE, [...options, this.#path('old.po'), this.#path('new.pot')])
    this.#milliseconds += performance.now() - start
    this.#merges++
    if (status !== 0) throw new Error(`msgmerge: ${stderr}`)
    const entries = parsePo(readFileSync(this.#path('merged.po'), 'utf8'))
    const translated = texts.map((text): [string, string] => [text, this.#english.of(text)])
    this.#files.set(
      chapter,
      formatPo(
        translated,
        entries.filter(({ obsolete }) => obsolete),
      ),
    )
    for (const [text, english] of translated) this.#memory.set(text, english)
    return new Map(entries.filter(({ obsolete }) => !obsolete).map((entry) => [entry.msgid, entry]))
  }

  /** By the rule that sync is judged by. */
  #isRight(book: Book, paragraph: Paragraph, from: Paragraph): boolean {
    return this.#resemblance.of(from.text, paragraph.text) >= FAR || isInPlace(this.#before, book, paragraph, from)
  }

  #path(name: string): string {
    return join(this.#folder, name)
  }
}

function outcomeOf(entry: PoEntry | undefined, right: boolean): PoOutcome {
  if (!entry || entry.msgstr === '') return 'none'
  if (!entry.fuzzy) return 'exact'
  return right ? 'fuzzy-right' : 'fuzzy-wrong'
}

/** Texts to translate, each once: a PO file cannot hold one twice. */
function textsOf(paragraphs: readonly Paragraph[]): string[] {
  return [...new Set(paragraphs.filter(({ block, carried }) => !block && !carried).map(({ text }) => text))]
}

export function countIn({ counts }: PoReplay, fates: readonly Fate[], outcomes: readonly PoOutcome[]): number {
  return fates.reduce(
    (sum, fate) => outcomes.reduce((inner, outcome) => inner + (counts.get(`${fate} ${outcome}`) ?? 0), sum),
    0,
  )
}
