import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unitsOf } from '../../src/align/units-of.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

function outline(markdown: string): string[] {
  return unitsOf(parseChapter(markdown)).map(({ kind, startLine, endLine, depth }) => {
    return `${kind} ${startLine}-${endLine}${depth > 0 ? ` depth ${depth}` : ''}`
  })
}

const markdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '# ',
        '\n',
        '\n\n',
        '- ',
        '> ',
        '1. ',
        '| a |\n| - |\n',
        '```\n',
        ':::{note}\n',
        ':::\n',
        '{{< x >}}\n',
      ),
      fc.constantFrom('控制面。', 'text', '  ', '<br>', '\r\n', '(label)=\n', '% note\n', '<Tabs>\n\n', '\uFEFF'),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''))

describe('unitsOf', () => {
  it('should make one unit of each block', () => {
    expect(outline('# 一\n\n二\n三\n\n```sh\nls\n\nls\n```\n\n> 四\n>\n> 五\n\n| a |\n| - |\n| 六 |\n')).toEqual([
      'heading 1-1',
      'paragraph 3-4',
      'fence 6-10',
      'quote 12-14',
      'table 16-18',
    ])
  })

  it('should leave nested items out of an item', () => {
    expect(outline('- 一\n  - 二\n    三\n- 四\n\n  五\n')).toEqual([
      'item 1-1 depth 1',
      'item 2-3 depth 2',
      'item 4-4 depth 1',
      'paragraph 6-6 depth 1',
    ])
  })

  it('should keep a directive whole', () => {
    expect(outline(':::{note}\n一\n\n- 二\n:::\n')).toEqual(['directive 1-5'])
  })

  it('should give an item without text to no other unit', () => {
    expect(outline('- 一\n-\n- 三\n')).toHaveLength(3)
  })

  it('should keep a shortcode that says a word in its paragraph', () => {
    expect(outline('运行\n{{< tooltip "pod" >}}\n的节点\n')).toEqual(['paragraph 1-3'])
  })

  it('should keep a shortcode that encloses blocks apart', () => {
    expect(outline('{{< note >}}\n一\n{{< /note >}}\n')).toEqual(['directive 1-1', 'paragraph 2-2', 'directive 3-3'])
  })

  it('should hold every line that is not blank, and every part, once and in order', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const chapter = parseChapter(text)
        const units = unitsOf(chapter)
        const held = units.flatMap(({ startLine, endLine }) =>
          Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
        )
        expect(held).toEqual([...new Set(held)].sort((a, b) => a - b))
        for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
          if (line.replace('\uFEFF', '').trim()) expect(held).toContain(index + 1)
        }
        const parts = units.flatMap((unit) => unit.parts)
        expect(parts.sort((a, b) => a - b)).toEqual(chapter.parts.map((_, at) => at))
      }),
    )
  })
})
