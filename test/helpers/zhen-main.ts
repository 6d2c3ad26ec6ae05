import { run } from '../../src/cli/run.js'

// What `main.ts` does, without a package.json to read the version from.
await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  version: '0.0.0',
  nodeVersion: process.versions.node,
  program: process.argv.slice(0, 2),
  outIsTerminal: false,
  errIsTerminal: false,
  columns: undefined,
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
  terminal: async () => null,
})
