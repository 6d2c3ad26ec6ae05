import { ZhenError } from '../core/errors.js'
import type { MachineFact } from '../core/fact.js'
import { hasSourceLanguage } from '../core/inline.js'
import { formatNotes, type Note, parseNotes, type SuggestionNote } from '../core/notes.js'
import type { ParsedChapter } from '../core/segment.js'
import { countHan, sameText } from '../core/text.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { diffWords } from '../match/diff-words.js'
import { leverage } from '../memory/leverage.js'
import { appendFacts, FactCollection } from './append-facts.js'
import { fillMemory } from './fill-memory.js'
import type { DraftInput } from './input.js'
import { type Placement, placeDrafts } from './place-drafts.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { DraftedSegment, DraftReport, Refusal } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { joinTexts } from './sync/entry.js'
import { syncUnderLock } from './sync-project.js'

/** How many similar sources are looked at for a suggestion. */
const CANDIDATES = 20

/** Gaps that are filled unless others are named: what was left out or removed on purpose is not. */
const FILLED_GAPS: readonly SegmentRecord['gap'][] = ['new', 'copy']

/**
 * Drafts translations from the memory.
 *
 * The same text gives a draft where English had nothing or a copy of the source; a similar one, and anything for a text
 * that a person wrote, is kept beside the chapter as a suggestion. The fact that a machine wrote a text is on the disk
 * before the text enters a chapter.
 *
 * @throws ZhenError `chapter-unknown`, `source-missing` without the Chinese chapters
 */
export async function draftSegments(deps: ProjectDeps, input: DraftInput): Promise<DraftReport> {
  if (input.dryRun) return draftPlanned(deps, input, await refresh(deps))
  return deps.workspace.withLock(async () => {
    const report = await draftPlanned(deps, input, await syncUnderLock(deps))
    await syncUnderLock(deps)
    return report
  })
}

async function draftPlanned(
  deps: ProjectDeps,
  input: DraftInput,
  { chapters, sourceAvailable }: Awaited<ReturnType<typeof refresh>>,
): Promise<DraftReport> {
  if (!sourceAvailable) throw new ZhenError('source-missing', { path: deps.workspace.shownPath('source', '') })
  await fillMemory(deps, chapters)
  const known = chapters.map(({ chapter }) => chapter)
  const wanted = resolveChapters(input.chapters, known)
  const run = new DraftRun(deps, input)
  for (const [done, chapter] of (wanted.length > 0 ? wanted : known).entries()) {
    if (run.stopped) break
    await run.draftChapter(chapter)
    deps.onProgress?.(done + 1, wanted.length || known.length)
  }
  return run.report()
}

class DraftRun {
  readonly #deps: ProjectDeps
  readonly #input: DraftInput
  readonly #drafts: DraftedSegment[] = []
  readonly #suggestions: DraftedSegment[] = []
  readonly #refused: Refusal[] = []
  readonly #written: string[] = []
  #characters = 0
  #left = 0
  stopped: DraftReport['stopped'] = null

  constructor(deps: ProjectDeps, input: DraftInput) {
    this.#deps = deps
    this.#input = input
  }

