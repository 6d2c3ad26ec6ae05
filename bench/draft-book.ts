// Drafts the real book through both protocols against servers on loopback, killed on the way and gone on with.
import { execFileSync, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DraftReport, ListReport } from '../src/app/report.js'
import { startDeeplServer } from '../test/engines/servers/deepl-server.js'
import { startOpenaiServer } from '../test/engines/servers/openai-server.js'
import { corporaFolder } from './corpora.js'

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js')
const LATENCY_MS = 300
const KILLS = 2

interface Server {
  readonly env: Readonly<Record<string, string>>
  requests(): number
  close(): Promise<void>
}

interface Outcome {
  readonly engine: string
  readonly untranslatedBefore: number
  readonly kills: number
  readonly drafted: number
  readonly suggested: number
  readonly refused: Readonly<Record<string, number>>
  readonly untranslatedAfter: number
  readonly requests: number
  readonly paidTwice: number
  readonly linesOfPeopleChanged: number
  readonly secondsOfLastRun: number
}

const CONFIG = {
  source: { dir: 'zh/docs/source' },
  target: { dir: 'en/docs/source' },
  engine: {
    deepl: { concurrency: 1, price: { perMillionCharacters: 20 } },
    openai: { model: 'loopback', concurrency: 1, maxTexts: 4 },
  },
}

for (const start of [startDeepl, startOpenai]) {
  const outcome = await draftBook(await start())
  console.log(JSON.stringify(outcome, null, 2))
}

async function startDeepl(): Promise<Server & { readonly engine: 'deepl'; paidTwice(): number }> {
  const server = await startDeeplServer({ latencyMs: LATENCY_MS, characterLimit: 100_000_000 })
  return {
    engine: 'deepl',
    env: { DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url },
    requests: () => server.counts.requests,
    paidTwice: () => Object.values(server.counts.timesTranslated).filter((times) => times > 1).length,
    close: () => server.close(),
  }
}

async function startOpenai(): Promise<Server & { readonly engine: 'openai'; paidTwice(): number }> {
  const server = await startOpenaiServer({ latencyMs: LATENCY_MS, model: 'loopback' })
  return {
    engine: 'openai',
    env: { OPENAI_BASE_URL: server.url },
    requests: () => server.counts.requests,
    paidTwice: () => Object.values(server.counts.timesTranslated).filter((times) => times > 1).length,
    close: () => server.close(),
  }
}

async function draftBook(server: Awaited<ReturnType<typeof startDeepl | typeof startOpenai>>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-draft-'))
  try {
    for (const side of ['zh', 'en']) {
      const bundle = join(corporaFolder(), 'istio-insider', `${side}.bundle`)
      execFileSync('git', ['clone', '-q', '-b', 'main', bundle, join(folder, side)])
    }
    writeFileSync(join(folder, 'zhen.config.json'), JSON.stringify(CONFIG))
    zhen(folder, ['sync'])
    const untranslatedBefore = count(folder, 'untranslated')
    const command = ['draft', '--engine', server.engine, '--gap', 'new,copy,dropped', '--format', 'json']
    let kills = 0
    for (let at = 0; at < KILLS; at++) kills += (await killedRun(folder, command, server)) ? 1 : 0
    const start = performance.now()
    const last = await finishedRun(folder, command, server.env)
    const secondsOfLastRun = (performance.now() - start) / 1000
    const report = JSON.parse(last.stdout) as DraftReport
    const refused: Record<string, number> = {}
    for (const { reason } of report.refused) refused[reason] = (refused[reason] ?? 0) + 1
    return {
      engine: server.engine,
      untranslatedBefore,
      kills,
      drafted: count(folder, 'draft'),
      suggested: report.suggested,
      refused,
      untranslatedAfter: count(folder, 'untranslated'),
      requests: server.requests(),
      paidTwice: server.paidTwice(),
      linesOfPeopleChanged: linesWithoutChineseRemoved(join(folder, 'en')),
      secondsOfLastRun: Math.round(secondsOfLastRun * 10) / 10,
    }
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Kills zhen without warning once the server has seen a few more requests. */
async function killedRun(folder: string, command: readonly string[], server: Server): Promise<boolean> {
  const from = server.requests()
  const child = spawn(process.execPath, [MAIN, ...command], {
    cwd: folder,
    env: { ...process.env, ...server.env },
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (server.requests() >= from + 3) child.kill('SIGKILL')
    }, 20)
    child.on('exit', (_, signal) => {
      clearInterval(watch)
      resolve(signal === 'SIGKILL')
    })
  })
}

/** Not synchronous: the server lives in this process. */
async function finishedRun(
  folder: string,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly stdout: string }> {
  const child = spawn(process.execPath, [MAIN, ...command], { cwd: folder, env: { ...process.env, ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`zhen ${command.join(' ')} exited with ${code}: ${stderr}`)
  return { stdout }
}

function zhen(folder: string, args: readonly string[]): SpawnSyncReturns<string> {
  const result = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (result.status !== 0) throw new Error(`zhen ${args.join(' ')} exited with ${result.status}: ${result.stderr}`)
  return result
}

function count(folder: string, status: string): number {
  const { stdout } = zhen(folder, ['list', '--status', status, '--format', 'json'])
  return (JSON.parse(stdout) as ListReport).segments.length
}

/** Lines that went away from the English edition although there was no Chinese in them. */
function linesWithoutChineseRemoved(repository: string): number {
  const diff = execFileSync('git', ['diff', '-U0', '--', '*.md'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return diff
    .split('\n')
    .filter((line) => /^-(?!--)/.test(line) && !/\p{Script=Han}/u.test(line) && line.trim() !== '-').length
}
