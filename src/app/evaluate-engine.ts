import { decodeCodes } from '../core/codes/decode.js'
import { readableText } from '../core/codes/readable-text.js'
import { ZhenError } from '../core/errors.js'
import { type Evaluation, evaluate, type Triple } from '../evaluate/evaluate.js'
import { type HeldOut, type HoldOutRecord, hidesFrom, holdOut } from '../evaluate/hold-out.js'
import { compileTerms, type TermMatcher } from '../glossary/compile-terms.js'
import { leverage } from '../memory/leverage.js'
import { AnswerBook } from './draft/answer-book.js'
import { Budget } from './draft/budget.js'
import { createJob, type Job, preferredTerms } from './draft/jobs.js'
import { Neighbours } from './draft/neighbours.js'
import { sendAll } from './draft/send.js'
import type { DraftDeps } from './draft-segments.js'
import type { Engine, EnginePair } from './engine-port.js'
import { fillMemory } from './fill-memory.js'
import type { EvaluateInput } from './input.js'
import { isLiveRecord } from './live-records.js'
import type { MemoryPair, SegmentRecord } from './ports.js'
import { readTerms } from './read-terms.js'
import { refresh } from './refresh.js'
import type { EvaluationReport } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { joinTexts } from './sync/entry.js'

/** How many texts of the memory are looked at for a held-out one: most of them may have to be hidden. */
const CANDIDATES = 40

/** How alike a text of the memory must be to be what `draft` would suggest. */
const SUGGESTED = 0.7

/** How alike an example for the engine is, at the least, and how many it is given at most. */
const EXAMPLE = 0.5
const EXAMPLES = 3

const WORST = 10

/**
 * Has the engine translate segments whose English people have written, and says how near it comes, beside the memory.
 *
 * Writes nothing into the book. What gives a held-out text's English away is hidden from the engine. Answers are kept
 * and paid for as in a draft.
 *
 * @throws ZhenError what the engine throws, and `engine-price-unknown`
 */
export async function evaluateEngine(deps: DraftDeps, input: EvaluateInput): Promise<EvaluationReport> {
  const { engine } = deps
  if (input.maxCost !== null && engine && engine.price === null)
    throw new ZhenError('engine-price-unknown', { engine: engine.name })
  const { chapters } = await refresh(deps)
  await fillMemory(deps, chapters)
  const terms = await readTerms(deps.workspace)
  const matcher = compileTerms(terms)
  const known = chapters.map(({ chapter }) => chapter)
  const named = resolveChapters(input.chapters, known)
  const records = await deps.index.loadSegments({ chapters: named.length > 0 ? named : known })
  const held = holdOut(records.flatMap(holdOutRecord), input.segments, input.seed)
  const examples = new HiddenMemory(deps, held.segments)
  const judge = (triples: readonly Triple[]): Evaluation =>
    evaluate({ triples, terms: matcher, seed: input.seed, worst: WORST })
  const systems: EvaluationReport['systems'][number][] = []
  if (engine && held.segments.length > 0) {
    await engine.prepare(preferredTerms(terms), deps.interruption.drop)
    const triples = await askEngine(deps, engine, { held: held.segments, records, matcher, examples, input })
    systems.push({ kind: 'engine', engine: engine.name, model: engine.model, evaluation: judge(triples) })
  }
  for (const kind of ['memory', 'nearest'] as const) {
    const triples: Triple[] = []
    for (const one of held.segments) triples.push(await fromMemory(examples, one, kind))
    systems.push({ kind, engine: '', model: '', evaluation: judge(triples) })
  }
  const { segments, ...rest } = held
  const heldOut = { ...rest, segments: segments.length, hiddenPairs: examples.hidden, seed: input.seed }
  return { heldOut, systems }
}

function holdOutRecord(record: SegmentRecord): HoldOutRecord[] {
  const { id, chapter, status, source, targets, group, origin, block } = record
  if (block || group !== null || source === null || status === 'obsolete' || status === 'added') return []
  const target = joinTexts(targets.map(({ text }) => text))
  return [{ id, chapter, status, source: source.text, target, origin }]
}

interface Asked {
  readonly held: readonly HeldOut[]
  readonly records: readonly SegmentRecord[]
  readonly matcher: TermMatcher
  readonly examples: HiddenMemory
  readonly input: EvaluateInput
}

