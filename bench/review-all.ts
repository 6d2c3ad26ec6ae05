// Decides on all that waits for a review, in a process of its own that can be killed: `review-all.js PROJECT`.
import { createReview } from '../src/app/review/create-review.js'
import type { ReviewInput, ReviewSegment } from '../src/app/review/view.js'
import { openProject } from '../src/cli/project.js'

const [, , root = '.'] = process.argv
const project = await openProject({ cwd: root, version: '1.2.3', now: Date.now }, undefined)
const review = createReview(project)
const { rows } = await review.queue({ chapters: [], queues: [], check: null, search: null })
for (const { id } of rows) {
  const segment = await review.segment(id)
  const nothing = { text: null, passage: 0, suggestion: null, decision: null, reason: null, by: 'Li Lei' }
  const outcome = await review.apply({ id, seen: segment.seen, ...nothing, ...wishFor(segment) })
  if (outcome.kind !== 'done') throw new Error(`${id}: ${JSON.stringify(outcome)}`)
}
project.close()

/** What is suggested is taken, what an engine wrote is accepted, what nobody translated is. */
function wishFor({ status, suggestions, source }: ReviewSegment): Partial<ReviewInput> {
  if (suggestions.length > 0) return { suggestion: 1 }
  if (status === 'untranslated') return { text: `In English ${source.text.match(/\d+/)?.[0] ?? 'at last'}.` }
  return { decision: status === 'stale' ? 'still-valid' : 'accept' }
}
