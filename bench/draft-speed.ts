// How near drafting comes to what an engine's latency and concurrency permit.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DraftReport } from '../src/app/report.js'
import { startDeeplServer } from '../test/engines/servers/deepl-server.js'
import { startOpenaiServer } from '../test/engines/servers/openai-server.js'
import { median } from './measure.js'

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js')
const LATENCY_MS = 200
const RUNS = 3
const CHAPTERS = 60
const PARAGRAPHS = 60

interface Subject {
  readonly engine: 'deepl' | 'openai'
  readonly concurrency: number
  readonly config: object
  readonly env: Readonly<Record<string, string>>
  /** Requests so far. */
  readonly requests: () => number
  readonly close: () => Promise<void>
}

interface Line {
  readonly engine: string
  readonly concurrency: number
  readonly requests: number
  /** From the first request to the last answer, as the server sees it; the median of the runs. */
  readonly sending: number
  /** Latency times requests, shared out over what may be under way at once. */
  readonly floor: number
  readonly overFloor: string
  /** The whole process: reading the book before, writing the drafts after. */
  readonly whole: number
  readonly load: number
}

const lines: Line[] = []
for (const concurrency of [2, 8]) {
  lines.push(await measure(await deepl(concurrency)), await measure(await openai(concurrency)))
}
console.table(lines)

async function deepl(concurrency: number): Promise<Subject> {
  const server = await startDeeplServer({ latencyMs: LATENCY_MS, characterLimit: 100_000_000 })
  return {
    engine: 'deepl',
    concurrency,
    config: { deepl: { concurrency } },
    env: { DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url },
    requests: () => server.counts.requests,
    close: () => server.close(),
  }
}

async function openai(concurrency: number): Promise<Subject> {
  const server = await startOpenaiServer({ latencyMs: LATENCY_MS, model: 'loopback' })
  return {
    engine: 'openai',
    concurrency,
    config: { openai: { concurrency, model: 'loopback' } },
    env: { OPENAI_BASE_URL: server.url },
    requests: () => server.counts.requests,
    close: () => server.close(),
  }
}

async function measure(subject: Subject): Promise<Line> {
  const runs: Awaited<ReturnType<typeof draft>>[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await draft(subject))
  await subject.close()
  const { engine, concurrency } = subject
  const requests = runs[0]?.requests ?? 0
  const sending = median(runs.map((run) => run.sending))
  const floor = (Math.ceil(requests / concurrency) * LATENCY_MS) / 1000
  const overFloor = `${((sending / floor - 1) * 100).toFixed(1)} %`
  const whole = round(median(runs.map((run) => run.whole)))
  return {
    engine,
    concurrency,
    requests,
    sending: round(sending),
    floor,
    overFloor,
    whole,
    load: round(loadavg()[0] ?? 0),
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100
}

/** Drafts a fresh book in a process of its own. */
async function draft({ engine, config, env, requests }: Subject) {
  const folder = makeBook(config)
  const before = requests()
  let [first, last, seen] = [0, 0, before]
  const watch = setInterval(() => {
    if (requests() === seen) return
    seen = requests()
    last = performance.now()
    first ||= last
  }, 2)
  try {
    const start = performance.now()
    const child = spawn(process.execPath, [MAIN, 'draft', '--engine', engine, '--format', 'json'], {
      cwd: folder,
      env: { ...process.env, ...env },
    })
    let stdout = ''
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk)
    })
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
    const { drafted } = JSON.parse(stdout) as DraftReport
    if (code !== 0 || drafted === 0) throw new Error(`zhen draft exited with ${code}, ${drafted} drafted`)
    const whole = (performance.now() - start) / 1000
    return { requests: requests() - before, sending: (last - first + LATENCY_MS) / 1000, whole }
  } finally {
    clearInterval(watch)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Chapters without English, every paragraph another one. */
function makeBook(engine: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-speed-'))
  mkdirSync(join(folder, 'source-zh'))
  writeFileSync(join(folder, 'zhen.config.json'), JSON.stringify({ engine }))
  for (let chapter = 0; chapter < CHAPTERS; chapter++) {
    const paragraphs = Array.from(
      { length: PARAGRAPHS },
      (_, at) => `第 ${chapter * PARAGRAPHS + at} 段说明监听器怎样把请求交给集群，以及超时之后会发生什么。`,
    )
    writeFileSync(join(folder, 'source-zh', `c${chapter}.md`), `# 第 ${chapter} 章\n\n${paragraphs.join('\n\n')}\n`)
  }
  return folder
}
