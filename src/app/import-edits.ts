import { groupBy } from '../core/group-by.js'
import type { CommentNote, Note, SuggestionNote } from '../core/notes.js'
import { stampOf } from '../core/stamp.js'
import type { Status } from '../core/status.js'
import { EXCHANGE_FORMS } from '../exchange/registry.js'
import type { ReadUnit } from '../exchange/unit.js'
import { appendFacts, FactCollection } from './append-facts.js'
import { isFileChanged } from './draft/take-in.js'
import { factsOf, type Person } from './exchange/facts-of.js'
import { judgeUnit, type Refused, type Taken } from './exchange/judge-unit.js'
import { type ChapterPlan, isPlain, type NewEnglish, planOwnChapter, planPassages } from './exchange/put-english.js'
import { withMembers } from './exchange/unit-of.js'
import type { ImportFile, ImportInput } from './input.js'
import { mendAfter } from './mend-labels.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { ImportedText, ImportRefusal, ImportReport } from './report.js'
import { addNotes, dropSuggestions, isSameSuggestion } from './suggestions.js'
import { joinTexts } from './sync/entry.js'
import { syncUnderLock } from './sync-project.js'

/**
 * Brings in what people edited in another program, by the segments' ids.
 *
 * All files are read before anything is done. What the program left alone is no edit; what no longer fits, or does not
 * keep its codes, is refused and listed, and the English stays as it is. A person's text goes into the chapter before the
 * ledger speaks of it, so that wherever all ends it is taken for a person's.
 *
 * @throws ZhenError what the form's reader throws, `person-unknown`, `source-missing`, and what reading and writing files throws
 */
export async function importEdits(deps: ProjectDeps, input: ImportInput): Promise<ImportReport> {
  const units = input.files.flatMap((file) => readFile(file))
  if (input.dryRun) {
    await refresh(deps)
    const importing = new Importing(deps, input, '')
    await importing.judge(units)
    await importing.place()
    return importing.report()
  }
  const by = input.by ?? (await deps.workspace.personName())
  return deps.workspace.withLock(async () => {
    await syncUnderLock(deps)
    return deps.workspace.together(async () => {
      const importing = new Importing(deps, input, by)
      await importing.judge(units)
      await importing.place()
      await importing.finish()
      return importing.report()
    })
  })
}

/** A unit and where it was read. */
interface Came {
  readonly unit: ReadUnit
  readonly file: ImportFile
}

function readFile(file: ImportFile): Came[] {
  return EXCHANGE_FORMS[file.form].read(file.text, file.shown).map((unit) => ({ unit, file }))
}

interface Accepted extends Came {
  readonly taken: Taken
  readonly record: SegmentRecord
}

class Importing {
  readonly #deps: ProjectDeps
  readonly #input: ImportInput
  /** Whose edits they are; nobody's in a dry run, which says nothing to the ledger. */
  readonly #by: string
  readonly #accepted: Accepted[] = []
  readonly #refused: ImportRefusal[] = []
  readonly #edited: ImportedText[] = []
  readonly #decided: ImportReport['decided'][number][] = []
  readonly #suggested: ImportedText[] = []
  readonly #comments: ImportReport['comments'][number][] = []
  readonly #written = new Set<string>()
  #labels: ImportReport['labels'] = []
  #unchanged = 0
  #after: ReadonlyMap<string, SegmentRecord> = new Map()

  constructor(deps: ProjectDeps, input: ImportInput, by: string) {
    this.#deps = deps
    this.#input = input
    this.#by = by
  }

  async judge(came: readonly Came[]): Promise<void> {
    const records = await this.#recordsOf(came.map(({ unit }) => unit.id))
    const membersOf = (id: string): SegmentRecord[] => {
      const record = records.get(id)
      return record ? (record.group ?? [id]).flatMap((member) => records.get(member) ?? []) : []
    }
    for (const [id, some] of groupBy(came, ({ unit }) => unit.id)) {
      const members = membersOf(id)
      const judged = some.map((one) => ({
        ...one,
        verdict: judgeUnit(one.unit, members, EXCHANGE_FORMS[one.file.form].texts),
      }))
      this.#settle(judged, members[0])
      // Of a program that lost the stamp nobody knows whose notes it has.
      const texts = new Set(some.flatMap(({ unit }) => (unit.stamp === '' ? [] : unit.comments)))
      for (const text of texts) this.#comments.push({ id, text })
    }
  }

