import type {
  QueueInput,
  ReviewConflict,
  ReviewInput,
  ReviewOutcome,
  ReviewQueue,
  ReviewSegment,
  TextView,
  UndoneStep,
} from '../../app/review/view.js'
import type { MessageValues } from '../../core/errors.js'
import type { UiLanguage } from '../../i18n/index.js'
import type { Failure } from '../server/refuse.js'
import type { Hello } from '../server/review-app.js'

export type { Hello } from '../server/review-app.js'

/** The server refused; `status` 0 where it could not be reached at all. */
export class CallFailed extends Error {
  readonly status: number
  readonly code: Failure['error']['code'] | 'unreachable'
  readonly values: MessageValues

  constructor(status: number, code: CallFailed['code'], values: MessageValues = {}) {
    super(code)
    this.status = status
    this.code = code
    this.values = values
  }
}

export type Words = { readonly [key: string]: string | Words }

/** What is to be done with a segment; who does it is the server's to say. */
export type ApplyInput = Omit<ReviewInput, 'id' | 'by'>

/** What the page asks of its server. */
export interface Calls {
  hello(): Promise<Hello>
  words(language: UiLanguage): Promise<Words>
  queue(input: QueueInput, signal?: AbortSignal): Promise<ReviewQueue>
  segment(id: string): Promise<ReviewSegment>
  look(id: string, text: string, signal: AbortSignal): Promise<TextView>
  apply(id: string, input: ApplyInput): Promise<ReviewOutcome>
  comment(id: string, text: string): Promise<ReviewSegment>
  settleComment(id: string, key: string): Promise<ReviewSegment>
  undo(): Promise<UndoneStep | ReviewConflict | null>
  /** Changes of the book, without saying what; none is missed from when this is given. It ends, or throws, with the connection. */
  changes(): Promise<AsyncIterable<void>>
}

export function createCalls(token: () => string): Calls {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { Authorization: `Bearer ${token()}`, ...(init.body ? { 'Content-Type': 'application/json' } : {}) }
    let response: Response
    try {
      response = await fetch(`/api/${path}`, { ...init, headers })
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw new CallFailed(0, 'unreachable')
    }
    if (response.ok) return response
    const failure: Failure | null = await response.json().catch(() => null)
    throw new CallFailed(response.status, failure?.error.code ?? 'bug', failure?.error.values ?? {})
  }
  const get = async (path: string, signal?: AbortSignal) => (await call(path, signal ? { signal } : {})).json()
  const post = async (path: string, body: object, signal?: AbortSignal) =>
    (await call(path, { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) })).json()
  const at = (id: string) => `segments/${encodeURIComponent(id)}`
  return {
    hello: () => get('hello'),
    words: (language) => get(`words/${language}`),
    queue({ chapters, queues, check, search }, signal) {
      const query = new URLSearchParams([
        ...chapters.map((chapter) => ['chapter', chapter]),
        ...queues.map((queue) => ['queue', queue]),
        ...(check ? [['check', check]] : []),
        ...(search ? [['search', search]] : []),
      ])
      return get(`queue?${query}`, signal)
    },
    segment: (id) => get(at(id)),
    look: (id, text, signal) => post(`${at(id)}/look`, { text }, signal),
    apply: (id, input) => post(`${at(id)}/apply`, input),
    comment: (id, text) => post(`${at(id)}/comments`, { text }),
    settleComment: async (id, key) =>
      (await call(`${at(id)}/comments/${encodeURIComponent(key)}`, { method: 'DELETE' })).json(),
    undo: () => post('undo', {}),
    changes: async () => changesIn((await call('events')).body),
  }
}

/** The `changed` in a stream of server-sent events, wherever it is cut. */
async function* changesIn(body: Response['body']): AsyncGenerator<void> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true, value: '' }
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) if (event.startsWith('event: changed')) yield
  }
}
