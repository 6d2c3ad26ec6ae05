import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTranslate, UI_LANGUAGES } from '../../../src/i18n/index.js'
import { createLook } from '../../../src/reporters/look.js'
import { widthOf } from '../../../src/reporters/width.js'
import { showState } from '../../../src/review/terminal/frame.js'
import { type Mode, type State, startState } from '../../../src/review/terminal/state.js'
import { makeFullSegment, makeQueue, makeSegment } from './segments.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/screens')

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  { columns: 120, rows: 40 },
]

const ASKED = { chapters: [], queues: [], check: null, search: null }
const FULL = makeFullSegment()
const OTHER = makeSegment({ id: 'other', zh: '另一段。', en: 'Another one.', chapter: 'proxy/start.md' })

function stateOf(size: State['size'], rest: Partial<State> = {}): State {
  const start = startState(size, ASKED, makeQueue([FULL, OTHER]))
  return { ...start, shown: FULL.id, segment: FULL, ...rest }
}

const lookOf = (language: (typeof UI_LANGUAGES)[number], colour: boolean) =>
  createLook({ t: createTranslate(language), language, columns: 80, colour })

const CONFLICT: Mode = {
  kind: 'conflict',
  conflict: {
    kind: 'conflict',
    id: FULL.id,
    base: FULL.seen,
    theirs: { source: FULL.seen.source, targets: ['By default the listener binds port 15006.'] },
    mine: 'The listener binds port 15006 by default.',
    isGone: false,
  },
  input: {
    id: FULL.id,
    seen: FULL.seen,
    text: 'The listener binds port 15006 by default.',
    passage: 0,
    suggestion: null,
    decision: null,
    reason: null,
    by: null,
  },
}

/** Everything a screen can be. */
const SCREENS: Readonly<Record<string, Partial<State>>> = {
  segment: {},
  unsaved: {
    unsaved: new Map([
      [
        FULL.id,
        {
          text: FULL.suggestions[0]?.text ?? '',
          seen: FULL.seen,
          passage: 0,
          suggestion: 1,
          isTyped: false,
          view: FULL.view,
        },
      ],
    ]),
  },
  queue: { mode: { kind: 'queue', at: 1 }, decided: new Map([[FULL.id, 'translated']]) },
  help: { mode: { kind: 'help', from: { kind: 'segment' } } },
  omit: { mode: { kind: 'prompt', ask: 'omit', typing: { before: '只对中文读者有用', after: '的话' } } },
  conflict: { mode: CONFLICT },
  remark: { remark: { key: 'accept', values: { status: 'translated' }, tone: 'good' } },
  empty: { queue: makeQueue([]), segment: null, shown: null },
}

/** What a terminal would show: no colours, and what is placed by column in its place. */
function bare(line: string): string {
  // biome-ignore lint/complexity/useRegexLiterals: an escape character in a literal is easily lost
  return line.replace(new RegExp('\\u001b\\[[0-9;]*[mG]', 'g'), '').trimEnd()
}

describe.each(UI_LANGUAGES)('a screen in %s', (language) => {
  describe.each(SIZES)('of $columns × $rows', (size) => {
    it.each(Object.entries(SCREENS))('should show a %s as expected', async (name, rest) => {
      const { frame } = showState(stateOf(size, rest), lookOf(language, false))
      const path = join(FIXTURES, `${name}-${size.columns}x${size.rows}-${language}.txt`)
      await expect(`${frame.lines.map(bare).join('\n')}\n`).toMatchFileSnapshot(path)
    })
  })
})

const widths = fc.record({ columns: fc.integer({ min: 1, max: 210 }), rows: fc.integer({ min: 1, max: 70 }) })

