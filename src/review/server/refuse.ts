import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ErrorCode, type MessageValues, ZhenError } from '../../core/errors.js'

/** What a request is refused for beside what commands are. Words stand under `review.errors`. */
export const REQUEST_FAULTS = [
  'host-foreign',
  'origin-foreign',
  'token-missing',
  'body-too-large',
  'body-invalid',
  'not-found',
  'bug',
] as const

type RequestFault = (typeof REQUEST_FAULTS)[number]

/** What the page is told of a failure; it finds the words. */
export interface Failure {
  readonly error: { readonly code: ErrorCode | RequestFault; readonly values: MessageValues }
}

export function refuse(
  context: Context,
  status: ContentfulStatusCode,
  code: Failure['error']['code'],
  values: MessageValues = {},
): Response {
  return context.json({ error: { code, values } } satisfies Failure, status)
}

const STATUS_OF: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  'segment-unknown': 404,
  'chapter-unknown': 404,
  'file-changed': 409,
  'person-unknown': 409,
  locked: 503,
  'disk-full': 507,
}

/**
 * Answers a known failure by its code, with what is to be filled into its words: paths below the project only. Whatever
 * else is thrown is a bug: `onBug` is told, and the page no more than that there was one.
 */
export function refuseFailure(
  context: Context,
  error: unknown,
  { root, onBug }: { readonly root: string; readonly onBug: (error: unknown) => void },
): Response {
  if (!(error instanceof ZhenError)) {
    onBug(error)
    return refuse(context, 500, 'bug')
  }
  const values = Object.entries(error.values).map(([name, value]) => [name, withoutRoot(value, root)])
  return refuse(context, STATUS_OF[error.code] ?? 422, error.code, Object.fromEntries(values))
}

function withoutRoot(value: string | number, root: string): string | number {
  return typeof value === 'number' ? value : value.replaceAll(`${root}/`, '').replaceAll(root, '.')
}
