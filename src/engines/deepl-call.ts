import { STATUS_CODES } from 'node:http'
import type { DeepLClient } from 'deepl-node'
import { type ErrorCode, ZhenError } from '../core/errors.js'
import { Passing, readRetryAfter, retry, type Waiting } from './backoff.js'

export interface DeeplAccess {
  readonly key: string
  /** The vendor's own by default: which one is told by the key. */
  readonly serverUrl?: string
  /** For one attempt, from the first byte sent to the last received. */
  readonly timeoutMs: number
  readonly maxRetries: number
}

/** Does `work` with the vendor's client: again, after a pause, where that may help. Fails as an `Engine` does. */
export type DeeplCall = <T>(work: (client: DeepLClient) => Promise<T>, signal: AbortSignal) => Promise<T>

/** An error that names engine and server, and does not hold the key. */
export type DeeplFailure = (code: ErrorCode, found: string) => ZhenError

/** What the server answered, whatever the client makes of it. */
interface Seen {
  status: number | null
  retryAfter: number | null
  body: string
  timedOut: boolean
}

/** Visible ASCII: nothing else may stand in the header that carries it. */
const KEY = /^[\x21-\x7e]+$/
const LONGEST_FOUND = 300

/**
 * The client says nothing of status and `Retry-After`, knows no signal, and puts the request with the key into its errors.
 * So each attempt has a client of its own, which tells what it sees and makes one request; connections are shared by all.
 */
export function connectDeepl(access: DeeplAccess, waiting: Waiting): { call: DeeplCall; fail: DeeplFailure } {
  const { timeoutMs, maxRetries } = access
  const key = access.key.trim()
  const serverUrl = access.serverUrl ?? (key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com')
  const fail: DeeplFailure = (code, found) =>
    new ZhenError(code, {
      engine: 'deepl',
      server: hostOf(serverUrl),
      found: brief(key === '' ? found : found.replaceAll(key, '…')),
      variable: 'DEEPL_AUTH_KEY',
    })

  const attempt = async <T>(work: (client: DeepLClient) => Promise<T>, signal: AbortSignal): Promise<T> => {
    // Most commands need no client, and it takes its time to load.
    const { DeepLClient } = await import('deepl-node')
    signal.throwIfAborted()
    const seen: Seen = { status: null, retryAfter: null, body: '', timedOut: false }
    const request = new AbortController()
    const drop = () => request.abort()
    const timer = setTimeout(() => {
      seen.timedOut = true
      drop()
    }, timeoutMs)
    signal.addEventListener('abort', drop)
    try {
      return await work(openClient(DeepLClient, key, serverUrl, request.signal, seen, waiting))
    } catch (error) {
      signal.throwIfAborted()
      throw failureOf(error, seen, fail)
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', drop)
    }
  }

  const call: DeeplCall = async (work, signal) => {
    if (!KEY.test(key)) throw fail('engine-auth', 'a key of visible ASCII characters was expected')
    return retry(() => attempt(work, signal), maxRetries, signal, waiting)
  }
  return { call, fail }
}

function openClient(
  Client: typeof DeepLClient,
  key: string,
  serverUrl: string,
  signal: AbortSignal,
  seen: Seen,
  waiting: Waiting,
): DeepLClient {
  class WatchedClient extends Client {
    constructor() {
      super(key, { serverUrl, maxRetries: 0, sendPlatformInfo: false, appInfo: { appName: 'zhen', appVersion: '1' } })
      const { httpClient } = this
      const prepare = httpClient.prepareRequest.bind(httpClient)
      httpClient.prepareRequest = (...request) => ({
        ...prepare(...request),
        signal,
        timeout: 0,
        // No address but this one gets the key.
        maxRedirects: 0,
        transformResponse: (body: unknown, headers: Readonly<Record<string, unknown>>, status?: number) => {
          seen.status = status ?? null
          seen.retryAfter = readRetryAfter(headers['retry-after'], waiting.now())
          seen.body = typeof body === 'string' ? body : ''
          return body
        },
      })
    }
  }
  return new WatchedClient()
}

/** The failure by what is to be done about it. Of the client's error, which holds the request, only words are kept. */
function failureOf(error: unknown, seen: Seen, fail: DeeplFailure): Error {
  const { status, retryAfter, body, timedOut } = seen
  if (timedOut) return new Passing(fail('engine-unavailable', 'no answer in time'))
  const words = error instanceof Error ? error.message : String(error)
  const broken = transportFailure(error)
  if (broken) return broken.passes ? new Passing(fail('engine-unavailable', words)) : fail('engine-unavailable', words)
  // The client itself did not want to send it.
  if (status === null) return fail('engine-refused', words)
  // What came was an answer in form only.
  if (status < 400) return fail('engine-unavailable', `HTTP ${status}: ${words}`)
  const found = `HTTP ${status}: ${wordsOf(body) || STATUS_CODES[status] || '?'}`
  if (status === 401 || status === 403) return fail('engine-auth', found)
  if (status === 456) return fail('engine-quota', found)
  if (status === 429 || status >= 500) return new Passing(fail('engine-unavailable', found), retryAfter)
  return fail('engine-refused', found)
}

/** Of an answer that did not come, or not whole, whether it may come next time; `null` for one that came. */
function transportFailure(error: unknown): { readonly passes: boolean } | null {
  const { shouldRetry, error: cause } = error as { shouldRetry?: unknown; error?: { code?: unknown } }
  if (!cause) return null
  return { passes: shouldRetry === true || cause.code === 'ERR_BAD_RESPONSE' || cause.code === 'ECONNREFUSED' }
}

/** What an error's body says: `{message, detail}`, or from before the API itself `{error: {message}}`. */
function wordsOf(body: string): string {
  try {
    const { message, Message, detail, error } = JSON.parse(body) as Readonly<Record<string, unknown>>
    const nested = (error as { message?: unknown } | undefined)?.message
    return [message, Message, nested, detail].filter((words) => typeof words === 'string').join(': ')
  } catch {
    return ''
  }
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_FOUND ? `${line.slice(0, LONGEST_FOUND)}…` : line
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '?'
}
