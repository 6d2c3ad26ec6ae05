import { hash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.js'
import { decodeCodes } from '../core/codes/decode.js'
import { ZhenError } from '../core/errors.js'
import { countHan } from '../core/text.js'
import { compileTerms, type TermMatcher } from '../glossary/compile-terms.js'
import type { Term } from '../glossary/term.js'
import { AnswerBook } from './draft/answer-book.js'
import { Budget, expectedExpense } from './draft/budget.js'
import { type Draft, reported } from './draft/draft.js'
import {
  draftFromCodes,
  draftFromSimilar,
  draftWithoutEngine,
  examplesOf,
  findSimilar,
  loadExact,
  WITHOUT_ENGINE,
} from './draft/from-memory.js'
import { createJob, type Job, type Piece, preferredTerms } from './draft/jobs.js'
import { Neighbours } from './draft/neighbours.js'
import { type Interruption, nothingSent, type SendOutcome, sendAll } from './draft/send.js'
import { type TakenIn, takeIn } from './draft/take-in.js'
import { TakeInQueue } from './draft/take-in-queue.js'
import { WaitingJobs } from './draft/waiting-jobs.js'
import { isWanted, sourceOf } from './draft/wanted.js'
import type { Engine, EngineTerm, EngineUsage } from './engine-port.js'
import { fillMemory } from './fill-memory.js'
import type { DraftInput, OnDraftProgress } from './input.js'
import { isLiveRecord } from './live-records.js'
import { type MendedLabel, referencesToHeadings } from './mend-labels.js'
import type { AnswerStore, SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { readTerms } from './read-terms.js'
import { type Refreshed, refresh } from './refresh.js'
import type { DraftPlan, DraftReport, Refusal } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { syncUnderLock } from './sync-project.js'
import type { Notice } from './workspace-port.js'

export interface DraftDeps extends ProjectDeps {
  readonly answers: AnswerStore
  /** `null`: the memory alone. */
  readonly engine: Engine | null
  readonly interruption: Interruption
  readonly onDraftProgress?: OnDraftProgress
}

/**
 * Drafts translations: from the memory what it has, from an engine the rest.
 *
 * Drafts go where English had nothing or a copy of the source; for a text that a person wrote they are kept beside the
 * chapter as suggestions. The project is locked only while drafts are taken in, never while an engine is asked. What an
 * engine answered is kept at once: a run that is cut short pays for nothing twice.
 *
 * @throws ZhenError `chapter-unknown`, `source-missing` without the Chinese chapters, `engine-price-unknown` where a cost
 *   is capped that cannot be foretold
 */
export async function draftSegments(deps: DraftDeps, input: DraftInput): Promise<DraftReport> {
  if (input.maxCost !== null && deps.engine && deps.engine.price === null)
    throw new ZhenError('engine-price-unknown', { engine: deps.engine.name })
  const run = new DraftRun(deps, input)
  await run.choose()
  if (input.dryRun) await run.foretell()
  else await run.translate()
  return run.report()
}

class DraftRun {
  readonly #deps: DraftDeps
  readonly #input: DraftInput
  readonly #budget: Budget
  readonly #found: Draft[] = []
  readonly #jobs: Job[] = []
  readonly #drafted: Draft[] = []
  readonly #suggested: Draft[] = []
  readonly #refused: Refusal[] = []
  readonly #written = new Set<string>()
  readonly #labels: MendedLabel[] = []
  readonly #answers: AnswerBook
  #glossary = ''
  #terms: readonly EngineTerm[] = []
  #characters = 0
  #left = 0
  #notices: readonly Notice[] = []
  #plan: DraftPlan | null = null
  #refreshed: Refreshed = NOTHING_REFRESHED
  #outcome: SendOutcome | null = null
  #usage: EngineUsage | null = null
  #stopped: DraftReport['stopped'] = null

  constructor(deps: DraftDeps, input: DraftInput) {
    this.#deps = deps
    this.#input = input
    this.#budget = new Budget(input)
    this.#answers = new AnswerBook(deps.answers, input)
  }

  /** Finds what is wanted, what the memory has of it, and what an engine is to be asked for. */
  async choose(): Promise<void> {
    const { workspace, index } = this.#deps
    this.#refreshed = await this.#synced()
    const { chapters, sourceAvailable } = this.#refreshed
    if (!sourceAvailable) throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
    this.#notices = await fillMemory(this.#deps, chapters)
    const terms = await readTerms(workspace)
    this.#glossary = terms.length === 0 ? '' : glossaryVersion(terms)
    this.#terms = preferredTerms(terms)
    const matcher = compileTerms(terms)
    const known = chapters.map(({ chapter }) => chapter)
    const named = resolveChapters(this.#input.chapters, known)
    for (const chapter of named.length > 0 ? named : known) {
      if (this.#deps.interruption.stop.aborted) this.#stopped ??= 'interrupted'
      if (this.#stopped !== null) return
      await this.#chooseIn(await index.loadSegments({ chapters: [chapter] }), matcher)
    }
  }

  /** What would be sent, without sending it. */
  async foretell(): Promise<void> {
    const { engine } = this.#deps
    const drafts = [...this.#found, ...(await this.#draftsOf(this.#jobs))]
    this.#count(await takeIn(this.#deps, drafts, this.#input))
    if (!engine) return
    const { pieces, repeated } = this.#answers.unanswered(this.#pieces())
    const requests = engine.divide(pieces.map(({ request }) => request))
    let [texts, characters, cost] = [0, 0, engine.price ? 0 : null]
    for (const request of requests) {
      const expense = expectedExpense(engine, request)
      if (!this.#budget.reserve(expense)) {
        this.#stopped = 'cap'
        break
      }
      texts += request.length
      characters += expense.characters
      cost = cost === null ? null : cost + (expense.cost ?? 0)
    }
    const segments = this.#jobs.filter((job) => !this.#answers.hasAll(job.pieces))
    const headings = [...this.#found, ...this.#jobs]
      .map(({ record }) => record)
      .filter(({ kind }) => kind === 'heading')
    this.#plan = {
      references: await referencesToHeadings(this.#deps, this.#refreshed, headings),
      segments: segments.map(({ record }) => ({
        id: record.id,
        chapter: record.chapter,
        source: sourceOf(record),
        characters: countHan(sourceOf(record)),
      })),
      requests: requests.length,
      texts,
      characters,
      repeated,
      cost,
    }
  }

  async translate(): Promise<void> {
    const taking = new TakeInQueue(this.#deps, this.#input, (taken, mended) => {
      this.#count(taken)
      this.#labels.push(...mended.labels)
      for (const path of mended.written) this.#written.add(path)
    })
    taking.add([...this.#found, ...(await this.#draftsOf(this.#jobs))])
    await taking.flush()
    const { engine } = this.#deps
    if (engine) await this.#ask(engine, taking)
    await taking.flush()
  }

  report(): DraftReport {
    const { engine } = this.#deps
    const sent = this.#outcome?.sent ?? nothingSent(engine)
    const failure = this.#outcome?.failure ?? null
    const drafts = [...this.#drafted, ...this.#suggested]
    return {
      drafted: this.#drafted.length,
      suggested: this.#suggested.length,
      drafts: this.#drafted.map(reported),
      suggestions: this.#suggested.map(reported),
      refused: this.#refused,
      fromMemory: drafts.filter(({ engine: name }) => name === 'memory').length,
      fromCache: this.#answers.fromStore,
      characters: engine ? sent.characters : this.#characters,
      billedCharacters: sent.billedCharacters,
      inputTokens: sent.inputTokens,
      outputTokens: sent.outputTokens,
      requests: sent.requests,
      cost: sent.cost,
      currency: engine?.price?.currency ?? '',
      engine: this.#input.engine,
      model: engine?.model ?? '',
      usage: this.#usage,
      plan: this.#plan,
      stopped: this.#outcome?.stopped ?? this.#stopped,
      failure: failure && { code: failure.code, values: failure.values },
      labels: this.#labels,
      written: [...this.#written],
      dryRun: this.#input.dryRun,
      left: this.#left,
      notices: this.#notices,
    }
  }

  #synced(): ReturnType<typeof refresh> {
    if (this.#input.dryRun) return refresh(this.#deps)
    return this.#deps.workspace.withLock(() => syncUnderLock(this.#deps))
  }

  async #chooseIn(records: readonly SegmentRecord[], terms: TermMatcher): Promise<void> {
    const { engine, memory } = this.#deps
    const live = records.filter(isLiveRecord)
    const wanted = live.filter((record) => isWanted(record, this.#input))
    if (wanted.length === 0) return
    const neighbours = new Neighbours(live)
    const exact = await loadExact(memory, wanted)
    for (const record of wanted) {
      if (!engine && !this.#spend(record)) return
      const ready = draftWithoutEngine(record, neighbours, exact)
      if (ready) {
        this.#found.push(ready)
        continue
      }
      const similar = await findSimilar(memory, record, neighbours)
      const alike = draftFromCodes(record, similar) ?? (engine ? null : draftFromSimilar(record, similar))
      if (alike) this.#found.push(alike)
      else if (engine) this.#jobs.push(createJob({ engine, terms }, record, neighbours, examplesOf(similar)))
      else this.#left++
    }
  }

  /** The memory's share of the cap: Chinese characters of the segments it was asked for. */
  #spend(record: SegmentRecord): boolean {
    const characters = countHan(sourceOf(record))
    if (!this.#budget.reserve({ characters, cost: 0 })) {
      this.#stopped = 'cap'
      return false
    }
    this.#characters += characters
    return true
  }

  async #ask(engine: Engine, taking: TakeInQueue): Promise<void> {
    const { pieces } = this.#answers.unanswered(this.#pieces())
    const { interruption, onDraftProgress, answers, now } = this.#deps
    if (pieces.length === 0) return
    const waiting = new WaitingJobs(this.#jobs.filter((job) => !this.#answers.hasAll(job.pieces)))
    let done = 0
    try {
      await engine.prepare(this.#terms, interruption.drop)
      this.#outcome = await sendAll(
        {
          engine,
          answers,
          budget: this.#budget,
          interruption,
          now,
          onAnswers: async (given, sent) => {
            this.#answers.take(given)
            done += given.length
            onDraftProgress?.({ done, total: pieces.length, ...sent, currency: engine.price?.currency ?? '' })
            taking.add(
              this.#drafts(
                waiting.release(
                  given.map(({ key }) => key),
                  this.#answers,
                ),
              ),
            )
            await taking.flushNowAndThen()
          },
        },
        pieces,
      )
    } catch (error) {
      if (!(error instanceof ZhenError)) throw error
      this.#outcome = { sent: nothingSent(engine), stopped: null, failure: error, unanswered: new Map() }
    }
    this.#refuseUnanswered(waiting.rest())
    this.#usage = await usageOf(engine, interruption.drop)
  }

  #pieces(): readonly Piece[] {
    return this.#jobs.flatMap(({ pieces }) => pieces)
  }

  /** Drafts of the jobs that an earlier run had all answers for; what was refused is noted. */
  async #draftsOf(jobs: readonly Job[]): Promise<Draft[]> {
    await this.#answers.lookUp(jobs.flatMap(({ pieces }) => pieces))
    return this.#drafts(jobs.filter(({ pieces }) => this.#answers.hasAll(pieces)))
  }

  #drafts(answered: readonly Job[]): Draft[] {
    return answered.flatMap((job) => this.#draftOf(job) ?? [])
  }

  #draftOf({ record, pieces, from, assemble }: Job): Draft | null {
    const { engine } = this.#deps
    const texts: string[] = []
    for (const { key, coded } of pieces) {
      const answer = this.#answers.get(key)
      if (answer?.text == null) {
        this.#refused.push({ id: record.id, reason: answer?.fault ?? 'unanswered' })
        return null
      }
      texts.push(decodeCodes(answer.text, coded.codes))
    }
    const by =
      pieces.length === 0 || !engine
        ? WITHOUT_ENGINE
        : { engine: engine.name, model: engine.model, glossary: this.#glossary }
    return { record, target: assemble(texts), ...by, from, score: 1, placeable: true }
  }

  /** What was not answered is left for the next run, or refused where its own request failed. */
  #refuseUnanswered(jobs: readonly Job[]): void {
    for (const { record, pieces } of jobs) {
      const reason = pieces.map(({ key }) => this.#outcome?.unanswered.get(key)).find((code) => code !== undefined)
      if (reason === undefined) this.#left++
      else this.#refused.push({ id: record.id, reason })
    }
  }

  #count({ drafted, suggested, refused, written }: TakenIn): void {
    this.#drafted.push(...drafted)
    this.#suggested.push(...suggested)
    this.#refused.push(...refused)
    for (const path of written) this.#written.add(path)
  }
}

const NOTHING_REFRESHED: Refreshed = { sourceAvailable: false, notices: [], chapters: [], written: [] }

/** Names the terms: equal for glossaries that ask for the same English. */
function glossaryVersion(terms: readonly Term[]): string {
  const asked = terms.map(({ source, preferred, variants }) => [source, preferred, variants])
  return hash('sha256', canonicalJson(asked), 'hex').slice(0, 8)
}

/** What the account has used is worth knowing, but nothing to fail for. */
async function usageOf(engine: Engine, signal: AbortSignal): Promise<EngineUsage | null> {
  try {
    return await engine.usage(signal)
  } catch (error) {
    if (error instanceof ZhenError || signal.aborted) return null
    throw error
  }
}
