import { describe, expect, it } from 'vitest'
import { ZhenError } from '../../src/core/errors.js'
import { Passing, readRetryAfter, retry, type Waiting } from '../../src/engines/backoff.js'

const NEVER = new AbortController().signal
const failure = new ZhenError('engine-unavailable', { found: 'HTTP 503' })

function countPauses(): Waiting & { readonly pauses: number[] } {
  const pauses: number[] = []
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  return { pauses, pause, random: () => 0.5, now: () => 0 }
}

/** Attempts that fail this way one after the other, and then go well. */
function attempts(...errors: readonly Error[]): () => Promise<string> {
  const left = [...errors]
  return async () => {
    const error = left.shift()
    if (error) throw error
    return 'done'
  }
}

describe('retry', () => {
  it('should pause longer each time', async () => {
    const waiting = countPauses()
    const passing = new Passing(failure)
    expect(await retry(attempts(passing, passing, passing), 3, NEVER, waiting)).toBe('done')
    expect(waiting.pauses).toEqual([1000, 2000, 4000])
  })

  it('should come back at a time of its own', async () => {
    const pauses = [0, 0.999].map(async (chance) => {
      const waiting = { ...countPauses(), random: () => chance }
      await retry(attempts(new Passing(failure)), 1, NEVER, waiting)
      return waiting.pauses[0]
    })
    expect(await Promise.all(pauses)).toEqual([750, expect.closeTo(1250, -1)])
  })

  it('should wait for as long as the server asks, and no less than it would by itself', async () => {
    const waiting = countPauses()
    await retry(attempts(new Passing(failure, 7000), new Passing(failure, 10)), 2, NEVER, waiting)
    expect(waiting.pauses).toEqual([7000, 2000])
  })

  it('should give up at once when the server asks for more than a minute', async () => {
    const waiting = countPauses()
    await expect(retry(attempts(new Passing(failure, 61_000)), 5, NEVER, waiting)).rejects.toBe(failure)
    expect(waiting.pauses).toEqual([])
  })

  it('should give up after so many retries', async () => {
    const waiting = countPauses()
    const passing = new Passing(failure)
    await expect(retry(attempts(passing, passing, passing), 2, NEVER, waiting)).rejects.toBe(failure)
    expect(waiting.pauses).toHaveLength(2)
  })

  it('should not try again what fails for good', async () => {
    const waiting = countPauses()
    const error = new ZhenError('engine-auth')
    await expect(retry(attempts(error), 5, NEVER, waiting)).rejects.toBe(error)
    expect(waiting.pauses).toEqual([])
  })

  it('should end a pause when it is told to stop', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const outcome = expect(retry(attempts(new Passing(failure, 50_000)), 5, controller.signal)).rejects.toBe(reason)
    setImmediate(() => controller.abort(reason))
    await outcome
  })
})

describe('readRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1)

  it.each([
    ['3', 3000],
    ['0', 0],
    ['1.5', 1500],
    ['-1', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('should read %s', (header, milliseconds) => {
    expect(readRetryAfter(header, now)).toBe(milliseconds)
  })
})
