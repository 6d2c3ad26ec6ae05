import { type Context, Hono } from 'hono'
import type * as v from 'valibot'
import type { QueueInput, Review } from '../../app/review/view.js'
import { UI_LANGUAGES, type UiLanguage } from '../../i18n/index.js'
import { type ChangeListeners, createEvents } from './events.js'
import { onlyOwn, onlyWithToken, secureHeaders } from './guard.js'
import type { PageFile } from './page-files.js'
import { refuse, refuseFailure } from './refuse.js'
import { applyRequest, commentRequest, lookRequest, onceRequest, queueRequest, readAs } from './requests.js'

/** Far more than any paragraph with its seen texts. */
const LARGEST_BODY = 1_000_000

/** What the page is told first. */
export interface Hello {
  /** The book's name. */
  readonly project: string
  readonly version: string
  /** As `--lang` or the environment have it; the page remembers another choice. */
  readonly language: UiLanguage
  /** Who decides, if nobody says otherwise. */
  readonly person: string
  /** What the command line asked for. */
  readonly queue: QueueInput
}

export interface ReviewAppDeps {
  readonly review: Review
  readonly changes: ChangeListeners
  readonly hello: Hello
  /** Who decides; `null` for whoever git says is at work. */
  readonly by: string | null
  readonly token: string
  /** True, once, for a code that stands for the token. */
  readonly takeOnce: (code: string) => boolean
  readonly isOwnHost: (host: string) => boolean
  /** The page as it was built, by path. */
  readonly page: ReadonlyMap<string, PageFile>
  /** The words of a language, as far as the page needs them. */
  readonly words: (language: UiLanguage) => object
  /** The project's folder, which nobody is told. */
  readonly root: string
  readonly onBug: (error: unknown) => void
}

/** The server without its socket: the page's files for everybody who asks by the right name, the review for the token. */
export function createReviewApp(deps: ReviewAppDeps): { fetch: Hono['fetch']; close(): void } {
  const app = new Hono()
  const events = createEvents(deps.changes)
  app.use(secureHeaders)
  app.use(onlyOwn(deps.isOwnHost))
  app.onError((error, context) => {
    if (error instanceof BodyTooLarge) return refuse(context, 413, 'body-too-large')
    return refuseFailure(context, error, deps)
  })
  app.notFound((context) => refuse(context, 404, 'not-found'))
  app.use('/api/*', onlyWithToken(deps.token))
  app.post('/token', async (context) =>
    answering(context, onceRequest, await bodyOf(context), async ({ once }) => {
      if (!deps.takeOnce(once)) return refuse(context, 401, 'token-missing')
      return { token: deps.token }
    }),
  )
  addReview(app, deps, events.tell)
  app.get('/api/events', () => events.open())
  for (const [path, file] of deps.page) app.get(path, (context) => pageAnswer(context, file))
  return { fetch: app.fetch, close: events.close }
}

function addReview(app: Hono, deps: ReviewAppDeps, tellOthers: () => void): void {
  const { review, by, hello, words } = deps
  app.get('/api/hello', (context) => context.json(hello))
  app.get('/api/words/:language', (context) => {
    const language = UI_LANGUAGES.find((known) => known === context.req.param('language'))
    return language ? context.json(words(language)) : refuse(context, 404, 'not-found')
  })
  app.get('/api/queue', async (context) => {
    const { chapter, queue, check, search, ...others } = context.req.queries()
    const asked = { chapter, queue, check: check?.[0] ?? null, search: search?.[0] ?? null, ...others }
    return answering(context, queueRequest, asked, ({ chapter: chapters, queue: queues, ...rest }) =>
      review.queue({ chapters, queues, check: rest.check || null, search: rest.search || null }),
    )
  })
  app.get('/api/segments/:id', async (context) => context.json(await review.segment(context.req.param('id'))))
  app.post('/api/segments/:id/look', async (context) =>
    answering(context, lookRequest, await bodyOf(context), ({ text }) => review.look(context.req.param('id'), text)),
  )
  app.post('/api/segments/:id/apply', async (context) =>
    answering(context, applyRequest, await bodyOf(context), async (input) => {
      const outcome = await review.apply({ id: context.req.param('id'), by, ...input })
      if (outcome.kind === 'done') tellOthers()
      return outcome
    }),
  )
  app.post('/api/segments/:id/comments', async (context) =>
    answering(context, commentRequest, await bodyOf(context), async ({ text }) => {
      const segment = await review.comment(context.req.param('id'), text, by)
      tellOthers()
      return segment
    }),
  )
  app.delete('/api/segments/:id/comments/:key', async (context) => {
    const segment = await review.settleComment(context.req.param('id'), context.req.param('key'))
    tellOthers()
    return context.json(segment)
  })
  app.post('/api/undo', async (context) => {
    const undone = await review.undo()
    tellOthers()
    return context.json(undone)
  })
}

async function answering<Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
  input: unknown,
  answer: (input: v.InferOutput<Schema>) => Promise<object | null>,
): Promise<Response> {
  const fitted = readAs(schema, input)
  if ('misfit' in fitted) return refuse(context, 400, 'body-invalid', { ...fitted.misfit })
  const given = await answer(fitted.value)
  return given instanceof Response ? given : context.json(given)
}

class BodyTooLarge extends Error {}

/**
 * The body as JSON; `undefined`, which fits nothing, where it is none.
 *
 * @throws BodyTooLarge as soon as that is known: the rest is not read
 */
async function bodyOf({ req }: Context): Promise<unknown> {
  if (Number(req.header('Content-Length') ?? 0) > LARGEST_BODY) throw new BodyTooLarge()
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const chunk of req.raw.body ?? []) {
    size += chunk.byteLength
    if (size > LARGEST_BODY) throw new BodyTooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  try {
    return JSON.parse(text + decoder.decode())
  } catch {
    return undefined
  }
}

function pageAnswer(context: Context, { body, type, isForever }: PageFile): Response {
  context.header('Content-Type', type)
  context.header('Cache-Control', isForever ? 'public, max-age=31536000, immutable' : 'no-store')
  return context.body(body)
}
