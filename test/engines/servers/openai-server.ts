import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pseudoTranslate } from './pseudo-translate.js'

/** What it can be told to do instead of answering well. */
export const OPENAI_FAULTS = [
  // Failures, by status.
  'key-refused',
  'key-refused-as-mistake',
  'out-of-credit',
  'quota',
  'rate-limit',
  'model-unknown',
  'bad-request',
  'too-long',
  'filtered-request',
  'outage',
  'failure-in-200',
  // Failures below HTTP, or of its body.
  'silence',
  'stall',
  'cut-off',
  'hang-up',
  'no-json',
  'no-choices',
  // What models do.
  'cut-by-length',
  'filtered',
  'refusal',
  'empty',
  'no-object',
  'fenced',
  'prose-around',
  'thinking',
  'thinking-half',
  'in-pieces',
  'two-objects',
  'other-object',
  'tags-dropped',
  'tags-doubled',
  'one-missing',
  'one-more',
  'ids-by-place',
  'ids-counted-on',
  'ids-doubled',
  'ids-as-text',
  'shuffled',
  'blank-text',
] as const
export type OpenaiFault = (typeof OPENAI_FAULTS)[number]

export interface OpenaiServerOptions {
  readonly port?: number
  /** Before it answers. */
  readonly latencyMs?: number
  /** The key it asks for; `null` for none. */
  readonly key?: string | null
  readonly model?: string
  /** The forms of answer that may be asked for. It answers in them all the same when they are not. */
  readonly formats?: readonly ('json_schema' | 'json_object')[]
  /** How it refuses other forms. */
  readonly formatRefusal?: { readonly status: number; readonly body: unknown }
  readonly temperature?: boolean
  /** Whether it counts tokens. */
  readonly counts?: boolean
  /** Sent with the failures that pass. */
  readonly retryHeaders?: Readonly<Record<string, string>>
  /** The most texts it answers in one request without being cut off. */
  readonly longest?: number
  /** Requests at once; more are turned away with 429. */
  readonly concurrencyLimit?: number
}

/** What was counted over the server's life. */
export interface OpenaiCounts {
  /** Requests for completions, failed ones included. */
  readonly requests: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** How often each text was translated, and paid for, whether or not the answer arrived. */
  readonly timesTranslated: Readonly<Record<string, number>>
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number
}

export interface RecordedRequest {
  readonly headers: IncomingHttpHeaders
  readonly body: ChatBody
}

/** As the engine sends it. */
export interface ChatBody {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly temperature?: number
  readonly response_format?: { readonly type: string }
}

/** The JSON object of the user's turn. */
export interface Material {
  readonly terms?: readonly { readonly source: string; readonly target: string }[]
  readonly texts: readonly MaterialText[]
}

interface MaterialText {
  readonly id: number
  readonly text: string
  readonly earlier?: { readonly source: string; readonly target: string }
}

interface Entry {
  readonly id: number | string
  readonly text: string
}

export interface OpenaiServer {
  /** Up to and with the version. */
  readonly url: string
  /** Requests for completions, failed ones included, in the order in which they came. */
  readonly requests: readonly RecordedRequest[]
  readonly counts: OpenaiCounts
  /** Answers the next `times` requests for completions this way. */
  fail(fault: OpenaiFault, times?: number): void
  close(): Promise<void>
}

export function materialOf(body: ChatBody): Material {
  return JSON.parse(body.messages.at(-1)?.content ?? '') as Material
}

/**
 * A server on loopback that speaks OpenAI's `/v1/chat/completions` and `/v1/models`. It reads the material of the user's
 * turn and gives something that looks like English for each text. At `/control/fail` and `/control/counts` other
 * processes find what {@link OpenaiServer} has here.
 */
