import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ears, Edited, Terminal } from '../review/terminal/terminal.js'

/** What the process has of a terminal. */
interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The terminal that standard input and output are; `null` where they are none, or one that cannot place the cursor. */
export function openTerminal({ stdin, stdout, env }: Streams): Terminal | null {
  if (stdin.isTTY !== true || stdout.isTTY !== true || env.TERM === 'dumb') return null
  return {
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    write: (bytes) => void stdout.write(bytes),
    listen: (ears) => listen(stdin, stdout, ears),
    suspend,
    edit: (name, text) => edit(editorOf(env), name, text),
  }
}

function listen(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, { onInput, onResize, onEnd }: Ears): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.on('data', onInput).on('end', onEnd).on('error', onEnd)
  stdout.on('resize', onResize)
  const onSignal = (signal: NodeJS.Signals) => {
    // As shells count what a signal has ended.
    process.exitCode = 128 + constants.signals[signal]
    onEnd()
  }
  for (const signal of signals) process.on(signal, onSignal)
  stdin.resume()
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
    stdout.off('resize', onResize)
    stdin.off('data', onInput).off('end', onEnd).off('error', onEnd)
    stdin.setRawMode(false)
    stdin.pause()
  }
}

function suspend(): Promise<void> {
  return new Promise((resolve) => {
    // Signals keep no process alive: without this it would end as soon as it goes on.
    const alive = setInterval(() => {}, 60_000)
    process.once('SIGCONT', () => {
      clearInterval(alive)
      resolve()
    })
    // The whole group, as Ctrl-Z does: what started us is to stop, too.
    process.kill(0, 'SIGTSTP')
  })
}

/** As git has it. */
function editorOf({ VISUAL, EDITOR }: Streams['env']): string {
  return VISUAL || EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi')
}

async function edit(command: string, name: string, text: string): Promise<Edited> {
  const folder = await mkdtemp(join(tmpdir(), 'zhen-'))
  const path = join(folder, name)
  try {
    await writeFile(path, text, { mode: 0o600 })
    const code = await runEditor(command, path)
    if (code !== null) return { kind: 'failed', command, code }
    return { kind: 'saved', text: await readFile(path, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `null` where it went well, else how it ended. The command may have arguments: a shell reads it, as elsewhere. */
function runEditor(command: string, path: string): Promise<string | null> {
  const isWindows = process.platform === 'win32'
  const child = isWindows
    ? spawn(`${command} "${path}"`, { stdio: 'inherit', shell: true })
    : spawn('/bin/sh', ['-c', `${command} "$@"`, command, path], { stdio: 'inherit' })
  // Ctrl-C is the editor's business while it has the terminal.
  const ignore = () => {}
  process.on('SIGINT', ignore)
  return new Promise((resolve) => {
    const end = (code: string | null) => {
      process.off('SIGINT', ignore)
      resolve(code)
    }
    child.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    child.on('close', (code, signal) => end(code === 0 ? null : String(code ?? signal)))
  })
}
