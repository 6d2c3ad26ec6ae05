import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SegmentRecord } from '../../src/app/ports.js'
import type { Fact } from '../../src/core/fact.js'
import { packSegments, unpackSegments } from '../../src/store/packed-segments.js'
import { segmentRecord } from './records.js'

/** Few different texts, so that facts often repeat the segment's own; any UTF-16, paired or not. */
const text = fc.oneof(
  fc.constantFrom('', '流量', 'Traffic', '\0', '\ud800'),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)
const line = fc.nat(9999)
const passage = fc.record({ text, startLine: line, endLine: line })
const target = fc.record({ text, startLine: line, endLine: line, path: fc.constantFrom('a.md', 'b.md') })
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ fact: fc.constant('translated' as const), source: text, target: text }),
  fc.record({ fact: fc.constant('machine' as const), source: text, target: text, engine: text }),
  fc.record({ fact: fc.constant('omitted' as const), source: text, by: text, at: text }),
)
const record: fc.Arbitrary<SegmentRecord> = fc
  .record({
    ordinal: fc.nat(),
    section: fc.array(text, { maxLength: 2 }),
    source: fc.option(passage),
    targets: fc.array(target, { maxLength: 2 }),
    group: fc.option(fc.array(text)),
    change: fc.constantFrom(null, 'code' as const),
    confidence: fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
    origin: fc.option(fc.record({ type: fc.constant('engine' as const), name: text })),
    misplaced: fc.boolean(),
    facts: fc.array(fact, { maxLength: 3 }),
  })
  .map((fields) => segmentRecord('a.md', fields.ordinal, fields))

describe('packed segments', () => {
  it('should come back as they were', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        expect(unpackSegments('a.md', packSegments('a.md', records))).toEqual(records)
      }),
    )
  })
})
