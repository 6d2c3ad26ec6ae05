/**
 * What it costs a decision that its files are first written down as an intent (decision 0021), on the real book.
 *
 * `npm run bench:build`, then `node dist-bench/bench/intent.js [SEGMENTS]`. Medians of each decision with an intent and,
 * in turns, without: then its files are written one by one, and those more than once that it changes more than once. What
 * went into the intent's own file (writing, flushing, taking away) is counted apart.
 */
import fs, { mkdtempSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decide } from '../src/app/decide.js'
import { createReview } from '../src/app/review/create-review.js'
import { syncProject } from '../src/app/sync-project.js'
import { openProject, type Project } from '../src/cli/project.js'
import { checkOutBook } from './corpora.js'
import { median } from './measure.js'

const NAMES = [
  'a text and its approval, in a review',
  'undo of it',
  'approval alone, in a review',
  'approve ID',
] as const

/** Steps of writing a file, and of taking it away. */
const WRITING = ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'lstatSync', 'chmodSync', 'renameSync', 'rmSync']

class Times {
  readonly #byName = new Map<string, number[]>()

  add(name: string, value: number): void {
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), value])
  }

  median(name: string): number {
    return median(this.#byName.get(name) ?? [])
  }
}

/** What goes into the intent's file from now on. */
function watchIntent(): { milliseconds: number; bytes: number } {
  const spent = { milliseconds: 0, bytes: 0 }
  const open = new Set<unknown>()
  const calls = fs as unknown as Record<string, (...input: unknown[]) => unknown>
  for (const name of WRITING) {
    const real = calls[name]
    if (!real) throw new Error(`no fs.${name}`)
    calls[name] = (...input) => {
      const [file] = input
      if (typeof file === 'string' ? !/\.intent(?:\.tmp)?$/.test(file) : !open.has(file)) return real(...input)
      const start = performance.now()
      const result = real(...input)
      spent.milliseconds += performance.now() - start
      if (name === 'openSync') open.add(result)
      if (name === 'closeSync') open.delete(file)
      if (name === 'writeSync') spent.bytes += Number(result)
      return result
    }
  }
  syncBuiltinESMExports()
  return spent
}

const [TEXT, UNDO, ALONE, COMMAND] = NAMES
const intent = watchIntent()
const count = Number(process.argv[2] ?? 60)
const folder = mkdtempSync(join(tmpdir(), 'zhen-intent-'))
const config = { source: { dir: checkOutBook('zh') }, target: { dir: checkOutBook('en') } }
writeFileSync(join(folder, 'zhen.config.json'), JSON.stringify(config))
const project = await openProject({ cwd: folder, now: Date.now, version: 'bench' }, undefined)
await syncProject(project, { chapters: [], locked: false, dryRun: false })

/** The same project, which writes file by file. */
const plain: Project = { ...project, workspace: { ...project.workspace, together: (work) => work() } }
const sides = [project, plain].map((one) => ({ project: one, review: createReview(one), times: new Times() }))
type Side = (typeof sides)[number]

async function timed(name: string, { times }: Side, work: () => Promise<unknown>): Promise<void> {
  intent.milliseconds = 0
  intent.bytes = 0
  const start = performance.now()
  await work()
  times.add(name, performance.now() - start)
  times.add(`${name}: intent`, intent.milliseconds)
  times.add(`${name}: bytes`, intent.bytes)
}

/** Decides on a segment as somebody who has it before them, with more words or as it is. */
async function approve(name: string, side: Side, id: string, more: string | null): Promise<void> {
  const { seen } = await side.review.segment(id)
  const text = more === null ? null : `${seen.targets[0]}${more}`
  const input = { id, seen, text, passage: 0, suggestion: null, reason: null, by: 'bench' }
  await timed(name, side, async () => {
    const outcome = await side.review.apply({ ...input, decision: 'approve' })
    if (outcome.kind !== 'done') throw new Error(`${id}: ${JSON.stringify(outcome)}`)
  })
}

const translated = await project.index.loadSegments({ statuses: ['translated'] })
const some = translated.filter(({ targets, group, block }) => targets.length === 1 && group === null && !block)
const step = Math.max(1, Math.floor(some.length / count))
const chosen = some.filter((_, at) => at % step === 0).slice(0, count)
for (const [at, { id }] of chosen.entries()) {
  for (const side of at % 2 === 0 ? sides : sides.toReversed()) {
    await approve(TEXT, side, id, ' More words.')
    await timed(UNDO, side, () => side.review.undo())
    await approve(ALONE, side, id, null)
    await side.review.undo()
    await timed(COMMAND, side, () => decide(side.project, decisionOn('approve', id)))
    await decide(side.project, decisionOn('reopen', id))
  }
}

function decisionOn(decision: 'approve' | 'reopen', id: string) {
  const input = { decision, ids: [id], chapter: null, touched: false, final: false, by: 'bench', reason: null }
  return { ...input, dryRun: false } as const
}

const [joint, single] = sides as [Side, Side]
console.log(`${chosen.length} segments, Node.js ${process.version}, medians in ms\n`)
console.log('| what | with an intent | of which its file | its KiB | without |\n|---|--:|--:|--:|--:|')
for (const name of NAMES) {
  const bytes = joint.times.median(`${name}: bytes`)
  const [whole, file] = [joint.times.median(name), joint.times.median(`${name}: intent`)]
  const numbers = [whole, file, bytes / 1024, single.times.median(name)].map((number) => number.toFixed(1))
  console.log(`| ${name} | ${numbers.join(' | ')} |`)
}
project.close()
