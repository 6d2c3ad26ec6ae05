import { setImmediate as nextTurn } from 'node:timers/promises'
import { complaint } from '../../core/codes/faults.js'
import { verifyAnswer } from '../../core/codes/verify.js'
import { ZhenError } from '../../core/errors.js'
import type { Engine, EngineAnswers, EngineText } from '../engine-port.js'
import type { Answer, AnswerStore } from '../ports.js'
import { actualCost, type Budget, type Expense, expectedExpense } from './budget.js'
import type { Piece } from './jobs.js'

/** Ends a run: `stop` sends nothing more, `drop` also gives up what is under way. */
export interface Interruption {
  readonly stop: AbortSignal
  readonly drop: AbortSignal
}

/** What a run of requests has come to so far. */
export interface Sent {
  requests: number
  texts: number
  characters: number
  billedCharacters: number
  inputTokens: number
  outputTokens: number
  cost: number | null
}

export interface SendDeps {
  readonly engine: Engine
  readonly answers: AnswerStore
  readonly budget: Budget
  readonly interruption: Interruption
  readonly now: () => number
  /** Called with each request's final answers, once they are on the disk. */
  readonly onAnswers: (answers: readonly Answer[], sent: Readonly<Sent>) => Promise<void>
}

export interface SendOutcome {
  readonly sent: Readonly<Sent>
  readonly stopped: null | 'cap' | 'quota' | 'interrupted'
  /** What ended the run before its end, where that was a failure. */
  readonly failure: ZhenError | null
  /** Texts of requests that failed while others went well, by key. */
  readonly unanswered: ReadonlyMap<string, string>
}

/** A run that has not begun. Nothing costs nothing where a price is known. */
export function nothingSent(engine: Pick<Engine, 'price'> | null): Sent {
  return {
    requests: 0,
    texts: 0,
    characters: 0,
    billedCharacters: 0,
    inputTokens: 0,
    outputTokens: 0,
    cost: engine?.price ? 0 : null,
  }
}

/** After as many requests in a row have failed, the engine is taken to be out of order. */
const FAILURES = 3

/** Failures that no other request of the run will be spared. */
const FINAL: ReadonlySet<string> = new Set(['engine-auth', 'engine-quota', 'engine-key-missing', 'engine-key-command'])

/**
 * Asks an engine for texts, as many requests at once as it allows.
 *
 * An answer that does not verify is asked for once more, alone and with what was wrong; then its text is refused. What a
 * request brings is on the disk before anything else happens with it.
 */
export async function sendAll(deps: SendDeps, pieces: readonly Piece[]): Promise<SendOutcome> {
  const run = new SendRun(deps, pieces)
  await Promise.all(Array.from({ length: Math.max(1, deps.engine.concurrency) }, () => run.work()))
  return run.outcome()
}

interface Request {
  readonly texts: readonly EngineText[]
  readonly pieces: readonly Piece[]
}

interface UnderWay extends Request {
  readonly expense: Expense
  /** `null` where the request failed. */
  readonly given: Promise<EngineAnswers | null>
}

class SendRun {
  readonly #deps: SendDeps
  readonly #queue: Request[]
  readonly #sent: Sent
  readonly #unanswered = new Map<string, string>()
  #inARow = 0
  #succeeded = false
  #stopped: SendOutcome['stopped'] = null
  #failure: ZhenError | null = null

  constructor(deps: SendDeps, pieces: readonly Piece[]) {
    this.#deps = deps
    this.#queue = divide(deps.engine, pieces)
    this.#sent = nothingSent(deps.engine)
  }

