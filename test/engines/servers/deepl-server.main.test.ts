import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDeeplEngine } from '../../../src/engines/deepl.js'
import { compileScript } from '../../helpers/compiled.js'
import { temporaryFolder } from '../../helpers/temporary-folder.js'
import { engineText } from '../texts.js'

let script: ReturnType<typeof compileScript>

beforeAll(() => {
  script = compileScript('engines/servers/deepl-server.main.ts')
}, 60_000)
afterAll(() => script.remove())

async function startProcess(counts: string): Promise<{ child: ChildProcess; url: string; key: string }> {
  const child = spawn(process.execPath, [script.path, '--counts', counts], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const [url = '', key = ''] = line.split(' ')
  return { child, url, key }
}

it('should count on where a killed server stopped', async () => {
  const counts = join(temporaryFolder(), 'counts.json')
  const signal = new AbortController().signal
  for (const used of [3, 6]) {
    const { child, url, key } = await startProcess(counts)
    const engine = createDeeplEngine({
      key,
      serverUrl: url,
      model: '',
      glossaryName: '',
      sourceLanguage: 'zh',
      targetLanguage: 'en-US',
      concurrency: 1,
      timeoutMs: 10_000,
      maxRetries: 0,
      price: null,
      contextParagraphs: 0,
    })
    await engine.translate([engineText({ text: '重启。' })], signal)
    expect(await engine.usage(signal)).toMatchObject({ used })
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})
