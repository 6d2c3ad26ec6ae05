import { describe, expect, it } from 'vitest'
import type { ChapterNode } from '../../src/core/segment.js'
import { type InsertPlace, insertNode, translatedSource } from '../../src/markdown/insert-node.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

type Pick = readonly [type: ChapterNode['type'], nth?: number]

/** Index of the nth node of a type. */
function find(text: string, [type, nth = 0]: Pick): number {
  return parseChapter(text).nodes.flatMap((node, index) => (node.type === type ? [index] : []))[nth] ?? -1
}

function insert(target: string, place: InsertPlace, source: string, pick: Pick, texts: readonly string[] = []): string {
  const chapter = parseChapter(source)
  const segments = chapter.parts.flatMap((part, index) => (part.type === 'segment' ? [index] : []))
  const replacements = new Map(texts.map((text, index) => [segments[index] ?? -1, text]))
  return insertNode(parseChapter(target), place, translatedSource(chapter, replacements), find(source, pick))
}

describe('insertNode', () => {
  it('should put a paragraph between two', () => {
    expect(insert('one\n\nthree\n', { after: 1 }, '二\n', ['paragraph'], ['two'])).toBe('one\n\ntwo\n\nthree\n')
    expect(insert('one\n\nthree\n', { before: 2 }, '二\n', ['paragraph'], ['two'])).toBe('one\n\ntwo\n\nthree\n')
    expect(insert('one\n', { before: 1 }, '零\n', ['paragraph'], ['zero'])).toBe('zero\n\none\n')
  })

  it('should keep a missing final newline and CR LF', () => {
    expect(insert('one', { after: 1 }, '二\n', ['paragraph'])).toBe('one\n\n二')
    expect(insert('one\r\n', { after: 1 }, '二\n三\n', ['paragraph'])).toBe('one\r\n\r\n二\r\n三\r\n')
  })

  it('should give a list item its neighbours’ marker and spacing', () => {
    const target = '* a\n* b\n'
    expect(insert(target, { after: find(target, ['item']) }, '- 甲\n\n  乙\n', ['item'])).toBe(
      '* a\n* 甲\n\n  乙\n* b\n',
    )
    const loose = '1. a\n\n2. b\n'
    expect(insert(loose, { after: find(loose, ['item']) }, '- x\n', ['item'])).toBe('1. a\n\n1. x\n\n2. b\n')
  })

  it('should move a block into the containers of its new place', () => {
    const target = '- > quote\n\nend\n'
    const fence = '```sh\na\n\nb\n```\n'
    expect(insert(target, { after: find(target, ['paragraph']) }, fence, ['fence'])).toBe(
      '- > quote\n  >\n  > ```sh\n  > a\n  >\n  > b\n  > ```\n\nend\n',
    )
  })

  it('should take a block out of the containers of its old place', () => {
    const source = '> 1. 甲\n>\n>    ```sh\n>      a\n>    ```\n'
    expect(insert('x\n', { after: 1 }, source, ['fence'])).toBe('x\n\n```sh\n  a\n```\n')
  })

  it('should add a whole directive at the end of a section', () => {
    const target = '# A\n\ntext\n\n## B\n\nmore\n\n# C\n'
    const source = ':::{figure-md} 图\n:class: x\n\n![](a.png)\n\n*图*\n:::\n'
    expect(insert(target, { endOf: 1 }, source, ['directive'], ['*figure*'])).toBe(
      '# A\n\ntext\n\n## B\n\nmore\n\n:::{figure-md} 图\n:class: x\n\n![](a.png)\n\n*figure*\n:::\n\n# C\n',
    )
  })

  it('should fill an empty chapter and an empty directive', () => {
    expect(insert('', { endOf: 0 }, '一\n', ['paragraph'])).toBe('一')
    expect(insert(':::{note}\n:::\n', { endOf: 1 }, '一\n', ['paragraph'])).toBe(':::{note}\n一\n:::\n')
  })

  it('should keep two lists apart', () => {
    const target = 'text\n\n- a\n'
    expect(insert(target, { after: 1 }, '- x\n- y\n', ['list'])).toBe('text\n\n* x\n* y\n\n- a\n')
  })

  it('should refuse what cannot stand there', () => {
    const target = '---\ntitle: x\n---\n'
    expect(() => insert(target, { before: 1 }, '一\n', ['paragraph'])).toThrow(
      expect.objectContaining({ code: 'shape-broken' }),
    )
  })
})
