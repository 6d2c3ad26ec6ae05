#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Host } from './context.js'
import { ExitCode } from './exit-codes.js'
import { run } from './run.js'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const host: Host = {
  env: process.env,
  cwd: process.cwd(),
  version,
  nodeVersion: process.versions.node,
  program: [process.execPath, fileURLToPath(import.meta.url)],
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  now: () => Date.now(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  exit: (code) => {
    process.exitCode = code
  },
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    return () => void process.off('SIGINT', listener)
  },
  async terminal() {
    const { openTerminal } = await import('./terminal.js')
    return openTerminal(process)
  },
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has left, as `| head` does: there is nobody to write for, and nothing has gone wrong.
    if (error.code === 'EPIPE') process.exit()
    process.exitCode = ExitCode.failure
    if (stream === process.stdout) host.err(`zhen: ${error.message}\n`)
  })
}

await run(process.argv.slice(2), host)
