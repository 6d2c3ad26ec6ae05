import type { Formality, ModelType, TranslateTextOptions } from 'deepl-node'
import type { Engine, EngineAnswers, EnginePrice } from '../app/engine-port.js'
import { canonicalJson } from '../core/canonical-json.js'
import { REAL_WAITING, type Waiting } from './backoff.js'
import { type BatchLimits, type DeeplBatch, divideTexts, encodedBytes, isSendable } from './deepl-batches.js'
import { connectDeepl, type DeeplAccess } from './deepl-call.js'
import { keepGlossary } from './deepl-glossary.js'

export interface DeeplOptions extends DeeplAccess {
  /** `''` leaves the choice to the vendor. */
  readonly model: ModelType | ''
  /** The vendor refuses `more` and `less` where the language has no such thing; `prefer_…` it takes anywhere. */
  readonly formality?: Formality
  /** At most 10, each of at most 300 characters. */
  readonly instructions?: readonly string[]
  /** By which the glossary is found on the server; `''` to do without. */
  readonly glossaryName: string
  readonly sourceLanguage: 'zh'
  readonly targetLanguage: 'en-US' | 'en-GB'
  readonly concurrency: number
  readonly price: EnginePrice | null
  readonly contextParagraphs: number
}

/** The vendor's limits for one request; of the bytes some are left for headers and for parameters that are always short. */
const MOST_TEXTS = 50
const MOST_BYTES = 128 * 1024 - 8 * 1024
/** An account without a limit says this one. */
const NO_LIMIT = 1_000_000_000_000

/**
 * DeepL's translation service, through its own client. Texts go in as they are: engine form is the XML the service knows
 * how to handle. Neither earlier English nor examples can be given to it; terms it takes from a glossary of its own.
 */
export function createDeeplEngine(options: DeeplOptions, waiting: Waiting = REAL_WAITING): Engine {
  const {
    model,
    formality,
    instructions = [],
    glossaryName,
    contextParagraphs,
    sourceLanguage,
    targetLanguage,
  } = options
  const { call, fail } = connectDeepl(options, waiting)
  const limits: BatchLimits = {
    texts: MOST_TEXTS,
    bytes: MOST_BYTES - encodedBytes(instructions.join('')),
    context: contextParagraphs > 0,
  }
  let glossary: string | null = null

  const optionsFor = ({ context, again }: DeeplBatch): TranslateTextOptions => ({
    tagHandling: 'xml',
    // Version 2 puts words first, version 1 the tags; and the fast model has no version 2.
    tagHandlingVersion: again || model === 'latency_optimized' ? 'v1' : 'v2',
    outlineDetection: false,
    nonSplittingTags: ['g', 'x'],
    splitSentences: 'nonewlines',
    ...(context && { context }),
    ...(model && { modelType: model }),
    ...(formality && { formality }),
    ...(instructions.length > 0 && { customInstructions: [...instructions] }),
    ...(glossary && { glossary }),
  })

  const translateBatch = async (batch: DeeplBatch, signal: AbortSignal): Promise<EngineAnswers> => {
    const sent = batch.texts.filter((text) => isSendable(text, limits))
    const texts = sent.map(({ text }) => text)
    const results =
      texts.length === 0
        ? []
        : await call((client) => client.translateText(texts, sourceLanguage, targetLanguage, optionsFor(batch)), signal)
    if (results.length !== sent.length) {
      throw fail('engine-unavailable', `${results.length} answers to ${sent.length} texts`)
    }
    const answers = new Map(sent.map((text, index) => [text, results[index]?.text]))
    return {
      texts: batch.texts.map((text) => answers.get(text) ?? (text.text.trim() === '' ? text.text : null)),
      billedCharacters: results.reduce((sum, { billedCharacters }) => sum + (billedCharacters ?? 0), 0),
      inputTokens: 0,
      outputTokens: 0,
    }
  }

  return {
    name: 'deepl',
    model,
    setting: canonicalJson({
      context: contextParagraphs,
      formality: formality ?? '',
      glossary: glossaryName !== '',
      instructions,
      model,
      target: targetLanguage,
    }),
    concurrency: options.concurrency,
    price: options.price,
    contextParagraphs,
    divide: (texts) => divideTexts(texts, limits).map((batch) => batch.texts),
    expectedTokens: () => ({ input: 0, output: 0 }),
    async prepare(terms, signal) {
      glossary = glossaryName === '' ? null : await keepGlossary(call, glossaryName, terms, signal)
    },
    async translate(texts, signal) {
      const answers: (string | null)[] = []
      let billedCharacters = 0
      for (const batch of divideTexts(texts, limits)) {
        const part = await translateBatch(batch, signal)
        answers.push(...part.texts)
        billedCharacters += part.billedCharacters
      }
      return { texts: answers, billedCharacters, inputTokens: 0, outputTokens: 0 }
    },
    async usage(signal) {
      const { character } = await call((client) => client.getUsage(), signal)
      if (!character) return null
      const limit = character.limit >= NO_LIMIT ? null : character.limit
      return { used: character.count, limit, unit: 'characters' }
    },
  }
}
