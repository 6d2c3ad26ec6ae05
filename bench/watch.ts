// How soon after a save `zhen watch` tells what it changed, on the real book with its history.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pass } from 'node:timers/promises'
import type { StatusReport } from '../src/app/report.js'
import { checkOutBook } from './corpora.js'
import { MAIN, median, runZhen } from './measure.js'

/** Usage: `npm run bench:build && node dist-bench/bench/watch.js [saves]`. */
const SAVES = Number(process.argv[2] ?? 20)
const IDLE_SECONDS = 30

function cloneBook(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-bench-'))
  for (const side of ['zh', 'en'] as const) checkOutBook(side, folder)
  const config = { source: { dir: 'zh/docs/source' }, target: { dir: 'en/docs/source' } }
  writeFileSync(join(folder, 'zhen.config.json'), JSON.stringify(config))
  runZhen(folder, ['sync', '-q'])
  runZhen(folder, ['adopt', '-q'])
  return folder
}

/** Chapters to save in turn: those of which there is most to look at, first. */
function chaptersOf(folder: string): string[] {
  const json = execFileSync(process.execPath, [MAIN, 'status', '--format', 'json'], { cwd: folder, maxBuffer: 1 << 30 })
  const { chapters } = JSON.parse(json.toString()) as StatusReport
  return [...chapters]
    .filter(({ segments }) => segments.translated > 5)
    .sort((a, b) => b.segments.total - a.segments.total)
    .map(({ chapter }) => chapter)
}

/** Changes a word in the middle of a paragraph, as somebody at work does; `null` where there is none to change. */
function edited(text: string, turn: number): string | null {
  const lines = text.split('\n')
  const index = lines.findIndex((line) => /^[A-Z][^|`]{60,}$/.test(line))
  if (index === -1) return null
  lines[index] = `${lines[index]} Edited ${turn} times.`
  return lines.join('\n')
}

interface Line {
  readonly event: string
}

async function measureWatch(folder: string): Promise<void> {
  const started = performance.now()
  const child = spawn(process.execPath, [MAIN, 'watch', '--format', 'json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (event: string): Promise<void> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('the watch has ended')
      if ((JSON.parse(value) as Line).event === event) return
    }
  }
  await next('start')
  console.log(`| start → first line | ${(performance.now() - started).toFixed(0)} ms |`)
  const targets = chaptersOf(folder).map((chapter) => join(folder, 'en/docs/source', chapter))
  const sources = chaptersOf(folder).map((chapter) => join(folder, 'zh/docs/source', chapter))
  for (const [what, files] of [
    ['English', targets],
    ['Chinese', sources],
  ] as const) {
    const saves: number[] = []
    const spent = cpuSeconds(child.pid ?? 0)
    for (let turn = 0; saves.length < SAVES; turn++) {
      const file = files[turn % Math.min(files.length, 10)] ?? ''
      const before = readFileSync(file, 'utf8')
      const after = what === 'English' ? edited(before, turn) : `${before}\n新的一段，第 ${turn} 次。\n`
      if (after === null) continue
      const start = performance.now()
      writeFileSync(file, after)
      await next('change')
      saves.push(performance.now() - start)
      writeFileSync(file, before)
      await next('change')
      await pass(100)
    }
    row(`save of ${what} → line`, saves)
    // Each is put back, which is a save as well.
    const each = (cpuSeconds(child.pid ?? 0) - spent) / (2 * saves.length)
    console.log(`| processor time of a save of ${what} | ${(each * 1000).toFixed(0)} ms |`)
  }
  const spent = () => cpuSeconds(child.pid ?? 0)
  const before = spent()
  await pass(IDLE_SECONDS * 1000)
  console.log(`| idle, ${IDLE_SECONDS} s | ${(((spent() - before) / IDLE_SECONDS) * 100).toFixed(2)} % of a core |`)
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  console.log(`| Ctrl-C | exit ${code} |`)
}

/** User and system time of a process, from Linux's `/proc`. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** A bare watch of one folder that reads the file saved: nothing can be sooner. */
async function measureFloor(folder: string): Promise<void> {
  const file = join(folder, 'en/docs/source/index.md')
  const saves: number[] = []
  let heard = () => {}
  const watcher = watch(join(file, '..'), () => {
    readFileSync(file)
    heard()
  })
  for (let turn = 0; turn < SAVES; turn++) {
    const told = new Promise<void>((resolve) => {
      heard = resolve
    })
    const start = performance.now()
    writeFileSync(file, readFileSync(file, 'utf8'))
    await told
    saves.push(performance.now() - start)
    await pass(50)
  }
  watcher.close()
  row('floor: fs.watch and read', saves)
  console.log(`\nLoad at the end: ${loadavg()[0]?.toFixed(1)}`)
}

function row(what: string, times: readonly number[]): void {
  const most = Math.max(...times)
  console.log(`| ${what} | median ${median(times).toFixed(0)} ms, slowest ${most.toFixed(0)} ms of ${times.length} |`)
}

const folder = cloneBook()
console.log(`Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n\n| what | how long |\n|---|---|`)
await measureWatch(folder)
await measureFloor(folder)
rmSync(folder, { recursive: true })
