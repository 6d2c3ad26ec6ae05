/**
 * How long a review of the real book takes, call by call, from the index being there to the answer.
 *
 * `npm run bench:build`, then `node dist-bench/bench/review.js`. Medians and the slowest of a hundred segments; beside
 * them what a scan of the files alone takes, which every call begins with. The book is checked out into a folder of its own.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refresh } from '../src/app/refresh.js'
import { createReview } from '../src/app/review/create-review.js'
import type { ReviewSegment } from '../src/app/review/view.js'
import { syncProject } from '../src/app/sync-project.js'
import { openProject } from '../src/cli/project.js'
import { checkOutBook } from './corpora.js'
import { median } from './measure.js'

const folder = mkdtempSync(join(tmpdir(), 'zhen-review-'))
const config = { source: { dir: checkOutBook('zh') }, target: { dir: checkOutBook('en') } }
writeFileSync(join(folder, 'zhen.config.json'), JSON.stringify(config))
const project = await openProject({ cwd: folder, now: Date.now, version: 'bench' }, undefined)
await syncProject(project, { chapters: [], locked: false, dryRun: false })
const review = createReview(project)
const everything = {
  chapters: [],
  queues: ['translated', 'stale', 'untranslated', 'draft'] as const,
  check: null,
  search: null,
}

const rows: [string, number[]][] = []
const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now()
  const result = await work()
  const taken = performance.now() - start
  const row = rows.find(([known]) => known === name)
  if (row) row[1].push(taken)
  else rows.push([name, [taken]])
  return result
}

const { rows: queued } = await timed('queue, the first time', () => review.queue(everything))
await timed('segment, the first one', () => review.segment(queued[0]?.id ?? ''))
const some = queued.filter((_, at) => at % Math.ceil(queued.length / 100) === 0)
for (const { id } of some) {
  await timed('scan alone', () => refresh(project))
  const segment: ReviewSegment = await timed('segment', () => review.segment(id))
  await timed('look at a text', () => review.look(id, `${segment.seen.targets[0] ?? ''} 15006`))
}
for (const { id } of queued.filter(({ status }) => status === 'translated').slice(0, 20)) {
  const segment = await review.segment(id)
  const input = { id, seen: segment.seen, passage: 0, suggestion: null, reason: null, by: 'bench' }
  await timed('approve', () => review.apply({ ...input, text: null, decision: 'approve' }))
  await timed('queue after it', () => review.queue(everything))
  await timed('check of what changed', () => review.check())
  await timed('undo', () => review.undo())
  if (segment.targets.length !== 1) continue
  await timed('save a text', () =>
    review.apply({ ...input, text: `${segment.seen.targets[0]} More words.`, decision: null }),
  )
  await timed('queue after it', () => review.queue(everything))
  await timed('undo', () => review.undo())
}
console.log('| call | times | median ms | slowest ms |\n|---|--:|--:|--:|')
for (const [name, times] of rows) {
  console.log(`| ${name} | ${times.length} | ${median(times).toFixed(1)} | ${Math.max(...times).toFixed(1)} |`)
}
project.close()
