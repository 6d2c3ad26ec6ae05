import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../../test/helpers/run-cli.js'
import { DIE_AT } from './die-at.js'
import { type Job, listed, REVIEW_ALL } from './jobs.js'
import { englishTree } from './made-book.js'

/** The programs that are killed, and what they find in their environment. */
export interface Programs {
  readonly zhen: string
  readonly reviewAll: string
  readonly env: Readonly<Record<string, string>>
}

/** When a process dies: after a time, or where it has written so often. */
export type Moment = { readonly afterMs: number } | { readonly atStep: number }

/** A job, ready to be done again and again. */
export interface Trial {
  readonly job: Job
  /** How long the whole process takes. */
  readonly durationMs: number
  /** How often it writes something. */
  readonly steps: number
  /** Kills it once at that moment, and has it done again. */
  kill(moment: Moment): Promise<Verdict>
  remove(): void
}

export interface Verdict {
  /** Not over already at that moment. */
  readonly died: boolean
  /** Temporary files that lay about when it died. */
  readonly leftovers: number
  /** Each a sentence about what should have held and does not. */
  readonly faults: readonly string[]
}

type Files = ReadonlyMap<string, string>

const EVERY_STATUS = 'carried,omitted,untranslated,stale,final,reviewed,draft,translated,obsolete,added'
const LEFTOVER = /(?:^|\/)\.\d+\.[\da-f]{12}\.tmp$/