  /** Of a segment that came several times, one edit is taken, or the same one; of two that differ none is. */
  #settle(judged: readonly (Came & { verdict: ReturnType<typeof judgeUnit> })[], record: SegmentRecord | undefined) {
    const told = judged.filter(({ verdict }) => verdict.outcome !== 'unchanged')
    this.#unchanged += judged.length - told.length
    const taken = told.flatMap(({ verdict, ...came }) =>
      verdict.outcome === 'taken' ? [{ ...came, taken: verdict }] : [],
    )
    const [first] = taken
    const isOne = taken.every(({ taken: { target, decision } }) => {
      return target === first?.taken.target && decision === first.taken.decision
    })
    for (const { verdict, ...came } of told) {
      if (verdict.outcome === 'refused') this.#refuse(came, verdict, record)
      else if (!isOne) this.#refuse(came, { reason: 'doubled', detail: '' }, record)
    }
    if (first && isOne && record) this.#accepted.push({ ...first, record })
  }

  async #recordsOf(ids: readonly string[]): Promise<Map<string, SegmentRecord>> {
    const { index } = this.#deps
    const named = await index.loadSegments({ ids: [...new Set(ids)] })
    return new Map((await withMembers(index, named)).map((record) => [record.id, record]))
  }

  /** Puts texts where they belong; in a dry run finds out whether they could stand there. */
  async place(): Promise<void> {
    const texts = this.#accepted.filter(({ taken }) => taken.target !== null && !isAside(taken))
    const plain = texts.filter(({ record }) => isPlain(record))
    const others = texts.filter(({ record }) => !isPlain(record))
    for (const [chapter, some] of groupBy(plain, ({ record }) => record.chapter)) {
      await this.#put(some, (texts) => planOwnChapter(this.#deps, chapter, texts))
    }
    const present = await this.#present(others)
    for (const [path, some] of groupBy(present, ({ record }) => record.targets[0]?.path ?? record.chapter)) {
      await this.#put(some, (texts) => planPassages(this.#deps, path, texts))
    }
    await this.#state(this.#accepted.filter(({ taken }) => taken.target === null))
    const aside = this.#accepted.filter(({ taken }) => isAside(taken))
    for (const [chapter, some] of groupBy(aside, ({ record }) => record.chapter)) await this.#suggest(chapter, some)
  }

  /** Edits with their passages where they are after what has been written meanwhile. */
  async #present(some: readonly Accepted[]): Promise<readonly Accepted[]> {
    if (this.#input.dryRun || some.length === 0) return some
    await syncUnderLock(this.#deps)
    const records = await this.#deps.index.loadSegments({ ids: some.map(({ record }) => record.id) })
    const byId = new Map(records.map((record) => [record.id, record]))
    return some.map((one) => ({ ...one, record: byId.get(one.record.id) ?? one.record }))
  }

  async #put(some: readonly Accepted[], plan: (texts: readonly NewEnglish[]) => Promise<ChapterPlan>): Promise<void> {
    const byId = new Map(some.map((one) => [one.record.id, one]))
    const texts = some.map(({ record, taken }) => ({ record, target: taken.target ?? '' }))
    try {
      const planned = await plan(texts)
      for (const [{ record }, reason] of planned.refused) {
        const one = byId.get(record.id)
        if (one) this.#refuse(one, { reason, detail: '' }, record)
      }
      if (planned.placed.length > 0) await this.#write(planned, byId)
    } catch (error) {
      if (!isFileChanged(error)) throw error
      for (const one of some) this.#refuse(one, { reason: 'file-changed', detail: '' }, one.record)
    }
  }

  async #write({ path, before, after, placed }: ChapterPlan, byId: ReadonlyMap<string, Accepted>): Promise<void> {
    const { workspace } = this.#deps
    const edits = placed.flatMap(({ record, target }) => {
      const one = byId.get(record.id)
      return one ? [{ one, target }] : []
    })
    if (!this.#input.dryRun) {
      await workspace.writeTarget(path, after, before)
      await this.#append(edits.map(({ one, target }) => ({ ...one, taken: { ...one.taken, target } })))
    }
    this.#written.add(workspace.shownPath('target', path))
    for (const { one } of edits) this.#edited.push(importedText(one))
  }

  async #state(some: readonly Accepted[]): Promise<void> {
    if (!this.#input.dryRun) await this.#append(some)
    for (const { record, taken } of some) {
      const { id, chapter, status } = record
      if (taken.decision)
        this.#decided.push({ id, chapter, decision: taken.decision, from: status as Status, to: status as Status })
    }
  }

  async #append(some: readonly Accepted[]): Promise<void> {
    const person: Person = { by: this.#by, at: stampOf(this.#deps.now()), isNamed: this.#input.by !== null }
    const collection = new FactCollection()
    for (const { taken } of some) {
      for (const { chapter, id } of taken.joint.members) {
        for (const fact of factsOf(taken, person)) collection.add(chapter, id, fact)
      }
    }
    for (const path of await appendFacts(this.#deps.workspace, collection.facts)) this.#written.add(path)
  }

  /** What is not done yet, for segments that have no English, waits beside the chapter. */
  async #suggest(chapter: string, some: readonly Accepted[]): Promise<void> {
    const made = some.map(({ record, taken, file }): SuggestionNote => {
      const { source } = taken.joint
      return { note: 'suggestion', id: record.id, source, target: taken.target ?? '', engine: file.form }
    })
    for (const one of some) this.#suggested.push(importedText(one))
    await this.#addNotes(chapter, made, isSameSuggestion)
  }

  /** What people wrote beside segments is kept as theirs, each once. */
  async #keepComments(): Promise<void> {
    const { index, now } = this.#deps
    const records = await index.loadSegments({ ids: this.#comments.map(({ id }) => id) })
    const byId = new Map(records.map((record) => [record.id, record]))
    const made = this.#comments.flatMap(({ id, text }): (readonly [string, CommentNote])[] => {
      const record = byId.get(id)
      const source = record?.source?.text
      if (!record || source === undefined) return []
      return [[record.chapter, { note: 'comment', id, source, text, by: this.#by, at: stampOf(now()) }]]
    })
    for (const [chapter, some] of groupBy(made, ([chapter]) => chapter)) {
      const fresh = some.map(([, note]) => note)
      await this.#addNotes(chapter, fresh, (known, note) => {
        return known.note === 'comment' && known.id === note.id && known.text === note.text
      })
    }
  }

  /** Adds notes that are not there yet. */
  async #addNotes<T extends Note>(
    chapter: string,
    made: readonly T[],
    isSame: (known: Note, note: T) => boolean,
  ): Promise<void> {
    const { workspace } = this.#deps
    const isNew = await addNotes(workspace, chapter, made, { isSame, dryRun: this.#input.dryRun })
    if (isNew) this.#written.add(workspace.shownPath('notes', chapter))
  }

  /** Suggestions that were decided on go, references follow headings, and statuses are what they are now. */
  async finish(): Promise<void> {
    const deps = this.#deps
    const done = new Set([...this.#edited, ...this.#decided].map(({ id }) => id))
    const records = this.#accepted.map(({ record }) => record).filter(({ id }) => done.has(id))
    await this.#keepComments()
    for (const path of await dropSuggestions(deps.workspace, records)) this.#written.add(path)
    const texts = this.#edited.map(({ id, after, kind }) => ({ id, kind, target: after }))
    const mended = await mendAfter(deps, await syncUnderLock(deps), texts)
    this.#labels = mended.labels
    for (const path of mended.written) this.#written.add(path)
    if (mended.labels.length > 0) await syncUnderLock(deps)
    const after = await deps.index.loadSegments({ ids: [...done] })
    this.#after = new Map(after.map((record) => [record.id, record]))
  }

  #refuse(
    { unit, file }: Came,
    { reason, detail }: Pick<Refused, 'reason' | 'detail'>,
    record: SegmentRecord | undefined,
  ): void {
    this.#refused.push({
      id: unit.id,
      chapter: record?.chapter ?? null,
      file: file.shown,
      line: unit.line,
      reason,
      detail,
      source: record?.source?.text ?? null,
      english: record && record.targets.length > 0 ? joinTexts(record.targets.map(({ text }) => text)) : null,
      offered: unit.target === null || unit.target.form === 'fault' ? null : unit.target.text,
    })
  }

  report(): ImportReport {
    const statusOf = <T extends { readonly id: string; readonly to: Status }>(one: T): T => {
      const status = this.#after.get(one.id)?.status
      return status === undefined ? one : { ...one, to: status as Status }
    }
    return {
      edited: this.#edited.map(statusOf),
      decided: this.#decided.map(statusOf),
      suggested: this.#suggested,
      refused: this.#refused,
      comments: this.#comments,
      unchanged: this.#unchanged,
      labels: this.#labels,
      written: [...this.#written].sort(),
      dryRun: this.#input.dryRun,
    }
  }
}

/** An unfinished text for a segment that has none, or none that is a translation. */
function isAside({ unfinished, joint, target }: Taken): boolean {
  return unfinished && target !== null && joint.target === null
}

function importedText({ record, taken, unit, file }: Accepted): ImportedText {
  const { id, chapter, kind, status } = record
  return {
    id,
    chapter,
    kind: kind as ImportedText['kind'],
    from: status as Status,
    to: status as Status,
    before: taken.joint.target,
    after: taken.target ?? '',
    file: file.shown,
    line: unit.line,
  }
}
