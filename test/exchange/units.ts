import fc from 'fast-check'
import { STATUSES } from '../../src/core/status.js'
import type { ExchangeBook, ExchangeUnit } from '../../src/exchange/unit.js'
import { markedText } from '../core/codes/texts.js'

/** What programs stumble over. */
const hostile = fc.constantFrom(
  ']]>',
  '<!--',
  '&lt;',
  '<x id="1"/>',
  '</g>',
  '"',
  "'",
  '\\n',
  '\\"',
  '\\',
  '%s',
  '\u0000',
  '\u0001',
  '\u000b',
  '\u001b[31m',
  '\ufffe',
  '\u2028',
  '\u0085',
  '\ufeff',
  '=1+1',
  '@SUM(A1)',
  '-1',
  "'=x",
  '\t',
  '\n\n',
  '#~ msgid "x"',
  '💥',
  'a,b;c',
)

/** A text as a chapter can hold it: decoded from UTF-8, its lines ended by LF. */
const text = fc
  .array(fc.oneof(hostile, markedText), { minLength: 1, maxLength: 5 })
  .map((pieces) => Buffer.from(pieces.join('').replaceAll('\r', '')).toString('utf8').trim())
  .filter((text) => text !== '')

const status = fc.constantFrom(...STATUSES)

const unit: fc.Arbitrary<Omit<ExchangeUnit, 'id'>> = fc.record({
  chapter: fc.constantFrom('a.md', 'part one/b.md', 'c"d.md', '=e.md'),
  kind: fc.constantFrom('heading', 'paragraph', 'table-cell', 'option'),
  section: fc.array(text, { maxLength: 2 }),
  line: fc.nat(9999),
  source: text,
  target: fc.option(text),
  status,
  previous: fc.option(text),
  suggestions: fc.array(
    fc.record({
      target: text,
      engine: fc.constantFrom('memory', 'deepl'),
      from: fc.option(text),
      score: fc.constant(0.85),
    }),
    { maxLength: 2 },
  ),
  terms: fc.array(fc.record({ source: text, targets: fc.array(text, { minLength: 1, maxLength: 2 }), note: text }), {
    maxLength: 2,
  }),
  notes: fc.array(fc.record({ about: fc.constantFrom('section', 'change', 'decision', 'waiver'), text }), {
    maxLength: 2,
  }),
})

/** Ids are ten figures and letters, some of which a spreadsheet takes for numbers. */
const id = fc.oneof(fc.stringMatching(/^[0-9a-z]{10}$/), fc.constantFrom('1234567890', '12345e6789', '0000000001'))

export const book: fc.Arbitrary<ExchangeBook> = fc
  .uniqueArray(fc.tuple(id, unit), { selector: ([id]) => id, minLength: 1, maxLength: 6 })
  .map((made) => ({
    sourceLanguage: 'zh-CN',
    targetLanguage: 'en-US',
    units: made.map(([id, unit]) => ({ id, ...unit })),
  }))
