import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type DeeplCounts, startDeeplServer } from './deepl-server.js'

/**
 * `deepl-server.main.js [--port N] [--latency MS] [--concurrency N] [--key KEY] [--counts FILE]`: the server as a process
 * of its own. Prints its address, and keeps its counts in the file, from one run to the next.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    concurrency: { type: 'string', default: 'Infinity' },
    key: { type: 'string' },
    counts: { type: 'string' },
  },
})
const { counts: file, key } = values
const server = await startDeeplServer({
  port: Number(values.port),
  latencyMs: Number(values.latency),
  concurrencyLimit: Number(values.concurrency),
  characterLimit: 100_000_000,
  ...(key !== undefined && { key }),
  ...(file !== undefined && {
    ...(existsSync(file) && { counts: JSON.parse(readFileSync(file, 'utf8')) as DeeplCounts }),
    keepCounts(counts: DeeplCounts) {
      writeFileSync(`${file}.new`, JSON.stringify(counts, null, 2))
      renameSync(`${file}.new`, file)
    },
  }),
})
process.stdout.write(`${server.url} ${server.key}\n`)
