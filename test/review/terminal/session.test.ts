import { describe, expect, it } from 'vitest'
import { ZhenError } from '../../../src/core/errors.js'
import { createTranslate } from '../../../src/i18n/index.js'
import { createLook } from '../../../src/reporters/look.js'
import { ENTER_SCREEN, LEAVE_SCREEN } from '../../../src/review/terminal/drawing.js'
import { reviewOnTerminal } from '../../../src/review/terminal/review-on-terminal.js'
import type { Ears, Edited, Terminal } from '../../../src/review/terminal/terminal.js'
import { createScriptedReview, makeQueue, makeSegment, type ScriptedReview } from './segments.js'

const ASKED = { chapters: [], queues: [], check: null, search: null }
const SEGMENTS = [
  makeSegment({ id: 'one', zh: '第一段。', en: 'First.' }),
  makeSegment({ id: 'two', zh: '第二段。', en: 'Second.' }),
]

/** A terminal without a person: it notes what is written, and types what it is told. */
function createScriptedTerminal() {
  const written: string[] = []
  let ears: Ears | null = null
  let edited: Edited = { kind: 'saved', text: '' }
  const opened: string[] = []
  const terminal: Terminal = {
    size: () => ({ columns: 80, rows: 24 }),
    write: (bytes) => void written.push(bytes),
    listen(given) {
      ears = given
      return () => {
        ears = null
      }
    },
    async suspend() {
      written.push('<suspended>')
    },
    async edit(_, text) {
      written.push('<editor>')
      opened.push(text)
      return edited
    },
  }
  return {
    terminal,
    written,
    opened,
    answer: (text: string) => {
      edited = { kind: 'saved', text }
    },
    type: async (input: string) => {
      await calm()
      ears?.onInput(input)
      await calm()
    },
    end: () => ears?.onEnd(),
  }
}

/** Until everything that was begun has come to its end; there are no clocks in it. */
async function calm(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
}

function start(review: ScriptedReview = createScriptedReview(SEGMENTS)) {
  const person = createScriptedTerminal()
  let clock = 0
  const deps = {
    review,
    terminal: person.terminal,
    look: createLook({ t: createTranslate('en'), language: 'en', columns: 80, colour: false }),
    by: 'Ann',
    wordFailure: ({ code }: ZhenError) => `failed: ${code}`,
    now: () => {
      clock += 1000
      return clock
    },
  }
  return { ...person, review, left: reviewOnTerminal(deps, ASKED, makeQueue(SEGMENTS)) }
}

describe('a review on the terminal', () => {
  it('should take the screen and give it back', async () => {
    const { written, type, left } = start()
    await type('q')
    expect(await left).toBe('')
    expect(written[0]).toBe(ENTER_SCREEN)
    expect(written.at(-1)).toBe(LEAVE_SCREEN)
  })

  it('should decide in the name that was given', async () => {
    const { review, type, left } = start()
    await type('a')
    await type('q')
    await left
    expect(review.calls).toContainEqual([
      'apply',
      expect.objectContaining({ id: 'one', decision: 'accept', by: 'Ann' }),
    ])
  })

  it('should give the screen to the editor and take it back', async () => {
    const { review, written, opened, answer, type, left } = start()
    answer('First one.\n')
    await type('e')
    await type('q')
    await left
    expect(opened[0]).toMatch(/^First\.\n\n%% -+ >8 -+ .*\n%%\n%% Chinese\n%% {3}第一段。\n/)
    const at = written.indexOf('<editor>')
    expect([written[at - 1], written[at + 1]]).toEqual([LEAVE_SCREEN, ENTER_SCREEN])
    expect(review.calls).toContainEqual(['apply', expect.objectContaining({ text: 'First one.', decision: null })])
  })

  it('should come back from the shell with all that was there', async () => {
    const { written, type, left } = start()
    await type('\u001a')
    const at = written.indexOf('<suspended>')
    expect([written[at - 1], written[at + 1]]).toEqual([LEAVE_SCREEN, ENTER_SCREEN])
    expect(written.slice(at + 2).join('')).toContain('第一段。')
    await type('q')
    await left
  })

  it('should say what failed and go on', async () => {
    const review = createScriptedReview(SEGMENTS)
    const { written, type, left } = start({
      ...review,
      apply: async () => {
        throw new ZhenError('locked')
      },
    })
    await type('a')
    expect(written.join('')).toContain('failed: locked')
    await type('q')
    expect(await left).toBe('')
  })

  it('should give the screen back when there is a bug', async () => {
    const review = createScriptedReview(SEGMENTS)
    const { written, type, left } = start({ ...review, undo: () => Promise.reject(new Error('a bug')) })
    const failed = expect(left).rejects.toThrow('a bug')
    await type('u')
    await failed
    expect(written.at(-1)).toBe(LEAVE_SCREEN)
  })

  it('should print what was typed and never saved', async () => {
    const review = createScriptedReview(SEGMENTS)
    review.answerNext({ kind: 'refused', id: 'one', reason: 'shape-broken', detail: '' })
    const { answer, type, left, end } = start(review)
    answer('# Mine\n\n# \u001b[2J')
    await type('e')
    end()
    expect(await left).toBe('Not saved, proxy/listeners.md, one:\n\n# Mine\n\n# \u241b[2J\n')
  })

  it('should finish what it writes before it leaves', async () => {
    const review = createScriptedReview(SEGMENTS)
    let finish = () => {}
    const { type, left } = start({
      ...review,
      apply: (input) =>
        new Promise((resolve) => {
          finish = () => resolve({ kind: 'done', id: input.id, from: 'draft', to: 'translated', written: [] })
        }),
    })
    let isLeft = false
    void left.then(() => {
      isLeft = true
    })
    await type('a')
    await type('\u0003')
    expect(isLeft).toBe(false)
    finish()
    await left
  })
})
