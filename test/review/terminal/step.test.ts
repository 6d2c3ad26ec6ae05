import { describe, expect, it } from 'vitest'
import type { ReviewOutcome, ReviewSegment } from '../../../src/app/review/view.js'
import { type Arrival, type Effect, type State, startState } from '../../../src/review/terminal/state.js'
import { step } from '../../../src/review/terminal/step.js'
import { makeFullSegment, makeQueue, makeSegment } from './segments.js'

const ASKED = { chapters: [], queues: [], check: null, search: null }
const FIRST = makeSegment({ id: 'one', zh: '第一段。', en: 'First.' })
const SECOND = makeFullSegment()
const THIRD = makeSegment({ id: 'three', zh: '第三段。' })
const SEGMENTS = [FIRST, SECOND, THIRD]

/** A review that is at `id`, and what keys and arrivals make of it. */
function screenAt(id: string, segments: readonly ReviewSegment[] = SEGMENTS) {
  let state: State = startState({ columns: 80, rows: 24 }, ASKED, makeQueue(segments))
  let effects: readonly Effect[] = []
  let clock = 0
  const arrive = (arrival: Arrival) => {
    const made = step(state, arrival)
    state = made.state
    effects = made.effects
    // What is to be shown is there at once.
    for (const effect of made.effects) {
      const segment = effect.do === 'read-segment' && segments.find((each) => each.id === effect.id)
      if (segment) state = step(state, { type: 'segment', segment }).state
    }
  }
  const pressAfter = (milliseconds: number, key: string) => {
    clock += milliseconds
    arrive({ type: 'key', stroke: { key, text: key.length === 1 ? key : '' }, at: clock })
  }
  const press = (...keys: string[]) => {
    for (const key of keys) pressAfter(1000, key)
  }
  arrive({ type: 'queue', queue: makeQueue(segments), keep: id })
  return {
    arrive,
    press,
    type: (words: string) => press(...words),
    hold: (key: string, times: number) => {
      for (let count = 0; count < times; count++) pressAfter(33, key)
    },
    get state() {
      return state
    },
    get effects() {
      return effects
    },
    get applied() {
      const effect = effects.find((each) => each.do === 'apply')
      return effect?.do === 'apply' ? effect.input : null
    },
  }
}

const done = (id: string, to: 'translated' | 'omitted' = 'translated'): ReviewOutcome => {
  return { kind: 'done', id, from: 'draft', to, written: [] }
}

describe('moving', () => {
  it('should go through the queue and read one ahead', () => {
    const screen = screenAt('one')
    screen.press('j')
    expect(screen.state.shown).toBe('tn4pn6g51m')
    expect(screen.effects).toEqual([
      { do: 'read-segment', id: 'tn4pn6g51m' },
      { do: 'read-ahead', id: 'three' },
    ])
    screen.press('j', 'j')
    expect([screen.state.shown, screen.state.remark?.key]).toEqual(['three', 'last-of-queue'])
    screen.press('k', 'k', 'k')
    expect([screen.state.shown, screen.state.remark?.key]).toEqual(['one', 'first-of-queue'])
  })

  it('should go to neighbours in the chapter and back to the queue', () => {
    const screen = screenAt('tn4pn6g51m')
    screen.press('J')
    expect([screen.state.shown, screen.state.at]).toEqual(['a1', 1])
    screen.press('k')
    expect(screen.state.shown).toBe('tn4pn6g51m')
    screen.press('J', 'j')
    expect(screen.state.shown).toBe('three')
  })

  it('should not show a segment that arrives when one has gone on', () => {
    const screen = screenAt('one')
    screen.press('j')
    screen.arrive({ type: 'segment', segment: FIRST })
    expect(screen.state.segment?.id).toBe('tn4pn6g51m')
  })

  it('should scroll, and begin at the top elsewhere', () => {
    const screen = screenAt('one')
    screen.press('ArrowDown', 'ArrowDown', 'ArrowUp')
    expect(screen.state.scroll).toBe(1)
    screen.press('j')
    expect(screen.state.scroll).toBe(0)
  })
})

