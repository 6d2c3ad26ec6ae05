import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { replaceSegments } from '../../src/markdown/replace-segments.js'

/** Replaces the `nth` segment of `source`. */
function replace(source: string, text: string, nth = 0): string {
  const chapter = parseChapter(source)
  const indexes = chapter.parts.flatMap((part, index) => (part.type === 'segment' ? [index] : []))
  return replaceSegments(chapter, new Map([[indexes[nth] ?? -1, text]]))
}

describe('replaceSegments', () => {
  it('should keep every byte when the texts are the same', () => {
    const source = '\uFEFF> - 一\r\n>   二\r\n\r\n| a\\|b |\r\n|-|\r\n'
    const chapter = parseChapter(source)
    const own = chapter.parts.flatMap((part, index) => (part.type === 'segment' ? [[index, part.text] as const] : []))
    expect(replaceSegments(chapter, new Map(own))).toBe(source)
  })

  it.each([
    ['a line that starts a list', '段落\n', 'x\n1. y', 'x\n1\\. y\n'],
    ['a line that starts a heading', '段落\n', '# x', '\\# x\n'],
    ['a setext underline', '段落\n', 'x\n---', 'x\n\\---\n'],
    ['blank lines', '段落\n', 'x\n\ny', 'x\ny\n'],
    ['a fence', '段落\n', '```\nx', '\\```\nx\n'],
    ['a directive', '段落\n', ':::{note}', '\\:::{note}\n'],
    ['a comment', '段落\n', '% x', '\\% x\n'],
    ['an image that would stand alone', '段落\n', '![a](b)', '\\![a](b)\n'],
    ['line breaks in headings', '# 题\n', 'x\ny', '# x y\n'],
    ['a pipe in a table', '| 一 |\n|-|\n', 'a | b', '| a \\| b |\n|-|\n'],
    ['quotes in an attribute', '<img src="a" alt="图">\n', 'a "b"', '<img src="a" alt="a &quot;b&quot;">\n'],
    ['a colon in YAML', '---\ntitle: 题\n---\n', 'a: b', '---\ntitle: "a: b"\n---\n'],
    ['quotes in quoted YAML', '---\ntitle: "题"\n---\n', 'a "b"', '---\ntitle: "a \\"b\\""\n---\n'],
  ])('should neutralise %s', (_, source, text, expected) => {
    expect(replace(source, text)).toBe(expected)
  })

  it('should put container markers before further lines', () => {
    expect(replace('1. > 段\n', 'x\ny')).toBe('1. > x\n   > y\n')
    expect(replace('- 段\n  落\n', 'x\ny\nz')).toBe('- x\n  y\n  z\n')
  })

  it('should name the segment that cannot be written', () => {
    const broken = expect.objectContaining({ code: 'shape-broken', values: { line: 3, kind: 'paragraph', text: '二' } })
    expect(() => replace('一\n\n二\n', '', 1)).toThrow(broken)
  })
})
