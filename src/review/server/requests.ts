import * as v from 'valibot'
import { QUEUES, REVIEW_ACTIONS } from '../../app/review/view.js'

/** What may be asked of the server. Longer texts than these are no paragraphs. */
const text = v.pipe(v.string(), v.maxLength(200_000))
const shortText = v.pipe(v.string(), v.maxLength(10_000))
const name = v.pipe(v.string(), v.maxLength(500))
const numberFrom = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least))

export const queueRequest = v.strictObject({
  chapter: v.optional(v.array(name), []),
  queue: v.optional(v.array(v.picklist(QUEUES)), []),
  check: v.optional(v.nullable(name), null),
  search: v.optional(v.nullable(name), null),
})

export const onceRequest = v.strictObject({ once: name })

export const lookRequest = v.strictObject({ text })

export const applyRequest = v.strictObject({
  seen: v.strictObject({ source: text, targets: v.pipe(v.array(text), v.maxLength(100)) }),
  text: v.nullable(text),
  passage: numberFrom(0),
  suggestion: v.nullable(numberFrom(1)),
  decision: v.nullable(v.picklist(REVIEW_ACTIONS.filter((action) => action !== 'edit'))),
  reason: v.nullable(shortText),
})

export const commentRequest = v.strictObject({
  text: v.pipe(
    shortText,
    v.check((words) => words.trim() !== '', 'Expected words'),
  ),
})

/** What a request should have been and was not. */
export interface Misfit {
  readonly where: string
  readonly expected: string
  readonly found: string
}

/** `input` as `schema` wants it, or where it first differs. */
export function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): { readonly value: v.InferOutput<Schema> } | { readonly misfit: Misfit } {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return { value: result.output }
  const [issue] = result.issues
  const where = v.getDotPath(issue) ?? ''
  return { misfit: { where, expected: issue.expected ?? issue.message, found: issue.received.slice(0, 200) } }
}