describe('deciding', () => {
  it('should decide on what was seen, and go on to what is open', () => {
    const screen = screenAt('one')
    screen.press('a')
    expect(screen.applied).toMatchObject({ id: 'one', seen: FIRST.seen, decision: 'accept', text: null })
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('one'), segment: null })
    expect([screen.state.shown, screen.state.remark]).toMatchObject([
      'tn4pn6g51m',
      { key: 'accept', values: { status: 'translated' } },
    ])
    screen.press('k', 'k')
    expect(screen.state.shown).toBe('one')
  })

  it('should refuse what does not fit the segment', () => {
    const screen = screenAt('three')
    screen.press('a')
    expect([screen.applied, screen.state.remark?.key]).toEqual([null, 'unfit'])
  })

  it('should write one thing at a time', () => {
    const screen = screenAt('one')
    screen.press('a')
    screen.press('a')
    expect(screen.effects).toEqual([])
  })

  it('should decide once for a key that is held', () => {
    const screen = screenAt('one')
    screen.press('a')
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('one'), segment: null })
    screen.hold('a', 20)
    expect(screen.state.decided.size).toBe(1)
    expect(screen.state.isWriting).toBe(false)
  })

  it('should omit with a reason, and not without', () => {
    const screen = screenAt('three')
    screen.press('o', 'Enter')
    expect([screen.state.mode.kind, screen.applied]).toEqual(['prompt', null])
    screen.type('只对中文读者')
    screen.press('Enter')
    expect(screen.applied).toMatchObject({ id: 'three', decision: 'omit', reason: '只对中文读者' })
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('three', 'omitted'), segment: null })
    expect(screen.state.shown).toBe('one')
  })

  it('should read the queue again when all of it is decided', () => {
    const screen = screenAt('one', [FIRST])
    screen.press('a')
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('one'), segment: null })
    expect(screen.effects).toEqual([{ do: 'read-queue', input: ASKED, keep: null }])
    screen.arrive({ type: 'queue', queue: makeQueue([]), keep: null })
    expect([screen.state.shown, screen.state.segment]).toEqual([null, null])
    screen.press('j', 'k', 'a', 'e', 's', 'm', 'c', 'o', 'n', '1', 'J', 'Escape', 'PageDown')
    expect(screen.state.shown).toBe(null)
  })

  it('should show again what was decided otherwise meanwhile', () => {
    const screen = screenAt('one')
    screen.press('p')
    const theirs = { source: '第一段。', targets: ['Theirs.'] }
    const outcome: ReviewOutcome = { kind: 'conflict', id: 'one', base: FIRST.seen, theirs, mine: null, isGone: false }
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome, segment: null })
    expect([screen.state.mode.kind, screen.state.remark?.key]).toEqual(['segment', 'changed'])
  })

  it('should go back to what was undone', () => {
    const screen = screenAt('one')
    screen.press('a')
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('one'), segment: null })
    screen.press('u')
    expect(screen.effects).toEqual([{ do: 'undo' }])
    screen.arrive({ type: 'undone', step: { id: 'one', chapter: 'proxy/listeners.md', to: 'draft' }, segment: FIRST })
    expect([screen.state.shown, screen.state.decided.size, screen.state.remark?.key]).toEqual(['one', 0, 'undone'])
  })
})

