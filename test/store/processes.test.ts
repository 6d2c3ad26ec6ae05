import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { withLock } from '../../src/store/lock.js'
import { openIndex } from '../../src/store/open-index.js'
import { compileScript } from '../helpers/compiled.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const scripts: Record<'commit' | 'holdLock', ReturnType<typeof compileScript>> = {} as never

beforeAll(() => {
  scripts.commit = compileScript('store/processes/commit.ts')
  scripts.holdLock = compileScript('store/processes/hold-lock.ts')
}, 60_000)

afterAll(() => {
  for (const script of Object.values(scripts)) script.remove()
})

describe('several processes', () => {
  it('should all commit to one index at once, a new one too', async () => {
    const path = join(temporaryFolder(), '.zhen/zhen.db')
    const names = ['a', 'b', 'c']
    await Promise.all(names.map((name) => finished(start('commit', path, name, '40'))))
    const { index, memory, history, close } = openIndex(path)
    onTestFinished(close)
    const { files, chapters } = await index.loadState()
    expect(files).toHaveLength(120)
    expect(chapters).toHaveLength(120)
    expect(await index.loadSegments({})).toHaveLength(240)
    expect(await memory.count()).toEqual({ sources: 40, pairs: 120 })
    expect(await history.firstSeen('source', ['39'])).toEqual(new Map([['39', 39]]))
  })

  it('should hold the lock one after the other', async () => {
    const { lock, log } = lockFiles()
    await Promise.all(['a', 'b'].map((name) => finished(start('holdLock', lock, log, name, '150'))))
    const [first, second] = linesOf(log)[0] === 'a begins' ? ['a', 'b'] : ['b', 'a']
    expect(linesOf(log)).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])
  })

  it('should get the lock of a process that was killed', async () => {
    const { lock, log } = lockFiles()
    const holder = start('holdLock', lock, log, 'a', '60000')
    while (!existsSync(log)) await sleep(10)
    await expect(withLock(lock, { timeoutMs: 0 }, async () => 'got it')).rejects.toMatchObject({ code: 'locked' })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await withLock(lock, { timeoutMs: 0 }, async () => 'got it')).toBe('got it')
    expect(linesOf(log)).toEqual(['a begins'])
  })
})

function start(script: keyof typeof scripts, ...parameters: string[]): ChildProcess {
  const child = spawn(process.execPath, [scripts[script].path, ...parameters], { stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function finished(child: ChildProcess): Promise<void> {
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const [code] = await once(child, 'close')
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
}

function lockFiles() {
  const folder = temporaryFolder()
  return { lock: join(folder, 'zhen.db-lock'), log: join(folder, 'log') }
}

function linesOf(log: string): string[] {
  return readFileSync(log, 'utf8').trimEnd().split('\n')
}
