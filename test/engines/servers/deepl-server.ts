import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ContractFault } from '../contract.js'
import { createGlossaryShelf, type GlossaryShelf, Refusal } from './deepl-glossaries.js'
import { countCharacters, pseudoTranslate } from './pseudo-translate.js'

export type DeeplFault =
  | ContractFault
  | { readonly status: number; readonly retryAfter?: string; readonly location?: string; readonly body?: string }

/** A request that came in. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly form: URLSearchParams
  /** Of the body. */
  readonly bytes: number
  /** Without the key. */
  readonly headers: IncomingHttpHeaders
}

/** What was counted over the server's life. */
export interface DeeplCounts {
  /** Requests for translations, failed ones included. */
  readonly requests: number
  readonly billedCharacters: number
  /** How often each text was translated, and paid for. */
  readonly timesTranslated: Readonly<Record<string, number>>
}

export interface DeeplServerOptions {
  readonly key?: string
  /** Any free one by default. */
  readonly port?: number
  /** Before a translation is answered. */
  readonly latencyMs?: number
  /** What to do wrong at which request for a translation, counted from 1; `null` for nothing. */
  readonly faultAt?: (nth: number) => DeeplFault | null
  readonly characterLimit?: number
  readonly glossaryLimit?: number
  /** Requests for translations at once; more are turned away with 429. */
  readonly concurrencyLimit?: number
  readonly counts?: DeeplCounts
  /** Told of every change of the counts before the answer goes out. */
  readonly keepCounts?: (counts: DeeplCounts) => void
}

/** Speaks DeepL's protocol on loopback, and translates into words that only look English. */
export interface DeeplServer {
  readonly url: string
  readonly key: string
  readonly requests: readonly SeenRequest[]
  readonly counts: DeeplCounts
  readonly glossaries: GlossaryShelf['all']
  /** Requests for translations that wait for an answer. */
  readonly underWay: number
  /** The most that ever did. */
  readonly mostAtOnce: number
  requestCount(): number
  /** Answers the next `times` requests for translations this way, whatever `faultAt` says. */
  fail(fault: DeeplFault, times?: number): void
  /** Answers the next `times` requests that are not for translations this way. */
  failOther(fault: DeeplFault, times?: number): void
  /** Does what the next request of this method and path asks for, and says nothing. */
  loseAnswerTo(route: string): void
  close(): Promise<void>
}

const MOST_BYTES = 128 * 1024
const MOST_TEXTS = 50
const STATUS: Readonly<Partial<Record<ContractFault, DeeplFault>>> = {
  'key-refused': { status: 403 },
  quota: { status: 456 },
  overload: { status: 429, retryAfter: '0' },
  outage: { status: 503 },
  'request-refused': { status: 400 },
}
const WORDS: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  413: 'The request size exceeds the limit.',
  429: 'Too many requests',
  456: 'Quota Exceeded',
  500: 'Internal server error',
  503: 'Service unavailable',
}

