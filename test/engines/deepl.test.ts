import { describe, onTestFinished } from 'vitest'
import type { Engine } from '../../src/app/engine-port.js'
import type { Waiting } from '../../src/engines/backoff.js'
import { createDeeplEngine, type DeeplOptions } from '../../src/engines/deepl.js'
import { describeEngineContract } from './contract.js'
import { type DeeplServer, type DeeplServerOptions, startDeeplServer } from './servers/deepl-server.js'

const NEVER = new AbortController().signal

interface Subject {
  readonly engine: Engine
  readonly server: DeeplServer
  readonly pauses: readonly number[]
}

async function start(options: Partial<DeeplOptions> = {}, ofServer: DeeplServerOptions = {}): Promise<Subject> {
  const server = await startDeeplServer(ofServer)
  onTestFinished(() => server.close())
  const pauses: number[] = []
  const waiting: Waiting = {
    async pause(milliseconds) {
      pauses.push(milliseconds)
    },
    random: () => 0.5,
    now: () => Date.UTC(2026, 0, 1),
  }
  const all: DeeplOptions = {
    key: server.key,
    serverUrl: server.url,
    model: '',
    glossaryName: 'book',
    sourceLanguage: 'zh',
    targetLanguage: 'en-US',
    concurrency: 4,
    timeoutMs: 500,
    maxRetries: 2,
    price: null,
    contextParagraphs: 2,
    ...options,
  }
  return { engine: createDeeplEngine(all, waiting), server, pauses }
}

describe('deepl', () => {
  describeEngineContract(async () => {
    const { engine, server } = await start()
    await engine.prepare([], NEVER)
    return { engine, server, key: server.key, maxRetries: 2 }
  })
})
