import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { checkRoundTrip } from '../../src/markdown/round-trip.js'

const fixtures = join(import.meta.dirname, '../fixtures/markdown')

/** The parts as a table a reviewer can read. */
function tableOf(source: string): string {
  const { parts, warnings } = parseChapter(source)
  const rows = parts.map((part) => {
    const lines = `${part.startLine}-${part.endLine}`
    if (part.type === 'block') return { block: part.kind, lines, signature: part.signature }
    const { kind, form = 'flow', text, section, carried } = part
    return { segment: kind, form, lines, section: section.join(' / '), text, ...(carried && { carried }) }
  })
  return `${JSON.stringify({ parts: rows, warnings }, null, 2)}\n`
}

describe('what zhen sees in', () => {
  // `vitest -u` writes the expectation of a new fixture; its diff is reviewed like code.
  it.each(readdirSync(fixtures))('%s', async (name) => {
    const source = readFileSync(join(fixtures, name, 'source.md'), 'utf8')
    await expect(tableOf(source)).toMatchFileSnapshot(join(fixtures, name, 'parts.json'))
    expect(checkRoundTrip(source).problems).toEqual([])
  })
})
