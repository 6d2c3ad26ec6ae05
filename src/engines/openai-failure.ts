import type { ErrorCode } from '../core/errors.js'
import { readRetryAfter } from './backoff.js'

/** The most that is repeated of what a server said. */
const SHOWN = 300

/** Too busy, or broken for now. */
const PASSING: readonly number[] = [408, 409, 425, 429]
/** Codes and types by which servers say that the account is used up, whatever the status. */
const USED_UP = /^(?:insufficient_(?:quota|balance|credits?|funds)|billing_\w+|quota_exceeded|credit_balance_too_low)$/i
const FORMAT_WORDS = /response_?format|json_?(?:schema|object)|\bgrammar\b|structured[ _]outputs?|guided_json/i
const TOO_LONG = /context[_ ](?:length|size|window)|maximum context|too many tokens|exceed_context_size/i
/** Some answer a wrong key as they answer any mistake. */
const WRONG_KEY = /\b(?:invalid|incorrect)[ _]api[ _]?key\b|\bapi key (?:is )?(?:not valid|invalid|expired)\b/i
const FILTERED = /content_?(?:filter|policy)|responsibleai/i

/** What came instead of an answer: no status where nothing came. Nothing in it holds the key. */
export class FailedRequest extends Error {
  override readonly name = 'FailedRequest'
  readonly status: number | null
  /** The server's own name for it; `''` for none. */
  readonly code: string
  /** The parameter that the server blames; `''` for none. */
  readonly param: string
  readonly retryAfterMs: number | null
  /** What the server says about another attempt; `null` where it says nothing. */
  readonly shouldRetry: boolean | null

  constructor(found: string, details: Partial<Omit<FailedRequest, keyof Error>> = {}) {
    super(found)
    this.status = details.status ?? null
    this.code = details.code ?? ''
    this.param = details.param ?? ''
    this.retryAfterMs = details.retryAfterMs ?? null
    this.shouldRetry = details.shouldRetry ?? null
  }
}

/** What the client threw, or what stood in an answer's place, without the key and in one line. */
export function failureOf(thrown: unknown, key: string | null): FailedRequest {
  const { status, headers, error, cause } = thrown as ClientError
  const said = oneLine(withoutKey(messageIn(error) || (thrown instanceof Error ? thrown.message : String(thrown)), key))
  if (typeof status !== 'number') {
    const reason = oneLine(withoutKey(reasonIn(cause), key))
    return new FailedRequest(reason || said)
  }
  const code = withoutKey(textOf(field(error, 'code')) || textOf(field(error, 'type')), key)
  const retryAfterMs = headers instanceof Headers ? breakAskedFor(headers) : null
  const wait = retryAfterMs === null ? '' : ` (Retry-After: ${Math.ceil(retryAfterMs / 1_000)} s)`
  const asked = headers instanceof Headers ? headers.get('x-should-retry') : null
  const bare = said.startsWith(`${status} `) ? said.slice(`${status} `.length) : said
  return new FailedRequest(`HTTP ${status}${code && ` ${code}`}${bare && `: ${bare}`}${wait}`, {
    status,
    code,
    param: textOf(field(error, 'param')),
    retryAfterMs,
    shouldRetry: asked === 'true' ? true : asked === 'false' ? false : null,
  })
}

/** As `openai` throws them; read without its classes, so that it is loaded only when it is needed. */
interface ClientError {
  readonly status?: unknown
  readonly headers?: unknown
  readonly error?: unknown
  readonly cause?: unknown
}

/** What a person can do about it. */
export function remedyOf(failure: FailedRequest): ErrorCode {
  const { status } = failure
  if (isUsedUp(failure)) return 'engine-quota'
  if (isUnknownKey(failure)) return 'engine-auth'
  return status === null || isPassingStatus(status) ? 'engine-unavailable' : 'engine-refused'
}

/** Whether another attempt may go better. */
export function isPassing(failure: FailedRequest): boolean {
  const { status, shouldRetry } = failure
  if (isUsedUp(failure) || refusesFormat(failure)) return false
  return shouldRetry ?? (status === null || isPassingStatus(status))
}

/**
 * Whether the server may have refused the form asked of the answer. Few say so: every refusal is taken for one that does
 * not speak of something else.
 */
export function refusesFormat(failure: FailedRequest): boolean {
  const { status, code, message } = failure
  if (status === null || PASSING.includes(status) || isUnknownKey(failure) || isUsedUp(failure)) return false
  if (status >= 500) return status === 501 || FORMAT_WORDS.test(message)
  return code !== 'model_not_found'
}

export function refusesTemperature({ status, param, message }: FailedRequest): boolean {
  return (status === 400 || status === 422) && (param === 'temperature' || /\btemperature\b/i.test(message))
}

/** Whether the request was longer than the model or the server takes. */
export function isTooLong({ status, code, message }: FailedRequest): boolean {
  return status === 413 || ((status === 400 || status === 422) && TOO_LONG.test(`${code} ${message}`))
}

/** Whether the server would not have the text itself. */
export function isFiltered({ status, code }: FailedRequest): boolean {
  return status === 400 && FILTERED.test(code)
}

function isPassingStatus(status: number): boolean {
  return PASSING.includes(status) || (status >= 500 && status !== 501)
}

function isUnknownKey({ status, code, message }: FailedRequest): boolean {
  return status === 401 || status === 403 || (status === 400 && WRONG_KEY.test(`${code} ${message}`))
}

function isUsedUp({ status, code }: FailedRequest): boolean {
  return status === 402 || (status !== null && USED_UP.test(code))
}

/** In milliseconds; `null` for none. Some servers have a header of their own that is more exact. */
function breakAskedFor(headers: Headers): number | null {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  return exact >= 0 ? exact : readRetryAfter(headers.get('retry-after'), Date.now())
}

/** Servers word their refusals as `{ error: { message } }`, `{ error }`, `{ message }` or `{ detail }`. */
export function messageIn(body: unknown): string {
  if (typeof body === 'string') return body
  if (Array.isArray(body)) return body.map(messageIn).filter(Boolean).join('; ')
  if (typeof body !== 'object' || body === null) return ''
  for (const name of ['message', 'error', 'detail', 'msg']) {
    const found = messageIn(field(body, name))
    if (found) return found
  }
  return ''
}

/** The innermost reason for which nothing came: `ECONNREFUSED`, `getaddrinfo ENOTFOUND …`. */
function reasonIn(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  return reasonIn(cause.cause) || cause.message || textOf(field(cause, 'code'))
}

function field(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function withoutKey(text: string, key: string | null): string {
  if (!key) return text
  const forms = [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), Buffer.from(key).toString('base64')]
  return forms.reduce((rest, form) => rest.replaceAll(form, '…'), text)
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line
}