async function askEngine(
  deps: DraftDeps,
  engine: Engine,
  { held, records, matcher, examples, input }: Asked,
): Promise<Triple[]> {
  const jobs = await jobsFor(engine, { held, records, matcher, examples, input })
  const book = new AnswerBook(deps.answers)
  const pieces = jobs.flatMap((job) => job.pieces)
  await book.lookUp(pieces)
  const outcome = await sendAll(
    {
      engine,
      answers: deps.answers,
      budget: new Budget(input),
      interruption: deps.interruption,
      now: deps.now,
      onAnswers: async (answers, sent) => {
        book.take(answers)
        const { done, total } = book.progress(pieces)
        deps.onDraftProgress?.({ done, total, ...sent, currency: engine.price?.currency ?? '' })
      },
    },
    book.unanswered(pieces).pieces,
  )
  if (outcome.failure) throw outcome.failure
  const jobOf = new Map(jobs.map((job) => [job.record.id, job]))
  return held.flatMap((one) => {
    const job = jobOf.get(one.id)
    return job ? [tripleOf(one, job, book, outcome.stopped)] : []
  })
}

/** As if nobody had translated them: a job that knew the English would give it back. */
async function jobsFor(engine: Engine, { held, records, matcher, examples }: Asked): Promise<Job[]> {
  const ids = new Set(held.map(({ id }) => id))
  const jobs: Job[] = []
  for (const chapter of new Set(held.map((one) => one.chapter))) {
    const live = records.filter((record) => record.chapter === chapter && isLiveRecord(record))
    const neighbours = new Neighbours(live)
    for (const record of live) {
      if (!ids.has(record.id)) continue
      const untranslated: SegmentRecord = { ...record, status: 'untranslated', targets: [], translatedFrom: null }
      const shown = await examples.matches(record.source?.text ?? '', EXAMPLE)
      jobs.push(
        createJob({ engine, terms: matcher }, untranslated, neighbours, shown.slice(0, EXAMPLES).map(readablePair)),
      )
    }
  }
  return jobs
}

function tripleOf(
  { id, chapter, source, reference }: HeldOut,
  { pieces, assemble }: Job,
  book: AnswerBook,
  stopped: string | null,
): Triple {
  const given = pieces.map(({ key, coded }) => {
    const answer = book.get(key)
    return { text: answer?.text == null ? null : decodeCodes(answer.text, coded.codes), fault: answer?.fault ?? null }
  })
  const failed = given.find(({ text }) => text === null)
  if (failed)
    return { id, chapter, source, reference, hypothesis: null, reason: failed.fault ?? stopped ?? 'unanswered' }
  const hypothesis = assemble(given.map(({ text }) => text ?? ''))
  return { id, chapter, source, reference, hypothesis, reason: null }
}

async function fromMemory(
  examples: HiddenMemory,
  { id, chapter, source, reference }: HeldOut,
  kind: 'memory' | 'nearest',
): Promise<Triple> {
  const [best] = await examples.matches(source, kind === 'memory' ? SUGGESTED : 0)
  const hypothesis = best?.target ?? null
  return { id, chapter, source, reference, hypothesis, reason: best ? null : 'nothing-similar' }
}

/** The memory without what would give held-out English away. */
class HiddenMemory {
  readonly #memory: DraftDeps['memory']
  readonly #hides: (pair: MemoryPair) => boolean
  readonly #hidden = new Set<string>()

  constructor({ memory }: Pick<DraftDeps, 'memory'>, held: readonly HeldOut[]) {
    this.#memory = memory
    this.#hides = hidesFrom(held)
  }

  /** Pairs that were met and not shown. */
  get hidden(): number {
    return this.#hidden.size
  }

  async matches(source: string, threshold: number): Promise<EnginePair[]> {
    const shown = (await this.#memory.findCandidates(source, CANDIDATES)).filter((pair) => {
      if (!this.#hides(pair)) return true
      this.#hidden.add(`${pair.chapter}\0${pair.id}\0${pair.source}`)
      return false
    })
    const sought = { source, previousSource: null, nextSource: null }
    const { exact, fuzzy } = leverage(sought, shown, { threshold, limit: 5 })
    return [...exact, ...fuzzy].map(({ pair, target }) => ({ source: pair.source, target }))
  }
}

function readablePair({ source, target }: EnginePair): EnginePair {
  return { source: readableText(source), target: readableText(target) }
}
