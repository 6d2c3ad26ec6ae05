import { describe, expect, it } from 'vitest'
import type { Fact, LedgerLine } from '../../src/core/fact.js'
import { formatIntent, type IntendedFile, type Intent, parseIntent, textKey } from '../../src/core/intent.js'
import { formatLedger, parseLedger } from '../../src/core/ledger.js'
import { formatNotes, type Note } from '../../src/core/notes.js'
import { settleIntent } from '../../src/core/settle-intent.js'

const SOURCE = '监听器绑定端口。'
const T = 'A listener binds a port.'

const machine = (target: string): Fact => ({ fact: 'machine', source: SOURCE, target, engine: 'deepl' })
const accepted = (target: string): Fact => ({
  fact: 'accepted',
  source: SOURCE,
  target,
  by: 'Mei',
  at: '2026-01-01T00:00:00Z',
})
const line = (id: string, facts: readonly Fact[], rest: Partial<LedgerLine> = {}): LedgerLine => {
  return { id, kind: 'paragraph', source: SOURCE, facts, ...rest }
}
const ledger = (...lines: readonly LedgerLine[]) => formatLedger(lines)
const suggestion = (target: string): Note => ({ note: 'suggestion', id: 'a1', source: SOURCE, target, engine: 'deepl' })

const file = (side: IntendedFile['side'], path: string, before: string | null, after: string | null): IntendedFile => ({
  side,
  path,
  states: [before === null ? null : textKey(before)],
  before: side === 'target' ? null : before,
  after,
})

const FILES = [
  file(
    'ledger',
    'a.md',
    ledger(line('a1', []), line('a2', [])),
    ledger(line('a1', [machine(T), accepted(T)]), line('a2', [])),
  ),
  file('target', 'a.md', '# Listeners\n', `# Listeners\n\n${T}\n`),
  file('notes', 'a.md', formatNotes([suggestion(T)]), null),
]
const INTENT: Intent = { edition: 'target-en', process: 1, files: FILES }
const [LEDGER, CHAPTER, NOTES] = FILES as [IntendedFile, IntendedFile, IntendedFile]

/** Settles with what is in the ledger, the chapter and the notes. */
const settle = (...texts: readonly (string | null | undefined)[]) => {
  const { writes, left } = settleIntent(INTENT, (asked) => texts[FILES.indexOf(asked)])
  return { writes: Object.fromEntries(writes.map(({ side, to }) => [side, to])), left: left.map(({ side }) => side) }
}

describe('an intent', () => {
  it('should come back as it was written', () => {
    expect(parseIntent(formatIntent(INTENT), 'intent')).toEqual(INTENT)
  })

  it('should not be read where it was cut short or changed', () => {
    const text = formatIntent(INTENT)
    for (let end = 0; end < text.length - 1; end += 7) expect(parseIntent(text.slice(0, end), 'intent')).toBeNull()
    expect(parseIntent(text.replace('binds', 'bends'), 'intent')).toBeNull()
  })

  it('should be refused where a newer zhen wrote it', () => {
    const text = formatIntent(INTENT).replace('"format":1', '"format":2')
    expect(() => parseIntent(text, 'intent')).toThrow(expect.objectContaining({ code: 'intent-newer' }))
  })

  it.each(['../a.md', '/etc/passwd', 'a/../../b.md', './a.md', 'a//b.md', '', '.zhen/a.md', 'a/.git/b.md', 'a\0.md'])(
    'should not be read where it names %j',
    (path) => {
      const text = formatIntent({ ...INTENT, files: [{ ...CHAPTER, path }] })
      expect(parseIntent(text, 'intent')).toBeNull()
    },
  )

  it.each<[string, unknown]>([
    ['a side that nothing writes', { ...CHAPTER, side: 'source' }],
    ['no text', { ...CHAPTER, after: 7 }],
    ['no states', { ...CHAPTER, states: 'all' }],
    ['nothing', null],
  ])('should not be read where it holds %s', (_, wrong) => {
    expect(parseIntent(formatIntent({ ...INTENT, files: [wrong as IntendedFile] }), 'intent')).toBeNull()
  })
})

