import { ZhenError } from '../../core/errors.js'
import type { MachineFact } from '../../core/fact.js'
import { groupBy } from '../../core/group-by.js'
import { hasSourceLanguage } from '../../core/inline.js'
import type { SuggestionNote } from '../../core/notes.js'
import { sameText } from '../../core/text.js'
import { appendFacts, FactCollection } from '../append-facts.js'
import { isLiveRecord } from '../live-records.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { Refusal } from '../report.js'
import { addNotes, isSameSuggestion } from '../suggestions.js'
import { placeInChapter } from './chapter-placement.js'
import type { Draft } from './draft.js'
import { isReplaceable, sourceOf } from './wanted.js'

/** What became of drafts. */
export interface TakenIn {
  readonly drafted: readonly Draft[]
  readonly suggested: readonly Draft[]
  readonly refused: readonly Refusal[]
  readonly written: readonly string[]
  /** Those of chapters that somebody else saved in the middle of it: to be taken in once more after a sync. */
  readonly postponed: readonly Draft[]
}

export interface TakeInOptions {
  /** False: suggestions only, no chapter is touched. */
  readonly write: boolean
  readonly dryRun: boolean
}

/**
 * Puts drafts where they belong: into the chapter where English had nothing, a copy or an untouched draft, else beside
 * it as suggestions.
 *
 * The ledger must be in step with the chapters and, unless `dryRun`, the lock be held. Segments are looked at as they are
 * now: a draft whose source has changed since is refused, a text that a person has written meanwhile stays. The fact that
 * a machine wrote a text is on the disk before the text enters a chapter.
 */
export async function takeIn(deps: ProjectDeps, drafts: readonly Draft[], options: TakeInOptions): Promise<TakenIn> {
  const taken = new Taking(deps, options)
  for (const [chapter, some] of groupBy(drafts, ({ record }) => record.chapter)) {
    try {
      await taken.takeChapter(chapter, some)
    } catch (error) {
      if (!isFileChanged(error)) throw error
      taken.postponed.push(...some)
    }
  }
  return taken
}

export function isFileChanged(error: unknown): boolean {
  return error instanceof ZhenError && error.code === 'file-changed'
}

class Taking implements TakenIn {
  readonly drafted: Draft[] = []
  readonly suggested: Draft[] = []
  readonly refused: Refusal[] = []
  readonly written: string[] = []
  readonly postponed: Draft[] = []
  readonly #deps: ProjectDeps
  readonly #options: TakeInOptions

  constructor(deps: ProjectDeps, options: TakeInOptions) {
    this.#deps = deps
    this.#options = options
  }

  async takeChapter(chapter: string, drafts: readonly Draft[]): Promise<void> {
    const records = await this.#deps.index.loadSegments({ chapters: [chapter] })
    const live = records.filter(isLiveRecord)
    const present = this.#withPresent(drafts, new Map(live.map((record) => [record.id, record])))
    const placeable = present.filter(({ record, placeable }) => {
      return placeable && this.#options.write && isReplaceable(record)
    })
    await this.#place(chapter, live, placeable)
    await this.#suggest(
      chapter,
      present.filter((draft) => !placeable.includes(draft)),
    )
  }

  /** The drafts with their segments as they are now, those left out whose source is no longer what was translated. */
  #withPresent(drafts: readonly Draft[], records: ReadonlyMap<string, SegmentRecord>): Draft[] {
    return drafts.flatMap((draft) => {
      const record = records.get(draft.record.id)
      if (record && sameText(sourceOf(record), sourceOf(draft.record))) return [{ ...draft, record }]
      this.refused.push({ id: draft.record.id, reason: 'source-changed' })
      return []
    })
  }

  async #place(chapter: string, live: readonly SegmentRecord[], drafts: readonly Draft[]): Promise<void> {
    if (!drafts.some(({ record }) => hasSourceLanguage(sourceOf(record)))) return
    const { workspace } = this.#deps
    const source = await workspace.read('source', chapter)
    const before = await workspace.read('target', chapter)
    if (source === null) return
    const placement = placeInChapter(source, before, live, drafts)
    const placed = drafts
      .filter(({ record }) => placement.placed.has(record.ordinal))
      .map((draft) => ({ ...draft, target: placement.written.get(draft.record.ordinal) ?? draft.target }))
    if (placed.length > 0 && placement.text !== before) {
      if (!this.#options.dryRun) await this.#write(chapter, placement.text, before, placed)
      this.drafted.push(...placed.filter(({ record }) => hasSourceLanguage(sourceOf(record))))
      this.written.push(workspace.shownPath('target', chapter))
    }
    for (const { record } of drafts) {
      const reason = placement.refused.get(record.ordinal)
      if (reason) this.refused.push({ id: record.id, reason })
    }
  }

  async #write(chapter: string, text: string, before: string | null, placed: readonly Draft[]): Promise<void> {
    const collection = new FactCollection()
    for (const draft of placed) {
      if (hasSourceLanguage(sourceOf(draft.record))) collection.add(chapter, draft.record.id, machineFact(draft))
    }
    await appendFacts(this.#deps.workspace, collection.facts)
    await this.#deps.workspace.writeTarget(chapter, text, before)
  }

  async #suggest(chapter: string, drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return
    const { workspace } = this.#deps
    const isNew = await addNotes(workspace, chapter, drafts.map(noteOf), {
      isSame: isSameSuggestion,
      dryRun: this.#options.dryRun,
    })
    this.suggested.push(...drafts)
    if (isNew) this.written.push(workspace.shownPath('notes', chapter))
  }
}

function machineFact({ record, target, engine, model, glossary }: Draft): MachineFact {
  return {
    fact: 'machine',
    source: sourceOf(record),
    target,
    engine,
    ...(model !== '' && { model }),
    ...(glossary !== '' && { glossary }),
    pending: true,
  }
}

function noteOf({ record, target, engine, model, from, score }: Draft): SuggestionNote {
  return {
    note: 'suggestion',
    id: record.id,
    source: sourceOf(record),
    target,
    engine,
    ...(model !== '' && { model }),
    ...(from !== null && { from, score }),
  }
}
