import { describe, expect, it } from 'vitest'
import { insertBlocks } from '../../src/markdown/insert-blocks.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

const NOTE = '```{note}\nx\n```'

function inserted(text: string, ...places: number[]): string | null {
  const blocks = places.map((before) => ({ before, markdown: NOTE }))
  return insertBlocks(parseChapter(text), blocks)?.text ?? null
}

describe('insertBlocks', () => {
  it.each([
    ['in front of a paragraph', '# A\n\ntext\n', [2], `# A\n\n${NOTE}\n\ntext\n`],
    ['between lines without a blank one', '# A\ntext\n', [2], `# A\n\n${NOTE}\n\ntext\n`],
    ['at the end', '# A\n\ntext', [3], `# A\n\ntext\n\n${NOTE}\n`],
    ['at the start, behind the mark', '\uFEFFtext\n', [1], `\uFEFF${NOTE}\n\ntext\n`],
    ['several at once', 'a\n\nb\n', [1, 2, 2], `${NOTE}\n\na\n\n${NOTE}\n\n${NOTE}\n\nb\n`],
    ['into an empty chapter', '', [1], `${NOTE}\n`],
  ])('should put blocks %s', (_, text, places, expected) => {
    expect(inserted(text, ...places)).toBe(expected)
  })

  it('should take the line endings of the chapter, and say where the blocks begin', () => {
    const result = insertBlocks(parseChapter('a\r\n\r\nb\r\n'), [{ before: 2, markdown: NOTE }])
    expect(result).toEqual({ text: 'a\r\n\r\n```{note}\r\nx\r\n```\r\n\r\nb\r\n', starts: [5] })
  })

  it('should refuse what is not one block, or takes in what follows', () => {
    const chapter = parseChapter('a\n\nb\n')
    expect(insertBlocks(chapter, [{ before: 2, markdown: '```{note}\nx' }])).toBeNull()
    expect(insertBlocks(chapter, [{ before: 2, markdown: 'x\n\ny' }])).toBeNull()
  })
})
