import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLock, withLock } from '../../src/store/lock.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const lockPath = () => join(temporaryFolder(), '.zhen/zhen.db-lock')

const isLinux = existsSync('/proc/self/fd')

/** How often this process has a file open; 0 where the system does not tell. */
function opened(path: string): number {
  if (!isLinux) return 0
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(join('/proc/self/fd', fd)) === path
    } catch {
      return false
    }
  }).length
}

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

describe('createLock', () => {
  it('should open its file once, however often it is held, and close it', async () => {
    const path = lockPath()
    const lock = createLock(path)
    expect(opened(path)).toBe(0)
    for (let time = 0; time < 5; time++) {
      expect(await lock.hold({ timeoutMs: 0 }, async () => time)).toBe(time)
      expect(opened(path)).toBe(isLinux ? 1 : 0)
    }
    lock.close()
    expect(opened(path)).toBe(0)
    expect(await lock.hold({ timeoutMs: 0 }, async () => 'again')).toBe('again')
    lock.close()
  })

  it('should let works of one process run one after the other, and others in between', async () => {
    const path = lockPath()
    const lock = createLock(path)
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 60))
      events.push(`${name} ends`)
    }
    await Promise.all([
      lock.hold({ timeoutMs: 20_000 }, work('one')),
      lock.hold({ timeoutMs: 20_000 }, work('two')),
      withLock(path, { timeoutMs: 20_000 }, work('other')),
    ])
    lock.close()
    const names = events.map((event) => event.split(' ')[0])
    expect(names[0]).toBe('one')
    expect(names).toEqual(names.flatMap((name, at) => (at % 2 === 0 ? [name, name] : [])))
    expect(new Set(names).size).toBe(3)
  })

  it('should be free for others after a work, though its file stays open', async () => {
    const path = lockPath()
    const lock = createLock(path)
    await lock.hold({ timeoutMs: 0 }, async () => {
      await expect(withLock(path, { timeoutMs: 0 }, async () => 'in')).rejects.toMatchObject({ code: 'locked' })
    })
    await expect(lock.hold({ timeoutMs: 0 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(path, { timeoutMs: 0 }, async () => 'in')).toBe('in')
    lock.close()
  })

  it('should be the lock of the file that is there now', async () => {
    const path = lockPath()
    const lock = createLock(path)
    await lock.hold({ timeoutMs: 0 }, async () => undefined)
    rmSync(dirname(path), { recursive: true })
    await lock.hold({ timeoutMs: 0 }, async () => {
      await expect(withLock(path, { timeoutMs: 0 }, async () => 'in')).rejects.toMatchObject({ code: 'locked' })
    })
    rmSync(dirname(path), { recursive: true })
    await withLock(path, { timeoutMs: 0 }, async () => {
      await expect(lock.hold({ timeoutMs: 0 }, async () => 'in')).rejects.toMatchObject({ code: 'locked' })
    })
    lock.close()
  })

  it('should be closed after the work in which it is told to', async () => {
    const path = lockPath()
    const lock = createLock(path)
    await lock.hold({ timeoutMs: 0 }, async () => {
      lock.close()
      await expect(withLock(path, { timeoutMs: 0 }, async () => 'in')).rejects.toMatchObject({ code: 'locked' })
    })
    expect(opened(path)).toBe(0)
    expect(await withLock(path, { timeoutMs: 0 }, async () => 'in')).toBe('in')
  })
})
