import { describe, expect, it } from 'vitest'
import type { ChapterNode } from '../../src/core/segment.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { removeNode } from '../../src/markdown/remove-node.js'

function remove(text: string, type: ChapterNode['type'], nth = 0): string {
  const chapter = parseChapter(text)
  const node = chapter.nodes.flatMap((each, index) => (each.type === type ? [index] : []))[nth] ?? -1
  return removeNode(chapter, node)
}

describe('removeNode', () => {
  it.each<[string, string, ChapterNode['type'], number, string]>([
    ['the first', 'one\n\ntwo\n', 'paragraph', 0, 'two\n'],
    ['one between', 'one\n\ntwo\n\nthree\n', 'paragraph', 1, 'one\n\nthree\n'],
    ['the last', 'one\n\ntwo\n', 'paragraph', 1, 'one\n'],
    ['the last without a line ending', 'one\n\ntwo', 'paragraph', 1, 'one'],
    ['the only one', 'one\n', 'paragraph', 0, ''],
    ['of CR LF', 'one\r\n\r\ntwo\r\n\r\nthree\r\n', 'paragraph', 1, 'one\r\n\r\nthree\r\n'],
    ['behind a BOM', '\uFEFFone\n\ntwo\n', 'paragraph', 0, '\uFEFFtwo\n'],
    ['below a heading without a blank line', '# H\none\n\ntwo\n', 'paragraph', 0, '# H\n\ntwo\n'],
    ['with more blank lines before it', 'one\n\n\ntwo\n\nthree\n', 'paragraph', 1, 'one\n\n\nthree\n'],
    ['an item of a tight list', '- a\n- b\n- c\n', 'item', 1, '- a\n- c\n'],
    ['an item of a loose list', '- a\n\n- b\n\n- c\n', 'item', 1, '- a\n\n- c\n'],
    ['the last item', 'x\n\n- a\n- b\n\ny\n', 'item', 1, 'x\n\n- a\n\ny\n'],
    ['a paragraph of a quote', '> a\n>\n> b\n>\n> c\n', 'paragraph', 1, '> a\n>\n> c\n'],
    ['the last in a directive', ':::{note}\na\n\nb\n:::\n', 'paragraph', 1, ':::{note}\na\n:::\n'],
    ['a whole directive', 'a\n\n:::{note}\nb\n:::\n\nc\n', 'directive', 0, 'a\n\nc\n'],
    ['a fence in an item', '- a\n\n  ```\n  b\n\n  c\n  ```\n- d\n', 'fence', 0, '- a\n- d\n'],
    ['after front matter', '---\na: 1\n---\n\none\n\ntwo\n', 'paragraph', 0, '---\na: 1\n---\n\ntwo\n'],
  ])('should take away %s', (_, text, type, nth, expected) => {
    expect(remove(text, type, nth)).toBe(expected)
  })

  it.each<[string, string, ChapterNode['type'], number]>([
    ['what keeps two lists apart', '- a\n\ntext\n\n- b\n', 'paragraph', 1],
    ['the first paragraph of an item', '- a\n\n  b\n', 'paragraph', 0],
    ['what keeps two paragraphs apart', 'one\n```\na\n```\ntwo\n', 'fence', 0],
  ])('should leave %s', (_, text, type, nth) => {
    let result = ''
    try {
      result = remove(text, type, nth)
    } catch (error) {
      expect(error).toMatchObject({ code: 'shape-broken' })
    }
    expect(result).toBe('')
  })

  it('should be quick in a chapter of many paragraphs', () => {
    const text = 'a\n\n'.repeat(10_000)
    expect(removeNode(parseChapter(text), 5_000)).toBe('a\n\n'.repeat(9_999))
  })
})
