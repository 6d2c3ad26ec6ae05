import type OpenAI from 'openai'
import * as v from 'valibot'
import { ZhenError } from '../core/errors.js'
import { Passing, REAL_WAITING, retry, type Waiting } from './backoff.js'
import { parseJson } from './openai-answer.js'
import {
  FailedRequest,
  failureOf,
  isFiltered,
  isPassing,
  isTooLong,
  messageIn,
  refusesFormat,
  refusesTemperature,
  remedyOf,
} from './openai-failure.js'
import { ANSWER_SCHEMA, type Prompt } from './openai-prompt.js'

export interface ChatOptions {
  /** `null` for a server that asks for none. */
  readonly key: string | null
  /** Up to and with its version: `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** For one attempt, from the request to the end of its answer. Node itself waits five minutes at most. */
  readonly timeoutMs: number
  readonly maxRetries: number
  /** Left out for a server that refuses it. */
  readonly temperature: number
  /** Whether answers are bound to a JSON schema. `auto`: as strictly as the server lets. `never`: by the prompt alone. */
  readonly jsonSchema: 'auto' | 'always' | 'never'
  /** Between attempts. */
  readonly waiting?: Waiting
}

/** What a server wrote. */
export interface ChatAnswer {
  /** `''` where it would not answer. */
  readonly content: string
  /** The answer, or the request already, was longer than the server takes. */
  readonly cut: boolean
  /** 0 where the server counts none. */
  readonly inputTokens: number
  readonly outputTokens: number
}

const NOTHING: ChatAnswer = { content: '', cut: false, inputTokens: 0, outputTokens: 0 }

/** How the form of an answer may be asked for, strictest first. */
const FORMATS = ['json_schema', 'json_object', 'text'] as const
type Format = (typeof FORMATS)[number]

/** Printable and without spaces: all that a header takes. */
const KEY = /^[!-~]+$/

/** What was written: a text, or one in pieces, of which those that are thoughts have no text. */
const CONTENT = v.union([
  v.string(),
  v.pipe(
    v.array(v.object({ text: v.optional(v.string(), '') })),
    v.transform((pieces) => pieces.map(({ text }) => text).join('')),
  ),
])

/** An answer as far as it is read. Servers leave out what they have nothing for, or give `null`. */
const COMPLETION = v.object({
  choices: v.nullish(
    v.array(
      v.object({
        finish_reason: v.nullish(v.string()),
        message: v.nullish(v.object({ content: v.nullish(CONTENT), refusal: v.nullish(v.string()) })),
      }),
    ),
  ),
  usage: v.nullish(v.object({ prompt_tokens: v.nullish(v.number()), completion_tokens: v.nullish(v.number()) })),
})

/**
 * A server that speaks OpenAI's chat completions, through the `openai` client.
 *
 * What it refuses of a request's form, such as a JSON schema or a temperature, is left out, and stays left out.
 */
export class OpenaiChat {
  /** Its address without what may be secret in it. */
  readonly server: string
  readonly #options: ChatOptions
  #client: Promise<OpenAI> | null = null
  #format: Format
  #temperature: number | null

  constructor(options: ChatOptions) {
    this.#options = options
    this.server = serverOf(options.baseUrl)
    this.#format = options.jsonSchema === 'never' ? 'text' : 'json_schema'
    this.#temperature = options.temperature
  }

  /**
   * Makes the client ready. Sends nothing.
   *
   * @throws ZhenError `engine-auth` for a key that cannot be sent, `engine-refused` for an address that is none
   */
  connect(): Promise<OpenAI> {
    this.#client ??= this.#createClient()
    return this.#client
  }

  /** @throws ZhenError by remedy; the reason of `signal`, at once, when that is aborted */
  async complete(prompt: Prompt, signal: AbortSignal): Promise<ChatAnswer> {
    const client = await this.connect()
    const { maxRetries, waiting } = this.#options
    const attempt = () => this.#answerOrRemedy(client, prompt, signal)
    return retry(attempt, maxRetries, signal, waiting ?? REAL_WAITING)
  }

  /** One answer; what went wrong, as {@link retry} asks for it. */
  async #answerOrRemedy(client: OpenAI, prompt: Prompt, signal: AbortSignal): Promise<ChatAnswer> {
    try {
      return await this.#negotiate(client, prompt, signal)
    } catch (error) {
      if (!(error instanceof FailedRequest)) throw error
      if (isTooLong(error)) return { ...NOTHING, cut: true }
      if (isFiltered(error)) return NOTHING
      throw isPassing(error) ? new Passing(this.#known(error), error.retryAfterMs) : this.#known(error)
    }
  }

