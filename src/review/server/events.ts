/** Tells of changes of the project's files. */
export interface ChangeListeners {
  /** Calls `listener` after every change, until the function it returns is called. */
  subscribe(listener: () => void): () => void
}

/** How often an idle connection shows that it is alive. */
const HEARTBEAT_MS = 20_000

export interface Events {
  /** A stream of server-sent events: `changed`, without saying what. */
  open(): Response
  /** Tells all pages. */
  tell(): void
  close(): void
}

/** Server-sent events (WHATWG HTML, 9.2) for any number of pages. */
export function createEvents(changes: ChangeListeners): Events {
  const encoder = new TextEncoder()
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let stop: (() => void) | null = null
  let heartbeat: NodeJS.Timeout | undefined
  const send = (text: string) => {
    for (const page of pages) page.enqueue(encoder.encode(text))
  }
  const tell = () => send('event: changed\ndata: {}\n\n')
  const leave = (page: ReadableStreamDefaultController<Uint8Array>) => {
    pages.delete(page)
    if (pages.size > 0) return
    stop?.()
    stop = null
    clearInterval(heartbeat)
  }
  const join = (page: ReadableStreamDefaultController<Uint8Array>) => {
    pages.add(page)
    page.enqueue(encoder.encode(': here\n\n'))
    if (stop) return
    stop = changes.subscribe(tell)
    heartbeat = setInterval(() => send(': here\n\n'), HEARTBEAT_MS)
  }
  return {
    open() {
      let own: ReadableStreamDefaultController<Uint8Array> | null = null
      const body = new ReadableStream<Uint8Array>({
        start(page) {
          own = page
          join(page)
        },
        cancel() {
          if (own) leave(own)
        },
      })
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } })
    },
    tell,
    close() {
      for (const page of [...pages]) {
        leave(page)
        page.close()
      }
    },
  }
}