describe('writing', () => {
  it('should show a suggestion first, then take it as the suggestion it is', () => {
    const screen = screenAt('tn4pn6g51m')
    screen.press('s')
    expect(screen.state.mode).toEqual({ kind: 'choose', ask: 'suggestion', count: 2 })
    screen.press('2')
    expect(screen.effects).toMatchObject([{ do: 'look', id: 'tn4pn6g51m' }])
    screen.press('a')
    expect(screen.applied).toMatchObject({
      suggestion: 2,
      text: 'The listener binds port 15006 unless told otherwise.',
      decision: 'accept',
    })
  })

  it('should drop what was taken, and ask before it drops what was typed', () => {
    const screen = screenAt('tn4pn6g51m')
    screen.press('m')
    expect(screen.state.unsaved.get('tn4pn6g51m')?.text).toBe('The listener binds port 15001.')
    screen.press('Escape')
    expect(screen.state.unsaved.size).toBe(0)
    screen.press('e')
    const [edit] = screen.effects
    if (edit?.do !== 'edit') throw new Error('no edit')
    screen.arrive({ type: 'edited', edit, result: { kind: 'text', text: 'Mine.' } })
    screen.arrive({
      type: 'applied',
      input: screen.applied as never,
      outcome: { kind: 'refused', id: 'tn4pn6g51m', reason: 'shape-broken', detail: '' },
      segment: SECOND,
    })
    expect(screen.state.unsaved.get('tn4pn6g51m')).toMatchObject({ text: 'Mine.', isTyped: true })
    screen.press('Escape')
    expect(screen.state.mode.kind).toBe('confirm')
    screen.press('n')
    expect(screen.state.unsaved.size).toBe(1)
    screen.press('s', '1')
    expect(screen.state.unsaved.get('tn4pn6g51m')?.text).toBe('Mine.')
    screen.press('q')
    expect([screen.state.mode, screen.effects]).toMatchObject([{ ask: 'quit', count: 1 }, []])
    screen.press('y')
    expect(screen.effects).toEqual([{ do: 'quit' }])
  })

  it('should keep a text that the disk refused', () => {
    const screen = screenAt('one')
    screen.press('e')
    const [edit] = screen.effects
    if (edit?.do !== 'edit') throw new Error('no edit')
    screen.arrive({ type: 'edited', edit, result: { kind: 'text', text: 'Mine.' } })
    const [effect] = screen.effects
    if (!effect) throw new Error('nothing to do')
    screen.arrive({ type: 'failed', message: 'the disk is full', effect })
    expect(screen.state.unsaved.get('one')).toMatchObject({ text: 'Mine.', isTyped: true })
    expect(screen.state.isWriting).toBe(false)
  })

  it('should put the right English of a term where the wrong one stands', () => {
    const screen = screenAt('tn4pn6g51m')
    screen.press('1')
    expect(screen.state.unsaved.get('tn4pn6g51m')?.text).toMatch(/^By default the listener binds/)
    screen.press('2')
    screen.press('9')
    expect(screen.state.unsaved.size).toBe(1)
  })

  it.each([
    ['emptied', { kind: 'text', text: '' }],
    ['unchanged', { kind: 'text', text: 'First.' }],
    ['editor-failed', { kind: 'failed', command: 'vi', code: '1' }],
  ] as const)('should change nothing with an editor that left the text %s', (key, result) => {
    const screen = screenAt('one')
    screen.press('e')
    const [edit] = screen.effects
    if (edit?.do !== 'edit') throw new Error('no edit')
    expect(edit.start).toBe('First.')
    screen.arrive({ type: 'edited', edit, result })
    expect([screen.applied, screen.state.remark?.key]).toEqual([null, key])
  })

  it('should begin with nothing where English has nothing or a copy of the Chinese', () => {
    const copy = makeSegment({ id: 'copy', zh: '抄。', en: '抄。', status: 'untranslated', gap: 'copy' })
    const screen = screenAt('copy', [copy])
    screen.press('e')
    expect(screen.effects).toMatchObject([{ do: 'edit', start: '' }])
    screen.press('c')
    expect(screen.state.unsaved.get('copy')?.text).toBe('抄。')
  })

  it('should ask which of several passages is meant', () => {
    const two = makeSegment({ id: 'two', zh: '两处。', en: ['Here.', 'There.'] })
    const screen = screenAt('two', [two])
    screen.press('e', '2')
    expect(screen.effects).toMatchObject([{ do: 'edit', start: 'There.', passage: 1 }])
  })
})