describe('what was begun', () => {
  const [before, after] = [
    [LEDGER.before, '# Listeners\n', NOTES.before],
    [LEDGER.after, CHAPTER.after, NOTES.after],
  ] as const

  it('should become what it was to be, wherever it ended', () => {
    expect(settle(...before)).toEqual({ writes: { ledger: after[0], target: after[1], notes: null }, left: [] })
    expect(settle(after[0], before[1], before[2])).toEqual({ writes: { target: after[1], notes: null }, left: [] })
    expect(settle(...after)).toEqual({ writes: {}, left: [] })
  })

  it('should come to its end from every state on the way', () => {
    const pending = 'half way'
    const files = [{ ...LEDGER, states: [...LEDGER.states, textKey(pending)] }]
    const { writes } = settleIntent({ ...INTENT, files }, () => pending)
    expect(writes).toEqual([{ side: 'ledger', path: 'a.md', from: pending, to: after[0] }])
  })

  it('should go into a ledger and notes that somebody changed', () => {
    const theirs = ledger(line('a1', []), line('a2', [accepted('Theirs.')]))
    const { writes, left } = settle(theirs, before[1], formatNotes([suggestion(T), suggestion('Theirs.')]))
    expect(writes.ledger).toBe(ledger(line('a1', [machine(T), accepted(T)]), line('a2', [accepted('Theirs.')])))
    expect(writes.target).toBe(after[1])
    expect(writes.notes).toBe(formatNotes([suggestion('Theirs.')]))
    expect(left).toEqual([])
  })

  it.each<[string, string | null | undefined]>([
    ['taken away', null],
    ['damaged', '{"id":'],
    ['of a newer version', ledger(line('a1', [{ fact: 'sung' } as unknown as Fact]))],
    ['unreadable', undefined],
  ])('should leave a ledger alone that was %s', (_, text) => {
    const { writes, left } = settle(text, before[1], before[2])
    expect(writes).not.toHaveProperty('ledger')
    expect(left).toEqual(['ledger'])
  })
})

describe('a chapter that somebody changed after the interruption', () => {
  it('should stay, and nothing be said of a text that is not in it', () => {
    const { writes, left } = settle(LEDGER.before, '# Listeners\n\nBy hand.\n', NOTES.before)
    const pending = { ...machine(T), pending: true } as Fact
    expect(writes).toEqual({ ledger: ledger(line('a1', [pending]), line('a2', [])) })
    expect(left).toEqual(['target'])
  })

  it('should have what was said taken back, where the text is not in it', () => {
    const { writes } = settle(LEDGER.after, '# Listeners\n\nBy hand.\n', null)
    expect(parseLedger(writes.ledger ?? '', 'a')[0]?.facts).toEqual([{ ...machine(T), pending: true }])
    expect(writes.notes).toBe(NOTES.before)
  })

  it('should have said of it what is in it', () => {
    const { writes } = settle(LEDGER.before, `# Listeners\n\n> ${T}\n\nBy hand.\n`, NOTES.before)
    expect(writes.ledger).toBe(LEDGER.after)
  })

  it('should keep what goes with it from losing text', () => {
    const moved = 'It came from b.'
    const files = [
      file(
        'ledger',
        'b.md',
        ledger(line('b1', [machine(moved)])),
        ledger(line('b1', [machine(moved)], { target: 'a.md' })),
      ),
      file('target', 'a.md', 'One.\n', `One.\n\n${moved}\n`),
      file('target', 'b.md', `${moved}\n`, null),
    ]
    const texts = [files[0]?.before, 'One.\n\nBy hand.\n', `${moved}\n`]
    const { writes, left } = settleIntent({ ...INTENT, files }, (asked) => texts[files.indexOf(asked)])
    expect(writes).toEqual([])
    expect(left.map(({ path }) => path)).toEqual(['a.md', 'b.md'])
  })

  it('should not cost a ledger the lines that were to go', () => {
    const files = [
      file('ledger', 'a.md', ledger(line('a1', []), line('a2', [])), ledger(line('a1', []))),
      file('target', 'a.md', 'One.\n', 'Two.\n'),
    ]
    const texts = [files[0]?.after, 'By hand.\n']
    const { writes } = settleIntent({ ...INTENT, files }, (asked) => texts[files.indexOf(asked)])
    expect(writes).toEqual([expect.objectContaining({ to: files[0]?.before })])
  })
})
