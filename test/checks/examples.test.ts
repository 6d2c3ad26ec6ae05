import { describe, expect, it } from 'vitest'
import type { Example } from '../../src/checks/define-check.js'
import { checks } from '../../src/checks/registry.js'
import { pairOf } from './pairs.js'

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_, check) => {
  const run = (example: Example) => [...check.run(...pairOf(check, example))]

  it('has at least one passing and one failing example', () => {
    expect(check.examples.ok.length).toBeGreaterThan(0)
    expect(check.examples.notOk.length).toBeGreaterThan(0)
  })

  it.each(check.examples.ok)('accepts $target', (example) => {
    expect(run(example)).toEqual([])
  })

  it.each(check.examples.notOk)('reports $target', (example) => {
    expect(run(example).map(({ range: _, sourceRange: __, ...finding }) => finding)).toEqual(example.findings)
  })

  it.each(check.examples.notOk)('points into $target', (example) => {
    for (const { range, values } of run(example)) {
      if (!range || typeof values?.found !== 'string') continue
      expect(example.target.slice(...range)).toContain(values.found)
    }
  })

  it.each(check.examples.notOk)('points into $source', (example) => {
    for (const { sourceRange } of run(example)) {
      if (sourceRange) expect(example.source.slice(...sourceRange)).not.toBe('')
    }
  })
})