export async function startOpenaiServer(options: OpenaiServerOptions = {}): Promise<OpenaiServer> {
  const requests: RecordedRequest[] = []
  const faults: OpenaiFault[] = []
  const spent = { inputTokens: 0, outputTokens: 0 }
  const timesTranslated: Record<string, number> = {}
  let underWay = 0
  let mostAtOnce = 0
  const fail = (fault: OpenaiFault, times = 1) => {
    for (let time = 0; time < times; time++) faults.push(fault)
  }
  const countsNow = (): OpenaiCounts => ({ requests: requests.length, ...spent, timesTranslated, mostAtOnce })

  const complete = async (request: IncomingMessage, response: ServerResponse, body: ChatBody) => {
    requests.push({ headers: request.headers, body })
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    response.once('close', () => {
      underWay -= 1
    })
    const tooMany = underWay > (options.concurrencyLimit ?? Number.POSITIVE_INFINITY)
    const fault = faults.shift() ?? (tooMany ? 'rate-limit' : undefined)
    if (options.latencyMs) await sleep(options.latencyMs)
    const refusal = refusalOf(request, body, options) ?? failureFor(fault, request, options)
    if (refusal) return send(response, refusal.status, refusal.body, refusal.headers)
    const completion = completionFor(body, fault, options)
    for (const { text } of materialOf(body).texts) timesTranslated[text] = (timesTranslated[text] ?? 0) + 1
    spent.inputTokens += completion.usage.prompt_tokens
    spent.outputTokens += completion.usage.completion_tokens
    deliver(
      request,
      response,
      JSON.stringify(options.counts === false ? { ...completion, usage: null } : completion),
      fault,
    )
  }

  const server = createServer(async (request, response) => {
    const text = await textOf(request)
    switch (request.url) {
      case '/v1/chat/completions':
        return complete(request, response, JSON.parse(text) as ChatBody)
      case '/v1/models':
        return send(response, 200, { object: 'list', data: [{ id: modelOf(options), object: 'model' }] })
      case '/control/counts':
        return send(response, 200, countsNow())
      case '/control/fail': {
        const { fault, times } = JSON.parse(text) as { fault: OpenaiFault; times?: number }
        fail(fault, times)
        return send(response, 200, {})
      }
      default:
        return send(response, 404, { error: `Unexpected endpoint (${request.url})` })
    }
  })

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    get counts() {
      return countsNow()
    },
    fail,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Sends an answer, or something less. */
function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  answer: string,
  fault: OpenaiFault | undefined,
): void {
  switch (fault) {
    case 'silence':
      break
    case 'hang-up':
      request.socket.destroy()
      break
    case 'no-json':
      send(response, 200, '<html><body>It works!</body></html>', {}, 'text/html')
      break
    case 'no-choices':
      send(response, 200, { object: 'chat.completion' })
      break
    case 'cut-off':
    case 'stall':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      response.write(answer.slice(0, answer.length / 2), () => fault === 'cut-off' && request.socket.destroy())
      break
    default:
      send(response, 200, answer)
  }
}

interface Refusal {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Requests that it never takes. */
function refusalOf(request: IncomingMessage, body: ChatBody, options: OpenaiServerOptions): Refusal | null {
  const { key = null, formats = ['json_schema', 'json_object'], temperature = true } = options
  if (key !== null && request.headers.authorization !== `Bearer ${key}`) return keyRefusal(request)
  if (body.model !== modelOf(options)) return modelRefusal(body.model)
  if (!temperature && body.temperature !== undefined)
    return openaiError(400, "'temperature' does not support 0 with this model.", 'unsupported_value', 'temperature')
  const format = body.response_format?.type
  if (format && !(formats as readonly string[]).includes(format))
    return options.formatRefusal ?? openaiError(400, `response_format ${format} is not supported`, null)
  return null
}

function failureFor(
  fault: OpenaiFault | undefined,
  request: IncomingMessage,
  { retryHeaders = { 'retry-after': '0' }, ...options }: OpenaiServerOptions,
): Refusal | null {
  switch (fault) {
    case 'key-refused':
      return keyRefusal(request)
    case 'key-refused-as-mistake':
      return { status: 400, body: [{ error: { code: 400, message: 'API key not valid. Pass a valid API key.' } }] }
    case 'out-of-credit':
      return openaiError(402, 'Insufficient Balance', 'invalid_request_error')
    case 'quota':
      return openaiError(429, 'You exceeded your current quota, check your plan.', 'insufficient_quota')
    case 'rate-limit':
      return { ...openaiError(429, 'Rate limit reached for requests', 'rate_limit_exceeded'), headers: retryHeaders }
    case 'model-unknown':
      return modelRefusal(modelOf(options))
    case 'bad-request':
      return openaiError(400, 'Something is wrong with this request', 'invalid_request_error')
    case 'too-long':
      return openaiError(400, "This model's maximum context length is 4096 tokens.", 'context_length_exceeded')
    case 'filtered-request':
      return openaiError(400, 'The response was filtered', 'content_filter')
    case 'outage':
      return { status: 503, body: 'upstream connect error', headers: retryHeaders }
    case 'failure-in-200':
      return { status: 200, body: { error: { message: 'Provider returned error', code: 502 } } }
    default:
      return null
  }
}

/** Like the worst of servers, it repeats the key. */
function keyRefusal(request: IncomingMessage): Refusal {
  return openaiError(401, `Incorrect API key provided: ${request.headers.authorization}.`, 'invalid_api_key')
}

function modelRefusal(model: string): Refusal {
  return openaiError(404, `The model '${model}' does not exist`, 'model_not_found')
}

function openaiError(status: number, message: string, code: string | null, param: string | null = null): Refusal {
  return { status, body: { error: { message, type: 'invalid_request_error', param, code } } }
}

function completionFor(body: ChatBody, fault: OpenaiFault | undefined, options: OpenaiServerOptions) {
  const material = materialOf(body)
  const cut = fault === 'cut-by-length' || material.texts.length > (options.longest ?? Number.POSITIVE_INFINITY)
  const whole = written(material, fault)
  const content = cut ? whole.slice(0, whole.length / 2) : whole
  const refused = fault === 'refusal'
  const pieces = [{ type: 'thinking', thinking: [] }, ...content.split('').map((text) => ({ type: 'text', text }))]
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: body.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused ? null : fault === 'in-pieces' ? pieces : content,
          refusal: refused ? 'I cannot.' : null,
        },
        finish_reason: cut ? 'length' : fault === 'filtered' ? 'content_filter' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: body.messages.reduce((total, message) => total + countTokens(message.content), 0),
      completion_tokens: countTokens(content),
    },
  }
}