  outcome(): SendOutcome {
    return { sent: this.#sent, stopped: this.#stopped, failure: this.#failure, unanswered: this.#unanswered }
  }

  /** The next request is on its way before an answer is looked at, so that the engine does not wait for us. */
  async work(): Promise<void> {
    let current = this.#start()
    while (current) {
      const given = await current.given
      const following = this.#start()
      if (given) {
        await nextTurn()
        await this.#take(current, given)
      }
      // What was just taken may have to be asked for again.
      current = following ?? this.#start()
    }
  }

  /** Sends the next request; `null` where there is none, or none may be sent. */
  #start(): UnderWay | null {
    const { engine, budget, interruption } = this.#deps
    if (interruption.stop.aborted && this.#queue.length > 0) this.#stopped ??= 'interrupted'
    if (this.#stopped !== null || this.#failure !== null) return null
    const request = this.#queue.shift()
    if (!request) return null
    const expense = expectedExpense(engine, request.texts)
    if (!budget.reserve(expense)) {
      this.#stopped = 'cap'
      return null
    }
    return { ...request, expense, given: this.#send(request) }
  }

  async #send(request: Request): Promise<EngineAnswers | null> {
    const { engine, interruption } = this.#deps
    try {
      const given = await engine.translate(request.texts, interruption.drop)
      this.#inARow = 0
      this.#succeeded = true
      return given
    } catch (error) {
      this.#fail(error, request)
      return null
    }
  }

  /** One request may fail for what is in it; several in a row, or the very first, tell of the engine. */
  #fail(error: unknown, { pieces }: Request): void {
    if (this.#deps.interruption.drop.aborted) {
      this.#stopped ??= 'interrupted'
      return
    }
    if (!(error instanceof ZhenError)) throw error
    this.#inARow++
    if (error.code === 'engine-quota') this.#stopped ??= 'quota'
    if (FINAL.has(error.code) || !this.#succeeded || this.#inARow >= FAILURES) this.#failure ??= error
    else for (const { key } of pieces) this.#unanswered.set(key, error.code)
  }

  async #take({ texts, pieces, expense }: UnderWay, given: EngineAnswers): Promise<void> {
    const { engine, answers, budget, now, onAnswers } = this.#deps
    const cost = actualCost(engine.price, given)
    budget.settle(expense, cost)
    this.#count(texts.length, expense.characters, given, cost)
    const final: Answer[] = []
    for (const [at, piece] of pieces.entries()) {
      const judged = judge(piece, given.texts[at] ?? null)
      const isRetry = texts[at]?.complaint !== null
      if (judged.text === null && !isRetry) this.#askAgain(piece, judged.complaint)
      else final.push({ key: piece.key, text: judged.text, fault: judged.fault })
    }
    const payment = {
      engine: engine.name,
      model: engine.model,
      requests: 1,
      texts: texts.length,
      characters: expense.characters,
      billedCharacters: given.billedCharacters,
      inputTokens: given.inputTokens,
      outputTokens: given.outputTokens,
      cost,
      currency: engine.price?.currency ?? '',
    }
    await answers.record(final, payment, now())
    if (final.length > 0) await onAnswers(final, this.#sent)
  }

  #askAgain(piece: Piece, complaint: string): void {
    this.#queue.unshift({ texts: [{ ...piece.request, complaint }], pieces: [piece] })
  }

  #count(texts: number, characters: number, given: EngineAnswers, cost: number | null): void {
    const sent = this.#sent
    sent.requests++
    sent.texts += texts
    sent.characters += characters
    sent.billedCharacters += given.billedCharacters
    sent.inputTokens += given.inputTokens
    sent.outputTokens += given.outputTokens
    if (cost !== null) sent.cost = (sent.cost ?? 0) + cost
  }
}

function divide(engine: Engine, pieces: readonly Piece[]): Request[] {
  const pieceOf = new Map(pieces.map((piece) => [piece.request, piece]))
  return engine
    .divide(pieces.map(({ request }) => request))
    .map((texts) => ({ texts, pieces: texts.flatMap((text) => pieceOf.get(text) ?? []) }))
}

type Judged =
  | { readonly text: string; readonly fault: null; readonly complaint: '' }
  | { readonly text: null; readonly fault: string; readonly complaint: string }

function judge({ coded, isMarkdown }: Piece, answer: string | null): Judged {
  const verified = verifyAnswer(answer ?? '', coded, { isMarkdown })
  if ('fault' in verified) return { text: null, fault: verified.fault, complaint: complaint(verified) }
  return { text: verified.text, fault: null, complaint: '' }
}
