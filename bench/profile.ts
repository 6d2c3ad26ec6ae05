/**
 * Where the time of a sync goes, by the folders of `src`.
 *
 * `npm run bench:build`, then `node dist-bench/bench/profile.js [--pages 1200] [--english]`. The first sync, one with
 * nothing changed, and one after an edit, each in a process of its own and in one thread, sampled by V8. Native calls
 * (hashing, the disk, SQLite) count for what calls them, as `disk`, `sqlite` and the like.
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { syncProject } from '../src/app/sync-project.js'
import { openProject } from '../src/cli/project.js'
import { readPages } from './corpora.js'
import { makePages } from './make-pages.js'

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const { values: asked } = parseArgs({
  options: {
    pages: { type: 'string', default: '1200' },
    english: { type: 'boolean', default: false },
    sync: { type: 'string' },
  },
})
if (asked.sync === undefined) measure()
else await syncHere(asked.sync)

async function syncHere(folder: string): Promise<void> {
  const { openPool: _, ...project } = await openProject({ cwd: folder, now: Date.now, version: '0' }, undefined)
  await syncProject(project, { chapters: [], locked: false, dryRun: false })
  project.close()
}

function measure(): void {
  const root = mkdtempSync(join(tmpdir(), 'zhen-profile-'))
  mkdirSync(join(root, 'target-en'))
  makePages(Number(asked.pages), join(root, 'source-zh'), asked.english ? join(root, 'target-en') : null)
  writeFileSync(join(root, 'zhen.config.json'), '{}\n')
  const columns = [profileOf(root, 'first'), profileOf(root, 'same')]
  const [page = ''] = readPages(join(root, 'source-zh')).keys()
  appendFileSync(join(root, 'source-zh', page), '\n又是一段。\n')
  columns.push(profileOf(root, 'edited'))
  rmSync(root, { recursive: true })
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))]
  const [first] = columns
  names.sort((a, b) => (first?.get(b) ?? 0) - (first?.get(a) ?? 0))
  console.log(
    `${Number(asked.pages).toLocaleString('en')} pages${asked.english ? ' with their English' : ', no English yet'}; one thread, by V8's sampling; Node.js ${process.version}\n`,
  )
  console.log('| where | first sync, s | nothing changed, s | one paragraph edited, s |\n|---|--:|--:|--:|')
  for (const name of names)
    console.log(`| ${name} | ${columns.map((column) => seconds(column.get(name) ?? 0)).join(' | ')} |`)
  console.log(
    `| all | ${columns.map((column) => seconds([...column.values()].reduce((a, b) => a + b, 0))).join(' | ')} |`,
  )
}

function seconds(microseconds: number): string {
  return (microseconds / 1e6).toFixed(2)
}

function profileOf(root: string, name: string): ReadonlyMap<string, number> {
  const folder = join(root, `profile-${name}`)
  const script = join(import.meta.dirname, 'profile.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--cpu-prof', `--cpu-prof-dir=${folder}`, script, '--sync', root],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const [file = ''] = readdirSync(folder)
  return timesBy(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile)
}

/** Microseconds by folder. What has no name of ours belongs to the nearest caller that has. */
function timesBy({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map<number, string>()
  const placeOf = (id: number): string => {
    const known = places.get(id)
    if (known !== undefined) return known
    const node = byId.get(id)
    const parent = parents.get(id)
    const place = (node && nameOf(node.callFrame)) ?? (parent === undefined ? 'starting and idling' : placeOf(parent))
    places.set(id, place)
    return place
  }
  const times = new Map<string, number>()
  for (const [at, id] of samples.entries()) {
    const place = placeOf(id)
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[at] ?? 0))
  }
  return times
}

function nameOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string | null {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (url.includes('better-sqlite3')) return 'sqlite'
  if (url === 'node:fs' || url.startsWith('node:internal/fs')) return 'disk'
  if (url.includes('crypto')) return 'hashing'
  if (url.startsWith('node:internal/modules') || url.includes('/vm')) return 'loading modules'
  return /\/dist-bench\/src\/(.+)\/[^/]+$/.exec(url)?.[1]?.split('/').slice(0, 2).join('/') ?? null
}
