import type { Engine, EngineAnswers, EnginePrice, EngineText } from '../app/engine-port.js'
import { readAnswer } from './openai-answer.js'
import { type ChatOptions, OpenaiChat } from './openai-chat.js'
import { ANSWER_SCHEMA, type PromptOptions, promptFor, promptName } from './openai-prompt.js'
import { estimateTokens } from './openai-tokens.js'

export interface OpenaiOptions extends ChatOptions, PromptOptions {
  readonly concurrency: number
  /** The most texts, and characters of texts, in a request. */
  readonly maxTexts: number
  readonly maxCharacters: number
  readonly price: EnginePrice | null
  readonly contextParagraphs: number
}

/** Tokens around each text in an answer, and around each message in a request. */
const FRAME_TOKENS = 15

/** Any server that speaks OpenAI's chat completions, local ones too, as an {@link Engine}. */
export function createOpenaiEngine(options: OpenaiOptions): Engine {
  const chat = new OpenaiChat(options)
  return {
    name: 'openai',
    model: options.model,
    setting: [chat.server, promptName(options), options.temperature, options.contextParagraphs].join(' '),
    concurrency: options.concurrency,
    price: options.price,
    contextParagraphs: options.contextParagraphs,
    divide: (texts) => divide(texts, options),
    expectedTokens(texts) {
      const requests = divide(texts, options).map((request) => expectTokens(request, options))
      return {
        input: requests.reduce((total, { input }) => total + input, 0),
        output: requests.reduce((total, { output }) => total + output, 0),
      }
    },
    async prepare() {
      await chat.connect()
    },
    translate: (texts, signal) =>
      translateAll(divide(texts, options), (request) => ask(chat, request, options, signal)),
    async usage() {
      return null
    },
  }
}

/** Texts that follow one another, as many as a request takes. One that was answered badly before stands alone. */
function divide(texts: readonly EngineText[], { maxTexts, maxCharacters }: OpenaiOptions): EngineText[][] {
  const requests: EngineText[][] = []
  let room = { texts: 0, characters: 0 }
  for (const text of texts) {
    const alone = text.complaint !== null
    const last = requests.at(-1)
    if (last && !alone && room.texts > 0 && text.text.length <= room.characters) last.push(text)
    else {
      requests.push([text])
      room = alone ? { texts: 1, characters: 0 } : { texts: maxTexts, characters: maxCharacters }
    }
    room = { texts: room.texts - 1, characters: room.characters - text.text.length }
  }
  return requests
}

/**
 * What a request will take: its words as they are sent, and an answer as long in tokens as its texts. English that people
 * made of two books took 0.81 of that at most, a request of 20. What a model thinks to itself before it answers is not
 * foreseen, nor is a second attempt.
 */
function expectTokens(texts: readonly EngineText[], options: PromptOptions): { input: number; output: number } {
  const { system, user } = promptFor(texts, options)
  const said = [system, user, JSON.stringify(ANSWER_SCHEMA)]
  const answers = texts.map(({ text, earlier }) =>
    Math.max(estimateTokens(text), earlier ? estimateTokens(earlier.target) : 0),
  )
  return {
    input: said.reduce((total, words) => total + estimateTokens(words) + FRAME_TOKENS, 0),
    output: answers.reduce((total, tokens) => total + tokens + FRAME_TOKENS, FRAME_TOKENS),
  }
}

/** One request. An answer that is cut off is asked for again in two halves; what is cut off again is left out. */
async function ask(
  chat: OpenaiChat,
  texts: readonly EngineText[],
  options: PromptOptions,
  signal: AbortSignal,
  mayHalve = true,
): Promise<EngineAnswers> {
  const prompt = promptFor(texts, options)
  const { content, cut, inputTokens, outputTokens } = await chat.complete(prompt, signal)
  const spent = { billedCharacters: 0, inputTokens, outputTokens }
  if (!cut) return { texts: readAnswer(content, prompt.ids), ...spent }
  const nothing = { texts: texts.map(() => null), ...spent }
  if (!mayHalve || texts.length < 2) return nothing
  const middle = Math.ceil(texts.length / 2)
  const halves = [texts.slice(0, middle), texts.slice(middle)]
  const answers = await translateAll(halves, (half) => ask(chat, half, options, signal, false))
  return joined([{ ...nothing, texts: [] }, answers])
}

async function translateAll(
  requests: readonly (readonly EngineText[])[],
  translate: (request: readonly EngineText[]) => Promise<EngineAnswers>,
): Promise<EngineAnswers> {
  const answers: EngineAnswers[] = []
  for (const request of requests) answers.push(await translate(request))
  return joined(answers)
}

function joined(answers: readonly EngineAnswers[]): EngineAnswers {
  const sum = (count: (answer: EngineAnswers) => number) => answers.reduce((total, answer) => total + count(answer), 0)
  return {
    texts: answers.flatMap(({ texts }) => texts),
    billedCharacters: sum((answer) => answer.billedCharacters),
    inputTokens: sum((answer) => answer.inputTokens),
    outputTokens: sum((answer) => answer.outputTokens),
  }
}
