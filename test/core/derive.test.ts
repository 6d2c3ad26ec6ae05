import { describe, expect, it } from 'vitest'
import { deriveVerdict, type Situation, stateOf } from '../../src/core/derive.js'
import type { Fact } from '../../src/core/fact.js'
import type { Change } from '../../src/core/status.js'

const OLD = '最多 3 次重试。'
const NOW = '最多 5 次重试。'
const ENGLISH = 'At most 3 retries.'
const WHEN = { by: 'Li Lei', at: '2026-01-02T03:04:05Z' }

const person: Fact = { fact: 'translated', source: NOW, target: ENGLISH }
const machine: Fact = { fact: 'machine', source: NOW, target: ENGLISH, engine: 'memory' }
const decided = (fact: 'accepted' | 'approved' | 'final' | 'still-valid' | 'reopened', source = NOW): Fact => {
  return { fact, source, target: ENGLISH, ...WHEN }
}

function verdict(facts: readonly Fact[], situation: Partial<Situation> = {}, change: Change = 'number') {
  const whole: Situation = {
    source: NOW,
    target: ENGLISH,
    carried: false,
    block: false,
    agrees: false,
    facts,
    ...situation,
  }
  return deriveVerdict(whole, () => change)
}

describe('deriveVerdict', () => {
  it('should call text without Chinese carried where English agrees or a person accepted the difference', () => {
    const carried = { source: 'Envoy', target: 'Envoy Proxy', carried: true }
    expect(verdict([], { ...carried, target: 'Envoy', agrees: true })).toMatchObject({ status: 'carried' })
    const accepted: Fact = { fact: 'accepted', source: 'Envoy', target: 'Envoy Proxy', ...WHEN }
    expect(verdict([accepted], carried)).toMatchObject({ status: 'carried' })
    expect(verdict([{ fact: 'translated', source: 'Envoy', target: 'Envoy Proxy' }], carried)).toMatchObject({
      status: 'translated',
    })
  })

  it.each<[string, readonly Fact[], Partial<Situation>, string | null]>([
    ['nothing ever', [], { target: null }, 'new'],
    ['a draft that never got there', [{ ...machine, pending: true } as Fact], { target: null }, 'new'],
    ['absent when adopted', [{ fact: 'absent', source: NOW }], { target: null }, 'dropped'],
    ['removed by a person', [person], { target: null }, 'deleted'],
    ['the source itself', [], { target: NOW }, 'copy'],
    [
      'an older copy of the source',
      [{ fact: 'copied', source: 'HTTP filter chain 与 TCP' }],
      { target: 'HTTP filter chain 与 TCP' },
      'copy',
    ],
    ['text that is mainly Chinese', [], { target: '最多重试 9 次。' }, 'copy'],
  ])('should say why it is untranslated: %s', (_, facts, situation, gap) => {
    expect(verdict(facts, situation)).toMatchObject({ status: 'untranslated', gap })
  })

  it('should omit what a person omitted, until the source says something else', () => {
    const omitted: Fact = { fact: 'omitted', source: OLD, ...WHEN }
    expect(verdict([omitted], { source: OLD, target: null })).toMatchObject({ status: 'omitted' })
    expect(verdict([omitted], { target: null }, 'punctuation')).toMatchObject({ status: 'omitted' })
    expect(verdict([omitted], { target: null }, 'number')).toMatchObject({ status: 'untranslated' })
  })

  it('should take an omission back', () => {
    const reopened: Fact = { fact: 'reopened', source: NOW, target: '', ...WHEN }
    const omitted: Fact = { fact: 'omitted', source: NOW, ...WHEN }
    expect(verdict([omitted, reopened], { target: null })).toMatchObject({ status: 'untranslated' })
    expect(verdict([omitted, reopened, omitted], { target: null })).toMatchObject({ status: 'omitted' })
  })

  it.each<[Change, string]>([
    ['format', 'translated'],
    ['punctuation', 'translated'],
    ['typo', 'translated'],
    ['number', 'stale'],
    ['negation', 'stale'],
    ['code', 'stale'],
    ['substantive', 'stale'],
  ])('should call English made from an older source, changed in %s, %s', (change, status) => {
    const older: Fact = { fact: 'translated', source: OLD, target: ENGLISH }
    expect(verdict([older], {}, change)).toMatchObject({ status, change, translatedFrom: OLD })
  })

  it('should keep a review through a change of form only, and lose it with a change of meaning', () => {
    const facts = [{ fact: 'translated', source: OLD, target: ENGLISH } as Fact, decided('approved', OLD)]
    expect(verdict(facts, {}, 'punctuation')).toMatchObject({ status: 'reviewed', change: 'punctuation' })
    expect(verdict(facts, {}, 'substantive')).toMatchObject({ status: 'stale' })
  })

  it('should hold an approval of A again when the source goes to B and back to A', () => {
    const facts = [person, decided('approved')]
    expect(verdict(facts)).toMatchObject({ status: 'reviewed' })
    expect(verdict(facts, { source: OLD })).toMatchObject({ status: 'stale' })
    expect(verdict(facts)).toMatchObject({ status: 'reviewed' })
  })

  it('should take a person at their word that the English still holds', () => {
    const older: Fact = { fact: 'translated', source: OLD, target: ENGLISH }
    expect(verdict([older, decided('still-valid')])).toMatchObject({
      status: 'translated',
      change: null,
      basis: 'stated',
    })
    expect(verdict([older, decided('still-valid'), decided('reopened')])).toMatchObject({ status: 'stale' })
  })

  it('should tell drafts from what people accepted, approved and signed off', () => {
    expect(verdict([machine])).toMatchObject({ status: 'draft', origin: { type: 'memory', name: 'memory' } })
    expect(verdict([machine, decided('accepted')])).toMatchObject({ status: 'translated' })
    expect(verdict([machine, decided('approved')])).toMatchObject({ status: 'reviewed' })
    expect(verdict([machine, decided('approved'), decided('final')])).toMatchObject({ status: 'final' })
    expect(verdict([machine, decided('accepted'), decided('reopened')])).toMatchObject({ status: 'draft' })
  })

  it('should protect a draft that a person touched', () => {
    expect(verdict([{ ...machine, touched: true } as Fact])).toMatchObject({ status: 'draft', protected: true })
    expect(verdict([machine])).toMatchObject({ protected: false })
  })

  it('should mark a stale target that was edited without being brought up to date', () => {
    const edited: Fact = { fact: 'translated', source: OLD, target: ENGLISH, edited: true }
    expect(verdict([edited])).toMatchObject({ status: 'stale', targetEdited: true })
  })

  it('should list a block that differed from the start, until a person says otherwise', () => {
    const block = { block: true, carried: true, source: 'port: 1', target: 'port: 2' }
    const fact = { fact: 'translated', source: 'port: 1', target: 'port: 2' } as const
    expect(verdict([{ ...fact, basis: 'assumed' }], block)).toMatchObject({ status: 'stale', change: 'code' })
    expect(verdict([fact], block)).toMatchObject({ status: 'translated' })
    const said: Fact = { fact: 'still-valid', source: 'port: 1', target: 'port: 2', ...WHEN }
    expect(verdict([{ ...fact, basis: 'assumed' }, said], block)).toMatchObject({ status: 'carried' })
  })

  it('should say what is assumed and how sure it is', () => {
    const assumed: Fact = { fact: 'translated', source: NOW, target: ENGLISH, basis: 'assumed', confidence: 0.8 }
    expect(verdict([assumed])).toMatchObject({ basis: 'assumed', confidence: 0.8, origin: { type: 'adopted' } })
    expect(verdict([assumed, decided('accepted')])).toMatchObject({ basis: 'stated', status: 'translated' })
  })
})

describe('stateOf', () => {
  it('should map every status to a state of XLIFF 2.1', () => {
    expect(stateOf('untranslated')).toBe('initial')
    expect(stateOf('draft')).toBe('initial')
    expect(stateOf('stale')).toBe('initial')
    expect(stateOf('translated')).toBe('translated')
    expect(stateOf('reviewed')).toBe('reviewed')
    expect(stateOf('final')).toBe('final')
  })
})
