import type { Engine, EngineAnswers, EnginePrice, EngineText } from '../../src/app/engine-port.js'

/** What the engine does at a request: its answers, or an error it throws. The requests so far are given. */
type Script = (
  texts: readonly EngineText[],
  request: number,
) => readonly (string | null)[] | Promise<readonly (string | null)[]>

export interface ScriptedEngine extends Engine {
  /** The texts of each request, in the order in which they came. */
  readonly requests: (readonly EngineText[])[]
  /** How often it was made ready. */
  readonly prepared: number[]
}

interface Options {
  readonly script?: Script
  readonly textsInRequest?: number
  readonly concurrency?: number
  readonly price?: EnginePrice
  readonly setting?: string
}

/** English of a kind: every run of Chinese becomes one word that follows from it; tags stay. */
export function pseudoEnglish(text: string): string {
  return text.replace(
    /\p{Script=Han}+/gu,
    (han) => `Word${[...han].reduce((sum, one) => sum + (one.codePointAt(0) ?? 0), 0)}`,
  )
}

/** An engine without a network, that does as a test says. */
export function createScriptedEngine({
  script = (texts) => texts.map(({ text }) => pseudoEnglish(text)),
  textsInRequest = 2,
  concurrency = 1,
  price,
  setting = '',
}: Options = {}): ScriptedEngine {
  const requests: (readonly EngineText[])[] = []
  const prepared: number[] = []
  return {
    name: 'scripted',
    model: 'one',
    setting,
    concurrency,
    price: price ?? null,
    contextParagraphs: 1,
    requests,
    prepared,
    divide(texts) {
      const divided: EngineText[][] = []
      for (let at = 0; at < texts.length; at += textsInRequest) divided.push(texts.slice(at, at + textsInRequest))
      return divided
    },
    expectedTokens: () => ({ input: 0, output: 0 }),
    async prepare(terms) {
      prepared.push(terms.length)
    },
    async translate(texts): Promise<EngineAnswers> {
      requests.push(texts)
      const given = await script(texts, requests.length)
      const billedCharacters = texts.reduce((sum, { text }) => sum + text.replace(/<[^>]*>/g, '').length, 0)
      return { texts: given, billedCharacters, inputTokens: 0, outputTokens: 0 }
    },
    usage: async () => ({ used: 10, limit: 100, unit: 'characters' }),
  }
}