/** What the model wrote. */
function written(material: Material, fault: OpenaiFault | undefined): string {
  const entries = translationsOf(material)
  const answer = JSON.stringify({ translations: spoilt(entries, fault) })
  switch (fault) {
    case 'empty':
      return ''
    case 'no-object':
      return 'Here you are: 1. Traffic 2. Mesh'
    case 'fenced':
      return `\`\`\`json\n${answer}\n\`\`\``
    case 'prose-around':
      return `Sure! Here is what {you} asked for:\n\n${answer}\n\nLet me know if you need {more}.`
    case 'thinking':
      return `<think>\nMaybe ${JSON.stringify({ translations: entries.map(({ id }) => ({ id, text: 'a first idea' })) })}?\n</think>\n${answer}`
    case 'thinking-half':
      return `Let me see: {"translations":[{"id":1,"text":"a first idea"}]}\n</think>\n\n${answer}`
    case 'two-objects':
      return `${answer}\n${JSON.stringify({ translations: entries.map(({ id }) => ({ id, text: 'another idea' })) })}`
    case 'other-object':
      return JSON.stringify({ result: entries.map(({ text }) => text) })
    default:
      return answer
  }
}

function translationsOf({ terms = [], texts }: Material): Entry[] {
  const wanted = new Map(terms.map(({ source, target }) => [source, target]))
  return texts.map((text) => ({ id: text.id, text: renewed(text) ?? pseudoTranslate(text.text, wanted) }))
}

/** The English there was, with the new numbers in it, where nothing but numbers changed. */
function renewed({ text, earlier }: MaterialText): string | null {
  const numbers = /(?<![\w"])\d+/g
  if (!earlier || earlier.source.replace(numbers, '0') !== text.replace(numbers, '0')) return null
  const before: readonly string[] = earlier.source.match(numbers) ?? []
  const after = text.match(numbers) ?? []
  return earlier.target.replace(numbers, (number) => after[before.indexOf(number)] ?? number)
}

function spoilt(entries: readonly Entry[], fault: OpenaiFault | undefined): readonly Entry[] {
  const [first] = entries
  switch (fault) {
    case 'tags-dropped':
      return entries.map(({ id, text }) => ({ id, text: text.replace(/<[^>]*>/g, '') }))
    case 'tags-doubled':
      return entries.map(({ id, text }) => ({ id, text: text.replace(/<x[^>]*>/g, '$&$&') }))
    case 'one-missing':
      return entries.slice(1)
    case 'one-more':
      return [{ id: 1, text: 'Nobody asked for this.' }, ...entries]
    case 'ids-by-place':
      // As a model does that leaves the first text out and numbers the rest by itself.
      return entries.slice(1).map(({ text }, index) => ({ id: index + 1, text }))
    case 'ids-counted-on':
      // The second is left out, and the rest numbered on from the first.
      return entries
        .filter((_, index) => index !== 1)
        .map(({ text }, index) => ({ id: Number(first?.id) + index, text }))
    case 'ids-doubled':
      return entries.map(({ text }) => ({ id: first?.id ?? 0, text }))
    case 'ids-as-text':
      return entries.map(({ id, text }) => ({ id: String(id), text }))
    case 'shuffled':
      return [...entries].reverse()
    case 'blank-text':
      return entries.map(({ id }) => ({ id, text: ' ' }))
    default:
      return entries
  }
}

function modelOf({ model = 'test-model' }: OpenaiServerOptions): string {
  return model
}

/** As many as a tokenizer might find: one for a Chinese character, one for four others. */
function countTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  type = 'application/json',
): void {
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
