import type { Review, ReviewSegment } from '../../app/review/view.js'
import { ZhenError } from '../../core/errors.js'
import type { Arrival, Effect } from './state.js'

/** So many segments are remembered, so that going back and forth is at once. */
const REMEMBERED = 64

/** Effects that are about the review, not about the terminal. */
export type ReviewEffect = Exclude<Effect, { do: 'edit' | 'redraw' | 'suspend' | 'quit' }>

export interface Surroundings {
  readonly review: Review
  /** Who decides; `null`: whoever git says is at work. */
  readonly by: string | null
  readonly wordFailure: (error: ZhenError) => string
  readonly arrive: (arrival: Arrival) => void
}

/**
 * Carries out what the screen wants of the review, and tells what came of it.
 *
 * A segment that was read before is shown at once and then read again: a decision on what is no longer so is found out
 * by what was seen.
 */
export function createPerformer({ review, by, wordFailure, arrive }: Surroundings) {
  const known = new Map<string, ReviewSegment>()
  /** Counts what was asked for: what was read ahead has to wait for that, and need not be read if it has moved on. */
  let asked = 0

  const learn = (segment: ReviewSegment) => {
    known.delete(segment.id)
    known.set(segment.id, segment)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
  }

  const read = async (id: string) => {
    const turn = ++asked
    const before = known.get(id)
    if (before) arrive({ type: 'segment', segment: before })
    // Keys that came meanwhile go first: whoever leafs through is not kept waiting for what they leave.
    await pause()
    if (turn !== asked) return
    const segment = await review.segment(id)
    learn(segment)
    arrive({ type: 'segment', segment })
  }

  const readAhead = async (id: string) => {
    const turn = asked
    if (known.has(id)) return
    await pause()
    if (turn === asked) learn(await review.segment(id))
  }

  const reread = async (id: string): Promise<ReviewSegment | null> => {
    try {
      const segment = await review.segment(id)
      learn(segment)
      return segment
    } catch (error) {
      if (error instanceof ZhenError && error.code === 'segment-unknown') return null
      throw error
    }
  }

  const undo = async () => {
    const undone = await review.undo()
    if (undone) known.delete(undone.id)
    arrive({ type: 'undone', step: undone, segment: undone && (await reread(undone.id)) })
  }

  const carryOut = async (effect: ReviewEffect): Promise<void> => {
    switch (effect.do) {
      case 'read-queue':
        return arrive({ type: 'queue', queue: await review.queue(effect.input), keep: effect.keep })
      case 'read-segment':
        return read(effect.id)
      case 'read-ahead':
        return readAhead(effect.id)
      case 'look':
        return arrive({
          type: 'looked',
          id: effect.id,
          text: effect.text,
          view: await review.look(effect.id, effect.text),
        })
      case 'apply': {
        const input = { ...effect.input, by }
        const outcome = await review.apply(input)
        known.delete(input.id)
        // Where one stays, what is there now comes with the news: a key pressed on seeing it is about that.
        const stays = outcome.kind !== 'done' || input.decision === null
        return arrive({ type: 'applied', input, outcome, segment: stays ? await reread(input.id) : null })
      }
      case 'comment':
        return arrive({ type: 'noted', key: 'commented', segment: await review.comment(effect.id, effect.text, by) })
      case 'settle':
        return arrive({ type: 'noted', key: 'settled', segment: await review.settleComment(effect.id, effect.key) })
      case 'undo':
        return undo()
    }
  }

  return async (effect: ReviewEffect): Promise<void> => {
    try {
      await carryOut(effect)
    } catch (error) {
      if (!(error instanceof ZhenError)) throw error
      if (effect.do !== 'read-ahead') arrive({ type: 'failed', message: wordFailure(error).trim(), effect })
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
