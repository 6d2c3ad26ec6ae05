import { parseArgs } from 'node:util'
import { startOpenaiServer } from './openai-server.js'

/**
 * `openai-server.main.js [--port N] [--latency MS] [--concurrency N] [--key KEY] [--model NAME]`: the server as a process
 * of its own. Prints its address.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    concurrency: { type: 'string', default: 'Infinity' },
    key: { type: 'string' },
    model: { type: 'string' },
  },
})
const { key, model } = values
const { url } = await startOpenaiServer({
  port: Number(values.port),
  latencyMs: Number(values.latency),
  concurrencyLimit: Number(values.concurrency),
  ...(key !== undefined && { key }),
  ...(model !== undefined && { model }),
})
process.stdout.write(`${url}\n`)