  /** One answer, in the strictest form that the server takes. */
  async #negotiate(client: OpenAI, prompt: Prompt, signal: AbortSignal): Promise<ChatAnswer> {
    let format = this.#format
    let temperature = this.#temperature
    for (;;) {
      try {
        const answer = await this.#attempt(client, bodyOf(prompt, this.#options.model, format, temperature), signal)
        this.#format = format
        this.#temperature = temperature
        return answer
      } catch (error) {
        if (!(error instanceof FailedRequest) || isTooLong(error) || isFiltered(error)) throw error
        const looser = this.#options.jsonSchema === 'auto' ? FORMATS[FORMATS.indexOf(format) + 1] : undefined
        if (temperature !== null && refusesTemperature(error)) temperature = null
        else if (looser && refusesFormat(error)) format = looser
        else throw error
      }
    }
  }

  async #attempt(client: OpenAI, body: ReturnType<typeof bodyOf>, signal: AbortSignal): Promise<ChatAnswer> {
    const { key, timeoutMs } = this.#options
    // The client's own clock stops when an answer begins; this one holds until its end.
    const controller = new AbortController()
    const abort = () => controller.abort()
    let late = false
    const clock = setTimeout(() => {
      late = true
      abort()
    }, timeoutMs)
    signal.addEventListener('abort', abort, { once: true })
    try {
      return answerIn(await client.chat.completions.create(body, { signal: controller.signal }), key)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof FailedRequest) throw error
      throw late ? new FailedRequest(`timeout (${timeoutMs} ms)`) : failureOf(error, key)
    } finally {
      clearTimeout(clock)
      signal.removeEventListener('abort', abort)
    }
  }

  async #createClient(): Promise<OpenAI> {
    const { key, baseUrl, timeoutMs } = this.#options
    if (!isPlainAddress(baseUrl)) throw this.#known(new FailedRequest('baseUrl', { status: 400 }))
    if (key !== null && !KEY.test(key)) throw this.#known(new FailedRequest('…', { status: 401 }))
    const { default: Client } = await import('openai')
    return new Client({
      baseURL: baseUrl,
      // The client insists on a key; the header that it makes of one is taken out again.
      apiKey: key ?? 'none',
      ...(key === null && { defaultHeaders: { Authorization: null } }),
      // Else read from the environment, which the configuration says nothing of.
      adminAPIKey: null,
      organization: null,
      project: null,
      timeout: timeoutMs,
      maxRetries: 0,
      logLevel: 'off',
      fetch: async (url, init) => withReadableError(await fetch(url, init)),
    })
  }

  #known(failure: FailedRequest): ZhenError {
    const variable = 'OPENAI_API_KEY'
    return new ZhenError(remedyOf(failure), { engine: 'openai', server: this.server, found: failure.message, variable })
  }
}

function bodyOf({ system, user }: Prompt, model: string, format: Format, temperature: number | null) {
  const schema = { name: 'translations', strict: true, schema: ANSWER_SCHEMA }
  return {
    model,
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ],
    ...(temperature !== null && { temperature }),
    ...(format === 'json_schema' && { response_format: { type: format, json_schema: schema } }),
    ...(format === 'json_object' && { response_format: { type: format } }),
  }
}

function answerIn(body: unknown, key: string | null): ChatAnswer {
  const completion = v.safeParse(COMPLETION, typeof body === 'string' ? parseJson(body) : body)
  if (!completion.success || !completion.output.choices) throw failureOf(bodyFailure(body), key)
  const { choices, usage } = completion.output
  const reason = choices[0]?.finish_reason
  const { content, refusal } = choices[0]?.message ?? {}
  return {
    content: refusal || reason === 'content_filter' ? '' : (content ?? ''),
    cut: reason === 'length',
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  }
}

/** An answer that is none, as the client would throw it: some gateways report failures in a body whose status is 200. */
function bodyFailure(body: unknown): object {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (typeof code === 'number' && code >= 400) return { status: code, error }
  return new Error(messageIn(error) || (typeof body === 'string' ? body : JSON.stringify(body)))
}

/** The client reads a refusal's words at one place only. Puts them there for servers that have them at another. */
async function withReadableError(response: Response): Promise<Response> {
  if (response.ok) return response
  const text = await response.text()
  const body = parseJson(text)
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown }
  const readable = typeof error === 'object' && error !== null
  const message = messageIn(body ?? text)
  const headers = new Headers(response.headers)
  for (const name of ['content-length', 'content-encoding']) headers.delete(name)
  const { status, statusText } = response
  return new Response(readable ? text : JSON.stringify({ error: { message } }), { status, statusText, headers })
}

/** Whether paths can be put behind it. Who writes a name and password into it is better told than refused by the server. */
function isPlainAddress(baseUrl: string): boolean {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
}

function serverOf(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) return ''
  const { protocol, host, pathname } = new URL(baseUrl)
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
}