/** Prepares a job, and does it undisturbed to know how it ends. */
export async function createTrial(job: Job, programs: Programs): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), `zhen-kill-${job.name}-`))
  const [template, copy] = [join(folder, 'book'), join(folder, 'copy')]
  // All at the same place, so that the command need not be told another one.
  const argv = await job.prepare(copy, programs.env)
  cpSync(copy, template, { recursive: true, preserveTimestamps: true })
  const renew = () => {
    rmSync(copy, { recursive: true, force: true })
    cpSync(template, copy, { recursive: true, preserveTimestamps: true })
  }
  const unharmed = englishTree(template)
  const before = paragraphsOf(unharmed)
  const counted = join(folder, 'steps')
  await done(start(copy, argv, programs, { ZHEN_STEPS: counted }))
  const steps = Number(readFileSync(counted, 'utf8'))
  const after = await endOf(copy)
  renew()
  const begin = performance.now()
  await done(start(copy, argv, programs, {}))
  const durationMs = performance.now() - begin
  const again = await endOf(copy)
  if (difference(after, again) !== null) throw new Error(`${job.name} ends otherwise each time`)
  const kept = paragraphsOf(after.files)
  return {
    job,
    durationMs,
    steps,
    async kill(moment) {
      renew()
      const died = await killed(copy, argv, programs, moment)
      const faults: string[] = []
      const torn = englishTree(copy)
      const leftovers = [...torn.keys()].filter((path) => LEFTOVER.test(path)).length
      const present = paragraphsOf(torn)
      for (const text of before)
        if (kept.has(text) && !present.has(text)) faults.push(`“${text}” is in no chapter after the kill`)
      faults.push(...tornFiles(torn, unharmed, after.files))
      const next = await finish(start(copy, argv, programs, {}))
      if (next.exitCode !== 0 && !isDone(next)) faults.push(`the next run exits with ${next.exitCode}: ${next.stderr}`)
      const locked = await runCli(['-C', copy, 'sync', '--locked'])
      if (locked.exitCode !== 0) faults.push(`sync --locked exits with ${locked.exitCode}: ${locked.stdout}`)
      const end = await endOf(copy)
      const other = difference(after, end)
      if (other !== null) faults.push(`ends otherwise: ${other}`)
      return { died, leftovers, faults }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

interface End {
  readonly files: Files
  readonly list: string
}

/** Where all was decided before the kill there is nothing left to be decided. */
function isDone({ exitCode, stderr }: { readonly exitCode: number | null; readonly stderr: string }): boolean {
  return exitCode === 2 && stderr.includes('does not fit')
}

/** A line of a ledger without the times of decisions: who was killed decides again what they had decided already. */
function withoutTimes(line: string): string {
  if (!line.includes('"facts"')) return line
  const { facts, ...rest } = JSON.parse(line) as { facts: readonly object[] }
  const told = facts.map((fact) => JSON.stringify('at' in fact ? { ...fact, at: '' } : fact))
  return JSON.stringify({ ...rest, facts: [...new Set(told)].sort() })
}

/** All that there is in the end. */
async function endOf(root: string): Promise<End> {
  const list = await listed(root, ['--status', EVERY_STATUS])
  const files = [...englishTree(root)].map(([path, text]): [string, string] => [
    path,
    path.endsWith('.jsonl') ? text.split('\n').map(withoutTimes).join('\n') : text,
  ])
  return { files: new Map(files), list: JSON.stringify(list) }
}

function difference(expected: End, found: End): string | null {
  for (const path of new Set([...expected.files.keys(), ...found.files.keys()])) {
    const [wanted, got] = [expected.files.get(path), found.files.get(path)]
    if (wanted !== got) return `${path} is\n${got ?? '(not there)'}\ninstead of\n${wanted ?? '(not there)'}`
  }
  return expected.list === found.list ? null : `list says\n${found.list}\ninstead of\n${expected.list}`
}

/** The paragraphs of all English chapters. */
function paragraphsOf(files: Files): Set<string> {
  const chapters = [...files].filter(([path]) => path.endsWith('.md'))
  return new Set(chapters.flatMap(([, text]) => text.trimEnd().split('\n\n')))
}

/** What is wrong with files that were cut short: a ledger that cannot be read, a chapter without its end. */
function tornFiles(torn: Files, before: Files, after: Files): string[] {
  const faults: string[] = []
  for (const [path, text] of torn) {
    if (LEFTOVER.test(path)) continue
    if (!text.endsWith('\n')) faults.push(`${path} is cut short`)
    const whole = [before, after].flatMap((files) => files.get(path) ?? [])
    if (path.endsWith('.md') && before.has(path) && !whole.some((each) => lastParagraph(each) === lastParagraph(text)))
      faults.push(`${path} has no end`)
    if (path.endsWith('.jsonl')) faults.push(...brokenLines(text).map((line) => `${path} has a broken line: ${line}`))
  }
  return faults
}

function lastParagraph(text: string): string | undefined {
  return text.split('\n\n').at(-1)
}

function brokenLines(text: string): string[] {
  return text.split('\n').filter((line) => {
    try {
      return line !== '' && JSON.parse(line) === null
    } catch {
      return true
    }
  })
}

function start(root: string, argv: readonly string[], programs: Programs, env: Readonly<Record<string, string>>) {
  const command = argv[0] === REVIEW_ALL ? [programs.reviewAll, root] : [programs.zhen, '-C', root, ...argv]
  return spawn(process.execPath, ['--import', DIE_AT, ...command], {
    env: { ...process.env, LC_ALL: 'C', ...programs.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function killed(root: string, argv: readonly string[], programs: Programs, moment: Moment): Promise<boolean> {
  const child = start(root, argv, programs, 'atStep' in moment ? { ZHEN_DIE_AT: String(moment.atStep) } : {})
  const timer = 'afterMs' in moment ? setTimeout(() => child.kill('SIGKILL'), moment.afterMs) : undefined
  const { signal } = await finish(child)
  clearTimeout(timer)
  return signal === 'SIGKILL'
}

async function done(child: ReturnType<typeof start>): Promise<void> {
  const { exitCode, stderr } = await finish(child)
  if (exitCode !== 0) throw new Error(`exited with ${exitCode}: ${stderr}`)
}

/** Waits until a process is over. */
function finish(child: ReturnType<typeof start>) {
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise<{ exitCode: number | null; signal: string | null; stderr: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }))
  })
}