export async function startDeeplServer(options: DeeplServerOptions = {}): Promise<DeeplServer> {
  const { key = '11111111-2222-3333-4444-555555555555:fx', characterLimit = 500_000 } = options
  const shelf = createGlossaryShelf(options.glossaryLimit ?? 1000)
  const requests: SeenRequest[] = []
  const queued: DeeplFault[] = []
  const queuedOther: DeeplFault[] = []
  const timesTranslated = { ...options.counts?.timesTranslated }
  let counts: DeeplCounts = { requests: 0, billedCharacters: 0, ...options.counts, timesTranslated }
  const lost: string[] = []
  let underWay = 0
  let mostAtOnce = 0

  const keep = (next: DeeplCounts) => {
    counts = next
    options.keepCounts?.(counts)
  }

  const translate = (request: SeenRequest, fault: DeeplFault | null): unknown => {
    const texts = request.form.getAll('text')
    checkTranslation(request, texts)
    const characters = texts.map(countCharacters)
    const billed = characters.reduce((sum, count) => sum + count, 0)
    if (counts.billedCharacters + billed > characterLimit) throw new Refusal(456, 'Quota Exceeded')
    const id = request.form.get('glossary_id')
    const terms = id ? shelf.entriesOf(id, 'zh', 'en') : new Map()
    for (const text of texts) timesTranslated[text] = (timesTranslated[text] ?? 0) + 1
    keep({ ...counts, billedCharacters: counts.billedCharacters + billed })
    const translations = texts.map((text, index) => ({
      detected_source_language: 'ZH',
      text: damage(pseudoTranslate(text, terms), fault),
      billed_characters: characters[index],
    }))
    return { translations: fault === 'count-wrong' ? translations.slice(1) : translations }
  }

  const answer = (request: SeenRequest, url: URL, fault: DeeplFault | null): unknown => {
    if (url.pathname === '/v2/translate' && request.method === 'POST') return translate(request, fault)
    if (url.pathname === '/v2/usage') {
      return { character_count: counts.billedCharacters, character_limit: characterLimit }
    }
    if (url.pathname.startsWith('/v3/glossaries')) {
      const path = url.pathname.slice('/v3/glossaries'.length)
      return shelf.answer({ method: request.method, path, query: url.searchParams, form: request.form })
    }
    throw new Refusal(404, 'Not found')
  }

  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const isTranslation = url.pathname === '/v2/translate'
    const request = await readRequest(incoming, url.pathname)
    requests.push(request)
    let fault = (isTranslation ? queued : queuedOther).shift() ?? null
    if (isTranslation) {
      keep({ ...counts, requests: counts.requests + 1 })
      fault ??= options.faultAt?.(counts.requests) ?? null
      underWay += 1
      mostAtOnce = Math.max(mostAtOnce, underWay)
      response.once('close', () => {
        underWay -= 1
      })
    }
    try {
      if (isTranslation && underWay > (options.concurrencyLimit ?? Number.POSITIVE_INFINITY)) {
        throw new Refusal(429, 'Too many requests')
      }
      if (incoming.headers.authorization !== `DeepL-Auth-Key ${key}`) throw new Refusal(403, 'Forbidden')
      if (isTranslation && options.latencyMs) await sleep(options.latencyMs)
      if (fault === 'silence') return
      if (lost[0] === `${request.method} ${url.pathname}`) {
        lost.shift()
        answer(request, url, fault)
        return
      }
      respond(response, fault, () => answer(request, url, fault))
    } catch (error) {
      if (error instanceof Refusal) send(response, error.status, { message: error.message })
      else send(response, 500, { message: String(error) })
    }
  })

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    requests,
    glossaries: shelf.all,
    get counts() {
      return counts
    },
    get underWay() {
      return underWay
    },
    get mostAtOnce() {
      return mostAtOnce
    },
    requestCount: () => counts.requests,
    fail: (fault, times = 1) => void queued.push(...Array.from({ length: times }, () => fault)),
    failOther: (fault, times = 1) => void queuedOther.push(...Array.from({ length: times }, () => fault)),
    loseAnswerTo: (route) => void lost.push(route),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function respond(response: ServerResponse, fault: DeeplFault | null, answer: () => unknown): void {
  const refusal = typeof fault === 'string' ? STATUS[fault] : fault
  if (typeof refusal === 'object' && refusal) {
    const { status, retryAfter, location, body = JSON.stringify({ message: WORDS[status] ?? 'Error' }) } = refusal
    const headers = { ...(retryAfter && { 'Retry-After': retryAfter }), ...(location && { Location: location }) }
    response.writeHead(status, headers).end(body)
    return
  }
  const body = Buffer.from(JSON.stringify(answer()))
  if (fault === 'no-json') response.writeHead(200).end('<html>down for maintenance</html>')
  else if (fault === 'cut-off') {
    response.writeHead(200, { 'Content-Length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
  } else response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

async function readRequest(incoming: IncomingMessage, path: string): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const { authorization: _, ...headers } = incoming.headers
  const form = new URLSearchParams(body.toString('utf8'))
  return { method: incoming.method ?? '', path, form, bytes: body.length, headers }
}

/** The service's own rules for a translation. */
function checkTranslation({ form, bytes }: SeenRequest, texts: readonly string[]): void {
  const value = (name: string) => form.get(name) ?? ''
  if (bytes > MOST_BYTES) throw new Refusal(413, WORDS[413] ?? '')
  if (texts.length === 0 || texts.length > MOST_TEXTS) throw new Refusal(400, 'Bad request. Reason: text.')
  if (!/^en-(?:us|gb)$/i.test(value('target_lang'))) throw new Refusal(400, "Value for 'target_lang' not supported.")
  if (form.has('glossary_id') && !form.has('source_lang')) throw new Refusal(400, "'source_lang' is required")
  if (/^(?:more|less)$/.test(value('formality')))
    throw new Refusal(400, "'formality' is not supported for given 'target_lang'.")
  if (value('model_type') === 'latency_optimized') {
    if (form.has('custom_instructions')) throw new Refusal(400, "'custom_instructions' is not supported by this model.")
    if (value('tag_handling_version') === 'v2')
      throw new Refusal(400, "'tag_handling_version' is not supported by this model.")
  }
  if (value('tag_handling') === 'xml' && !texts.every(isWellFormed)) {
    throw new Refusal(400, 'Tag handling parsing failed, please check input.')
  }
}

function isWellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, slash, name = '', empty] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (slash) {
      if (open.pop() !== name) return false
    } else if (!empty) open.push(name)
  }
  const text = xml.replace(/<\/?[a-z]+[^<>]*>/g, '')
  return open.length === 0 && !/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text)
}

function damage(text: string, fault: DeeplFault | null): string {
  if (fault === 'tags-dropped') return text.replace(/<[^>]*>/g, '')
  if (fault === 'tags-doubled') return text.replace(/<x [^>]*>/g, '$&$&')
  return text
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
