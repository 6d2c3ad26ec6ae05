/** A term that occurs in a text, and the English wanted for it. */
export interface EngineTerm {
  readonly source: string
  readonly target: string
  /** What the glossary says about it for people; `''` for nothing. */
  readonly note: string
}

/** A source and its English, both readable text. */
export interface EnginePair {
  readonly source: string
  readonly target: string
}

/**
 * One text to translate, in engine form (`core/codes`): XML text in which `<x id="1"/>` stands for what must stay as it
 * is and `<g id="2">…</g>` is around text that has markup; `&`, `<` and `>` of the text itself are entities.
 */
export interface EngineText {
  readonly text: string
  /** What the locked codes hold, by id: `istioctl`, an address. For engines that can make use of it. */
  readonly codes: readonly { readonly id: number; readonly shows: string }[]
  /** Headings the text stands under, outermost first; readable source text, like the paragraphs around it. */
  readonly section: readonly string[]
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Terms that occur in it. */
  readonly terms: readonly EngineTerm[]
  /** How similar texts of the book were translated, most similar first. */
  readonly examples: readonly EnginePair[]
  /**
   * The source it was, and the English a person gave that, in engine form with the same ids as `text` where the codes
   * are the same: what is wanted is this English with as little changed as the new source requires.
   */
  readonly earlier: EnginePair | null
  /** What was wrong with the last answer to this text, in English; `null` the first time. */
  readonly complaint: string | null
}

/** What an engine gave for the texts of one request: as many answers, in the same order. */
export interface EngineAnswers {
  /** In engine form; `null` where the engine gave nothing for a text. Not verified yet. */
  readonly texts: readonly (string | null)[]
  /** Characters the vendor counts, 0 where it counts none. */
  readonly billedCharacters: number
  /** Tokens read and written, 0 where the vendor does not count them. */
  readonly inputTokens: number
  readonly outputTokens: number
}

export interface EngineUsage {
  readonly used: number
  /** `null`: no limit. */
  readonly limit: number | null
  readonly unit: 'characters'
}

/** What an engine may charge. `null`: not known. */
export interface EnginePrice {
  /** Per million characters of source text. */
  readonly characters: number | null
  /** Per million tokens. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** A currency's code or sign, such as `EUR`. */
  readonly currency: string
}

/**
 * A machine translation service. Implemented by `engines/`, one file each; contract: `test/engines/contract.ts`.
 *
 * Nothing is sent before {@link Engine.prepare}. Known failures are `ZhenError`s by remedy: `engine-auth`,
 * `engine-quota`, `engine-unavailable` (after the client's own retries), `engine-refused` (the request itself). No error,
 * at any depth, holds a key.
 */
export interface Engine {
  readonly name: string
  /** As the vendor names it; `''` where there is no choice. */
  readonly model: string
  /** Names all else that its answers depend on, such as formality and instructions: a part of what answers are cached by. */
  readonly setting: string
  /** How many requests may be under way at once. */
  readonly concurrency: number
  readonly price: EnginePrice | null
  /** Paragraphs it looks at on either side of a text. */
  readonly contextParagraphs: number
  /** Divides texts, kept in order, into requests the vendor takes. */
  divide(texts: readonly EngineText[]): readonly (readonly EngineText[])[]
  /**
   * Tokens that requests for these texts will take, roughly: what a cost is foretold and capped by. 0 and 0 for an engine
   * that charges by characters.
   */
  expectedTokens(texts: readonly EngineText[]): { readonly input: number; readonly output: number }
  /** Makes ready what requests need on the server: a glossary that says what `terms` say. Repeatable. */
  prepare(terms: readonly EngineTerm[], signal: AbortSignal): Promise<void>
  /** Translates the texts of one request; more than fit one are divided. No text, no request. */
  translate(texts: readonly EngineText[], signal: AbortSignal): Promise<EngineAnswers>
  /** What the account has used, or `null` where the vendor does not tell. */
  usage(signal: AbortSignal): Promise<EngineUsage | null>
}