/** Text that means harm or trouble. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;x\u0007',
        '\u009b31m',
        '\r',
        '\n',
        '\u202e',
        '\u200b',
        '🧑‍💻',
        'e\u0301',
        '\ud83d',
        '監',
      ),
      fc.constantFrom('监听器', '，', ' word ', 'averyveryverylongwordwithoutanyblankinit'.repeat(4), '`code`'),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

describe('every screen', () => {
  it('should fill the terminal and no more, whatever the book says', () => {
    fc.assert(
      fc.property(
        widths,
        hostile,
        hostile,
        fc.constantFrom(...Object.values(SCREENS)),
        fc.boolean(),
        (size, zh, en, rest, colour) => {
          const { words: _, ...full } = FULL
          const segment = {
            ...makeSegment({ ...full, zh, en, chapter: en }),
            section: [zh, en],
            words: [
              { op: 'removed' as const, text: en },
              { op: 'added' as const, text: zh },
            ],
            before: [{ id: 'b', kind: 'paragraph' as const, status: 'translated' as const, source: zh, target: en }],
            comments: [{ key: 'k', text: zh, by: en, at: zh, isOld: false }],
          }
          const remark = { key: 'failed' as const, values: { message: `${zh}\n${en}` }, tone: 'bad' as const }
          const state = stateOf(size, { segment, remark, queue: makeQueue([segment, OTHER]), ...rest })
          const { frame } = showState(state, lookOf('zh-CN', colour))
          expect(frame.lines).toHaveLength(size.rows)
          for (const line of frame.lines) {
            expect(widthOf(bare(line))).toBeLessThanOrEqual(size.columns)
            expect(bare(line)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('should show all of a long segment by scrolling', () => {
    const look = lookOf('en', false)
    const state = stateOf({ columns: 60, rows: 15 })
    const top = showState(state, look)
    expect(top.frame.lines.join('\n')).toMatch(/↓ \d+ more lines/)
    const end = showState({ ...state, scroll: Number.MAX_SAFE_INTEGER }, look)
    expect(end.frame.lines.join('\n')).not.toMatch(/↓/)
    expect(end.frame.lines.join('\n')).toContain('drafted by memory')
    expect(showState({ ...state, scroll: end.scroll }, look)).toEqual(end)
  })

  it('should show code in English as it differs', () => {
    const code = makeSegment({ id: 'code', zh: 'yaml port: 1', en: 'yaml port: 2', kind: 'block', block: 'fence' })
    const { frame } = showState(stateOf({ columns: 80, rows: 24 }, { segment: code }), lookOf('en', false))
    expect(frame.lines.slice(2, 5)).toEqual([' zh  yaml port: 1', '', ' en  yaml port: [-1-]{+2+}'])
  })

  it('should keep the lines of code', () => {
    const code = (port: number) => `\`\`\`sh\ncurl -v \\\n  localhost:${port}\n\`\`\``
    const made = makeSegment({ id: 'code', zh: code(15006), en: code(15001) })
    const segment = { ...made, kind: 'block' as const, written: { source: code(15006), target: code(15001) } }
    const size = { columns: 80, rows: 40 }
    const state = { ...stateOf(size), segment, shown: 'code' }
    const { lines } = showState(state, lookOf('en', false)).frame
    expect(lines.slice(2, 7)).toEqual([' zh  ```sh', '     curl -v \\', '       localhost:15006', '     ```', ''])
    expect(lines[9]).toBe('       localhost:[-15006-]{+15001+}')
  })

  it('should name the gravest findings first', () => {
    const issues = [...FULL.view.issues].reverse()
    const segment = { ...FULL, view: { ...FULL.view, issues } }
    const { frame } = showState(stateOf({ columns: 80, rows: 24 }, { segment }), lookOf('en', false))
    expect(frame.lines.join('\n')).toMatch(/error .*\n.*warning /)
  })

  it('should put the cursor where one types', () => {
    const { frame } = showState(stateOf({ columns: 80, rows: 24 }, SCREENS.omit), lookOf('en', false))
    expect(frame.cursor).toEqual({ row: 23, column: widthOf(' Why is it left out? 只对中文读者有用') })
  })

  it('should mark changes, terms and findings in colours', () => {
    const { frame } = showState(stateOf({ columns: 200, rows: 50 }), lookOf('en', true))
    const text = frame.lines.join('\n')
    expect(text).toContain('\u001b[31m\u001b[9m15001')
    expect(text).toContain('\u001b[32m\u001b[4m15006')
    expect(text).toContain('\u001b[4m监听器')
    expect(text).toContain('\u001b[33m\u001b[4mmonitor')
  })
})
