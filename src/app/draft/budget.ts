import type { Engine, EngineAnswers, EnginePrice, EngineText } from '../engine-port.js'

/** What requests cost, or are expected to cost. */
export interface Expense {
  /** Of source text, as people count them. */
  readonly characters: number
  /** `null` where no price is known. */
  readonly cost: number | null
}

/** Code points of the text itself, tags and their marks left out. */
function charactersOf({ text }: Pick<EngineText, 'text'>): number {
  const plain = text.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|apos);/g, '&')
  return [...plain].length
}

export function expectedExpense(engine: Engine, texts: readonly EngineText[]): Expense {
  const characters = texts.reduce((sum, text) => sum + charactersOf(text), 0)
  const { input, output } = engine.expectedTokens(texts)
  return { characters, cost: costOf(engine.price, { characters, input, output }) }
}

export function actualCost(
  price: EnginePrice | null,
  { billedCharacters, inputTokens, outputTokens }: EngineAnswers,
): number | null {
  return costOf(price, { characters: billedCharacters, input: inputTokens, output: outputTokens })
}

function costOf(
  price: EnginePrice | null,
  { characters, input, output }: { readonly characters: number; readonly input: number; readonly output: number },
): number | null {
  if (!price) return null
  const { characters: perCharacters, inputTokens, outputTokens } = price
  const sum = characters * (perCharacters ?? 0) + input * (inputTokens ?? 0) + output * (outputTokens ?? 0)
  return sum / 1_000_000
}

/** Caps a run: what is under way counts as expected, what came back as billed. */
export class Budget {
  readonly #maxCharacters: number
  readonly #maxCost: number
  #characters = 0
  #cost = 0

  constructor({ maxCharacters, maxCost }: { readonly maxCharacters: number | null; readonly maxCost: number | null }) {
    this.#maxCharacters = maxCharacters ?? Number.POSITIVE_INFINITY
    this.#maxCost = maxCost ?? Number.POSITIVE_INFINITY
  }

  /** Sets the expense aside; false, and nothing set aside, where that would pass a cap. */
  reserve({ characters, cost }: Expense): boolean {
    if (this.#characters + characters > this.#maxCharacters || this.#cost + (cost ?? 0) > this.#maxCost) return false
    this.#characters += characters
    this.#cost += cost ?? 0
    return true
  }

  /** Puts what came of a reserved expense in its place. */
  settle(reserved: Expense, cost: number | null): void {
    this.#cost += (cost ?? 0) - (reserved.cost ?? 0)
  }
}
