import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { checkRoundTrip } from '../../src/markdown/round-trip.js'

/** Markers of every construct, far more often than chance would put them there. */
const PIECES = [
  '# ', '## 题 {#a}\n', '\n', '\n\n', '- ', '> ', '1. ', '2) ', '* ', '[ ] ', 'a', 'b | c', '| 甲 | b |\n| - | - |\n| 乙 ',
  '|-|-|', '```\n', '```{note} 注\n', '```{note}\n', ':::{figure-md} 图\n', ':::{tip}\n:class: x\n:caption: 说明\n', ':::\n',
  ':::note 标题\n', '::::{dropdown} 标题\n', '::::\n', '```', '~~~', '`', '---\n', '---\ntitle: 题\n---\n', '===', '***',
  '[a]: b', '[a]: <b> "题"\n', '[^x]: ', '<br>', '<div title="题">', '<!-- 注 -->', '<!--', '-->', '</div>', '<td>甲', '  ',
  '    ', '\t', '\\', '|', '控制面。', '数据面', '-', ' ', '(x)=\n', '+++\n', '% 注\n', '{{x}}', '{{< note >}}\n', '{.x}\n',
  '{ref}`甲 <x>`', ':甲: 乙\n', '\n: 义\n', '$$\n', '$$ a $$\n', '![图](a.png)', '[!NOTE]\n', '{/* x */}', '<Tabs>\n',
  'import a from "b"\n', '<TabItem label="甲">\n', '```yaml\na: 1 # 注\n```\n', '```{toctree}\n甲 <a>\nb\n```\n', '\r\n', '\r',
  ':::{list-table} 表\n* - 甲\n  - 乙\n:::\n', '```{code-block} c\n:caption: 码\n/* 注 */ x // 注\n```\n', '\uFEFF', '<pre>',
  '```{glossary}\n甲\n  乙\n```\n', '```{csv-table} 表\n甲,"乙, 丙"\n```\n', '*',
] // biome-ignore format: one table

const markdown = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'grapheme', maxLength: 4 })),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''))

describe('the three laws', () => {
  it('should hold for any text', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(checkRoundTrip(text).problems).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('should hold for parts in order, inside their nodes and inside the file', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const { nodes, parts } = parseChapter(text)
        for (const [index, node] of nodes.entries()) {
          expect(node.parent).toBeLessThan(index)
          expect(node.start).toBeLessThanOrEqual(node.end)
          expect(node.end).toBeLessThanOrEqual(text.length)
        }
        for (const part of parts) expect(nodes[part.node]).toBeDefined()
        const starts = parts.flatMap((part) => (part.type === 'segment' ? [part.start] : []))
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      }),
      { numRuns: 1500 },
    )
  })
})
