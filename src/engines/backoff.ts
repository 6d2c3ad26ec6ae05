import { setTimeout as sleep } from 'node:timers/promises'
import type { ZhenError } from '../core/errors.js'

/** What one attempt throws when another one may go better. */
export class Passing extends Error {
  /** What to say when no attempt is left. */
  readonly failure: ZhenError
  /** What the server asks to wait, in milliseconds; `null` where it does not say. */
  readonly retryAfter: number | null

  constructor(failure: ZhenError, retryAfter: number | null = null) {
    super(failure.message)
    this.failure = failure
    this.retryAfter = retryAfter
  }
}

/** Time and chance, which tests replace. */
export interface Waiting {
  /** Rejects with the signal's reason as soon as that is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>
  /** 0 ≤ x < 1. */
  random(): number
  now(): number
}

export const REAL_WAITING: Waiting = {
  async pause(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, { signal })
    } catch {
      signal.throwIfAborted()
    }
  },
  random: Math.random,
  now: Date.now,
}

const FIRST_PAUSE = 1000
const FACTOR = 2
/** Of a pause, more or less: so that requests turned away together do not come back together. */
const JITTER = 0.25
/** Whoever waits at a terminal would rather hear of it than wait longer. */
const LONGEST_PAUSE = 60_000

/**
 * Makes attempts until one goes well or fails for good. Between them it pauses, longer each time, and never for less than
 * the server asks; where that is more than a minute it gives up at once.
 *
 * @param attempt throws {@link Passing} when another attempt may go better
 * @throws what the last attempt failed of; the signal's reason
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  maxRetries: number,
  signal: AbortSignal,
  waiting: Waiting = REAL_WAITING,
): Promise<T> {
  for (let retries = 0; ; retries++) {
    signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Passing)) throw error
      const asked = error.retryAfter ?? 0
      if (retries >= maxRetries || asked > LONGEST_PAUSE) throw error.failure
      const own = FIRST_PAUSE * FACTOR ** retries * (1 + JITTER * (2 * waiting.random() - 1))
      await waiting.pause(Math.max(asked, Math.min(own, LONGEST_PAUSE)), signal)
    }
  }
}

/** The milliseconds that a `Retry-After` header asks to wait: seconds or a date; `null` where it says nothing. */
export function readRetryAfter(header: unknown, now: number): number | null {
  if (typeof header !== 'string' || header.trim() === '') return null
  const seconds = Number(header)
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