describe('a conflict', () => {
  const theirs = { source: FIRST.seen.source, targets: ['Theirs.'] }

  function conflicted() {
    const screen = screenAt('one')
    screen.press('e')
    const [edit] = screen.effects
    if (edit?.do !== 'edit') throw new Error('no edit')
    screen.arrive({ type: 'edited', edit, result: { kind: 'text', text: 'Mine.' } })
    const input = screen.applied
    if (!input) throw new Error('nothing applied')
    const outcome = { kind: 'conflict', id: 'one', base: FIRST.seen, theirs, mine: 'Mine.', isGone: false } as const
    screen.arrive({ type: 'applied', input, outcome, segment: FIRST })
    expect(screen.state.mode.kind).toBe('conflict')
    return screen
  }

  it('should write mine over theirs when that is said', () => {
    const screen = conflicted()
    screen.press('m')
    expect(screen.applied).toMatchObject({ text: 'Mine.', seen: theirs })
    screen.arrive({ type: 'applied', input: screen.applied as never, outcome: done('one'), segment: null })
    expect([screen.state.mode.kind, screen.state.unsaved.size]).toEqual(['segment', 0])
  })

  it('should leave theirs when that is said', () => {
    const screen = conflicted()
    screen.press('t')
    expect([screen.state.unsaved.size, screen.state.mode.kind]).toEqual([0, 'segment'])
    expect(screen.effects).toEqual([{ do: 'read-segment', id: 'one' }])
  })

  it('should join both in the editor', () => {
    const screen = conflicted()
    screen.press('e')
    const [edit] = screen.effects
    if (edit?.do !== 'edit') throw new Error('no edit')
    expect(edit).toMatchObject({ start: 'Mine.', conflict: { theirs } })
    screen.arrive({ type: 'edited', edit, result: { kind: 'text', text: 'Both.' } })
    expect(screen.applied).toMatchObject({ text: 'Both.', seen: theirs })
  })

  it('should keep mine where it is put off', () => {
    const screen = conflicted()
    screen.press('Escape')
    expect(screen.state.unsaved.get('one')).toMatchObject({ text: 'Mine.', seen: FIRST.seen })
  })
})

describe('the queue', () => {
  it('should open what is chosen', () => {
    const screen = screenAt('one')
    screen.press('g', 'j', 'ArrowDown', 'ArrowDown', 'Enter')
    expect([screen.state.shown, screen.state.mode.kind]).toEqual(['three', 'segment'])
  })

  it('should turn to other queues and back', () => {
    const screen = screenAt('one')
    screen.press('g', 'ArrowRight')
    expect(screen.effects).toMatchObject([{ do: 'read-queue', input: { queues: ['untranslated'] } }])
    screen.press('ArrowLeft', 'ArrowLeft')
    expect(screen.effects).toMatchObject([{ do: 'read-queue', input: { check: 'number-mismatch' } }])
    screen.press('Escape', 'Escape')
    expect(screen.effects).toMatchObject([{ do: 'read-queue', input: ASKED }])
  })

  it('should search everywhere, and end the search', () => {
    const screen = screenAt('one')
    screen.press('/')
    screen.type('端口')
    screen.press('Enter')
    expect(screen.effects).toEqual([{ do: 'read-queue', input: { ...ASKED, search: '端口' }, keep: 'one' }])
    screen.arrive({ type: 'queue', queue: makeQueue([THIRD]), keep: 'one' })
    expect(screen.state.shown).toBe('three')
    screen.press('Escape')
    expect(screen.effects).toEqual([{ do: 'read-queue', input: ASKED, keep: 'one' }])
  })
})

describe('comments', () => {
  it('should be written, and settled by their number', () => {
    const screen = screenAt('tn4pn6g51m')
    screen.press('n', '1')
    expect(screen.effects).toEqual([{ do: 'settle', id: 'tn4pn6g51m', key: 'k1' }])
    screen.arrive({ type: 'noted', segment: SECOND, key: 'settled' })
    screen.press('n', 'n')
    screen.type('Why?')
    screen.press('Enter')
    expect(screen.effects).toEqual([{ do: 'comment', id: 'tn4pn6g51m', text: 'Why?' }])
  })
})