  async draftChapter(chapter: string): Promise<void> {
    const records = await this.#deps.index.loadSegments({ chapters: [chapter] })
    const live = records.filter(({ status }) => status !== 'obsolete' && status !== 'added')
    const wanted = live.filter((record) => this.#isWanted(record))
    if (wanted.length === 0) return
    const found = await this.#translate(wanted, live)
    const placeable = found.exact.filter(({ record }) => this.#input.write && isReplaceable(record))
    const beside = [...found.exact.filter((draft) => !placeable.includes(draft)), ...found.fuzzy]
    await this.#place(chapter, live, placeable)
    await this.#suggest(chapter, beside)
  }

  report(): DraftReport {
    return {
      drafted: this.#drafts.length,
      suggested: this.#suggestions.length,
      drafts: this.#drafts,
      suggestions: this.#suggestions,
      refused: this.#refused,
      fromMemory: this.#drafts.length + this.#suggestions.length,
      characters: this.#characters,
      billedCharacters: 0,
      engine: this.#input.engine,
      stopped: this.stopped,
      written: this.#written,
      dryRun: this.#input.dryRun,
      left: this.#left,
    }
  }

  #isWanted({ status, gap, block, section, protected: touched }: SegmentRecord): boolean {
    const { statuses, gaps, section: words } = this.#input
    if (block || touched || !(statuses as readonly string[]).includes(status)) return false
    if (status === 'untranslated' && !(gaps.length > 0 ? gaps : FILLED_GAPS).includes(gap)) return false
    return words === null || section.some((heading) => heading.includes(words))
  }

  async #translate(wanted: readonly SegmentRecord[], live: readonly SegmentRecord[]) {
    const exact: Draft[] = []
    const fuzzy: Draft[] = []
    const same = await this.#deps.memory.exact(wanted.map(sourceOf))
    for (const record of wanted) {
      const source = sourceOf(record)
      if (!this.#spend(source)) break
      const carried = !hasSourceLanguage(source)
      const [previous, next] = [live[record.ordinal - 1], live[record.ordinal + 1]]
      const sought = {
        source,
        previousSource: previous ? sourceOf(previous) : null,
        nextSource: next ? sourceOf(next) : null,
      }
      const [best] = leverage(sought, same.get(source) ?? []).exact
      if (carried) exact.push({ record, target: source, from: null, score: 1 })
      else if (best) exact.push({ record, target: best.pair.target, from: null, score: 1 })
      else {
        const candidates = await this.#deps.memory.findCandidates(source, CANDIDATES)
        const near = leverage(sought, candidates).fuzzy.find(({ pair }) => !isOwnEnglish(record, pair.target))
        if (near)
          fuzzy.push({ record, target: near.pair.target, from: near.pair.source, score: round(near.similarity) })
        else this.#left++
      }
    }
    return { exact, fuzzy }
  }

  /** Counts the characters of a segment, unless that would pass the cap. */
  #spend(source: string): boolean {
    const characters = countHan(source)
    const { maxCharacters } = this.#input
    if (this.stopped || (maxCharacters !== null && this.#characters + characters > maxCharacters)) {
      this.stopped = 'cap'
      return false
    }
    this.#characters += characters
    return true
  }

  async #place(chapter: string, live: readonly SegmentRecord[], drafts: readonly Draft[]): Promise<void> {
    if (!drafts.some(({ record }) => hasSourceLanguage(sourceOf(record)))) return
    const { workspace } = this.#deps
    const source = await workspace.read('source', chapter)
    const before = await workspace.read('target', chapter)
    if (source === null) return
    const placement = placeAll(parseChapter(source), before, live, drafts)
    for (const { record } of drafts) {
      const reason = placement.refused.get(record.ordinal)
      if (reason) this.#refused.push({ id: record.id, reason })
    }
    const placed = drafts.filter(({ record }) => placement.placed.has(record.ordinal))
    if (placed.length === 0 || placement.text === before) return
    this.#drafts.push(...placed.filter(({ record }) => hasSourceLanguage(sourceOf(record))).map(reported))
    this.#written.push(workspace.shownPath('target', chapter))
    if (!this.#input.dryRun) await this.#write(chapter, placement, before, placed)
  }

  /** The fact first: if all ends between the two writes, the text is known for what it is. */
  async #write(chapter: string, { text }: Placement, before: string | null, placed: readonly Draft[]): Promise<void> {
    const collection = new FactCollection()
    for (const { record, target } of placed) {
      if (!hasSourceLanguage(sourceOf(record))) continue
      const fact: MachineFact = {
        fact: 'machine',
        source: sourceOf(record),
        target,
        engine: this.#input.engine,
        pending: true,
      }
      collection.add(chapter, record.id, fact)
    }
    await appendFacts(this.#deps.workspace, collection.facts)
    await this.#deps.workspace.writeTarget(chapter, text, before)
  }

  async #suggest(chapter: string, drafts: readonly Draft[]): Promise<void> {
    const { workspace } = this.#deps
    const path = workspace.shownPath('notes', chapter)
    const notes = parseNotes((await workspace.read('notes', chapter)) ?? '', path)
    const fresh = drafts
      .map((draft) => noteOf(draft, this.#input.engine))
      .filter((note) => !notes.some((known) => isSame(known, note)))
    this.#suggestions.push(...drafts.map(reported))
    if (fresh.length === 0) return
    this.#written.push(path)
    if (!this.#input.dryRun) await workspace.writeRecord('notes', chapter, formatNotes([...notes, ...fresh]))
  }
}

/** What the segment has already is no suggestion: the nearest text to a stale one is its own earlier self. */
function isOwnEnglish({ targets }: SegmentRecord, target: string): boolean {
  return sameText(joinTexts(targets.map(({ text }) => text)), target)
}

/** A text the memory has for a segment. */
interface Draft {
  readonly record: SegmentRecord
  readonly target: string
  readonly from: string | null
  readonly score: number
}

/** English a machine may write over: none, a copy of the source, or a stale draft nobody touched. Never a person's. */
function isReplaceable({ status, targets, group, origin, protected: touched }: SegmentRecord): boolean {
  const machines = origin?.type === 'engine' || origin?.type === 'memory'
  return (status === 'untranslated' || (machines && !touched)) && group === null && targets.length <= 1
}

function placeAll(
  source: ParsedChapter,
  before: string | null,
  live: readonly SegmentRecord[],
  drafts: readonly Draft[],
): Placement {
  const target = before === null ? null : parseChapter(before, { comments: 'all' })
  const links = new Map<number, number>()
  const taken = new Set<number>()
  for (const { ordinal, chapter, targets } of live) {
    for (const { path, startLine, text } of inOwnChapter(targets, chapter)) {
      const part = target?.parts.findIndex((each, index) => {
        const content = each.type === 'block' ? each.signature : each.text
        return !taken.has(index) && each.startLine === startLine && path === chapter && sameText(content, text)
      })
      if (part === undefined || part === -1) continue
      taken.add(part)
      links.set(ordinal, part)
    }
  }
  return placeDrafts(source, target, links, new Map(drafts.map((draft) => [draft.record.ordinal, draft.target])))
}

/** The first target in the chapter's own English: new text is placed beside it. */
function inOwnChapter(targets: SegmentRecord['targets'], chapter: string): SegmentRecord['targets'] {
  return targets.filter(({ path }) => path === chapter).slice(0, 1)
}

function sourceOf(record: SegmentRecord): string {
  return record.source?.text ?? ''
}

function reported({ record, target, from, score }: Draft): DraftedSegment {
  const source = sourceOf(record)
  const words = from === null ? [] : diffWords(from, source)
  return { id: record.id, chapter: record.chapter, source, target, from, score, words }
}

function noteOf({ record, target, from, score }: Draft, engine: string): SuggestionNote {
  return {
    note: 'suggestion',
    id: record.id,
    source: sourceOf(record),
    target,
    engine,
    ...(from !== null && { from, score }),
  }
}

function isSame(a: Note, b: SuggestionNote): boolean {
  return a.note === b.note && a.id === b.id && sameText(a.target, b.target) && sameText(a.source, b.source)
}

function round(score: number): number {
  return Math.round(score * 100) / 100
}
