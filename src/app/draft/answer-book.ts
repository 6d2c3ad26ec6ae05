import type { Answer, AnswerStore } from '../ports.js'
import type { Piece } from './jobs.js'

/** What is known of the answers to a run's texts: those of earlier runs, then those that come in. */
export class AnswerBook {
  readonly #store: AnswerStore
  readonly #answers = new Map<string, Answer>()
  readonly #retryRefused: boolean
  #fromStore = 0

  constructor(store: AnswerStore, { retryRefused = false }: { readonly retryRefused?: boolean } = {}) {
    this.#store = store
    this.#retryRefused = retryRefused
  }

  /** How many texts an earlier run had been answered. */
  get fromStore(): number {
    return this.#fromStore
  }

  async lookUp(pieces: readonly Piece[]): Promise<void> {
    const keys = [...new Set(pieces.map(({ key }) => key))].filter((key) => !this.#answers.has(key))
    for (const [key, answer] of await this.#store.find(keys)) {
      if (answer.fault !== null && this.#retryRefused) continue
      this.#answers.set(key, answer)
      this.#fromStore++
    }
  }

  take(answers: readonly Answer[]): void {
    for (const answer of answers) this.#answers.set(answer.key, answer)
  }

  get(key: string): Answer | undefined {
    return this.#answers.get(key)
  }

  hasAll(pieces: readonly Piece[]): boolean {
    return pieces.every(({ key }) => this.#answers.has(key))
  }

  /** Pieces without an answer, each key once, and how many repeat one of them. */
  unanswered(pieces: readonly Piece[]): { readonly pieces: readonly Piece[]; readonly repeated: number } {
    const open = pieces.filter(({ key }) => !this.#answers.has(key))
    const first = new Map<string, Piece>()
    for (const piece of open) if (!first.has(piece.key)) first.set(piece.key, piece)
    return { pieces: [...first.values()], repeated: open.length - first.size }
  }

  progress(pieces: readonly Piece[]): { readonly done: number; readonly total: number } {
    const keys = new Set(pieces.map(({ key }) => key))
    const done = [...keys].filter((key) => this.#answers.has(key)).length
    return { done, total: keys.size }
  }
}
