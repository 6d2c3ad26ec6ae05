import { describe, expect, it } from 'vitest'
import { type Patience, Settling, type Stamp } from '../../src/workspace/settling.js'

const PATIENCE: Patience = { quiet: 150, most: 500, doubtfulQuiet: 400, doubtfulMost: 2000 }

/** Files by name, each with its content, or with `null` if it is away. */
type Files = Readonly<Record<string, string | null>>

const NOTHING = { changed: [], again: null }

function stampsOf(files: Files): Map<string, Stamp> {
  const present = Object.entries(files).flatMap(([name, text]) => (text === null ? [] : [{ name, text }]))
  return new Map(present.map(({ name, text }) => [name, { mark: text, size: text.length }]))
}

/** Looks at the times given and says what was told then. */
function told(before: Files, ...looks: readonly (readonly [now: number, files: Files])[]) {
  const settling = new Settling(stampsOf(before), PATIENCE)
  return looks.map(([now, files]) => settling.look(stampsOf(files), now))
}

describe('Settling', () => {
  it('should tell of a file once it has been the same for a while', () => {
    expect(
      told({ a: 'one' }, [0, { a: 'one' }], [1000, { a: 'two' }], [1100, { a: 'two' }], [1150, { a: 'two' }]),
    ).toEqual([NOTHING, { changed: [], again: 150 }, { changed: [], again: 50 }, { changed: ['a'], again: null }])
  })

  it('should tell of each change once', () => {
    expect(told({}, [0, { a: 'one' }], [150, { a: 'one' }], [300, { a: 'one' }]).map(({ changed }) => changed)).toEqual(
      [[], ['a'], []],
    )
  })

  it('should begin to wait anew when a file changes again, but not for ever', () => {
    const looks = [0, 100, 200, 300, 400, 500].map((now) => [now, { a: `long ${now}` }] as const)
    const seen = told({ a: 'long' }, ...looks)
    expect(seen.map(({ changed }) => changed)).toEqual([[], [], [], [], [], ['a']])
    expect(seen[4]).toEqual({ changed: [], again: 100 })
  })

  it('should say nothing of a file that was away for a moment', () => {
    expect(told({ a: 'one', b: '' }, [0, { a: null }], [300, { a: 'one', b: '' }])).toEqual([
      { changed: [], again: 400 },
      NOTHING,
    ])
  })

  it('should leave what is gone, empty or much shorter alone for longer', () => {
    for (const text of [null, '', 'on']) {
      expect(told({ a: 'one two three' }, [0, { a: text }], [300, { a: text }], [400, { a: text }])).toEqual([
        { changed: [], again: 400 },
        { changed: [], again: 100 },
        { changed: ['a'], again: null },
      ])
    }
  })

  it('should wait for the whole of a file that is written piece by piece', () => {
    const whole = 'a'.repeat(100)
    const pieces = [0, 1, 2, 3, 4].map((piece) => [piece * 300, { a: whole.slice(0, piece * 10) }] as const)
    expect(told({ a: whole }, ...pieces).flatMap(({ changed }) => changed)).toEqual([])
  })

  it('should hold back all for one that is in the middle of a save', () => {
    expect(told({ a: 'one', b: 'two' }, [0, { a: 'uno', b: null }], [200, { a: 'uno', b: 'dos' }])).toEqual([
      { changed: [], again: 400 },
      { changed: [], again: 150 },
    ])
    expect(told({ a: 'one' }, [0, { a: 'uno' }], [350, { a: 'uno', b: 'dos' }], [500, { a: 'uno', b: 'dos' }])).toEqual(
      [
        { changed: [], again: 150 },
        { changed: [], again: 150 },
        { changed: ['a', 'b'], again: null },
      ],
    )
  })

  it('should know whether all is as it was told', () => {
    const settling = new Settling(stampsOf({ a: 'one' }), PATIENCE)
    expect(settling.holds(stampsOf({ a: 'one' }))).toBe(true)
    for (const files of [{ a: 'two' }, { a: null }, { a: 'one', b: '' }])
      expect(settling.holds(stampsOf(files))).toBe(false)
    settling.look(stampsOf({ b: 'two' }), 0)
    settling.look(stampsOf({ b: 'two' }), 400)
    expect(settling.holds(stampsOf({ b: 'two' }))).toBe(true)
  })
})
