import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLock } from '../../src/store/lock.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const lockPath = () => join(temporaryFolder(), '.zhen/zhen.db-lock')

describe('withLock', () => {
  it('should give back what the work gives and let go of the lock', async () => {
    const path = lockPath()
    expect(await withLock(path, { timeoutMs: 0 }, async () => 'done')).toBe('done')
    expect(await withLock(path, { timeoutMs: 0 }, async () => 'again')).toBe('again')
    expect(existsSync(path)).toBe(true)
  })

  it('should let go of the lock when the work fails', async () => {
    const path = lockPath()
    const failing = withLock(path, { timeoutMs: 0 }, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await withLock(path, { timeoutMs: 0 }, async () => 'done')).toBe('done')
  })

  it('should run one work after the other and say once that it waits', async () => {
    const path = lockPath()
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 120))
      events.push(`${name} ends`)
    }
    const first = withLock(path, { timeoutMs: 0 }, work('first'))
    const second = withLock(path, { timeoutMs: 20_000, onWait: () => events.push('waits') }, work('second'))
    await Promise.all([first, second])
    expect(events).toEqual(['waits', 'first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('should give up after the time-out, without having run the work', async () => {
    const path = lockPath()
    await withLock(path, { timeoutMs: 0 }, async () => {
      const second = withLock(path, { timeoutMs: 60 }, () => Promise.reject(new Error('ran')))
      await expect(second).rejects.toMatchObject({ code: 'locked', values: { path } })
    })
  })

  it('should say so where the lock cannot be written', async () => {
    const path = '/dev/null/zhen.db-lock'
    await expect(withLock(path, { timeoutMs: 0 }, async () => 'done')).rejects.toMatchObject({
      code: 'store-unwritable',
    })
  })
})
