import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignChapters } from '../../src/align/align-chapters.js'
import { type LinkPartsOptions, linkParts } from '../../src/align/link-parts.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { chineseOf, englishOf, POOLS } from './chapters.js'

function linked(source: string, target: string, options?: LinkPartsOptions): string[] {
  const [left, right] = [parseChapter(source), parseChapter(target)]
  return linkParts(left, right, alignChapters(left, right), options).map((link) => {
    const text = (chapter: typeof left, indices: readonly number[]) =>
      indices.map((index) => chapter.parts[index]?.text).join(' + ')
    return `${text(left, link.source)} = ${text(right, link.target)}`
  })
}

describe('linkParts', () => {
  it('should link the cells of a table by row and column', () => {
    const source = '| 名称 | 含义 |\n| - | - |\n| `cx_open` | 连接数 |\n| `rq_total` | 请求数 |\n'
    const target = '| Name | Meaning |\n| - | - |\n| `rq_total` | number of requests |\n'
    expect(linked(source, target)).toEqual([
      '名称 = Name',
      '含义 = Meaning',
      '`rq_total` = `rq_total`',
      '请求数 = number of requests',
    ])
  })

  it('should link what is inside a directive, with an option more on one side', () => {
    const source = ':::{figure} /pool.svg\n:alt: 连接池\n\n连接池与集群的关系\n:::\n'
    const target = ':::{figure} /pool.svg\n:width: 80%\n:alt: Connection pool\n\nHow pools and clusters relate\n:::\n'
    expect(linked(source, target)).toEqual(
      expect.arrayContaining(['连接池 = Connection pool', '连接池与集群的关系 = How pools and clusters relate']),
    )
  })

  it('should make one link of a paragraph that was split', () => {
    const chinese = [...chineseOf(POOLS)]
    const english = englishOf(POOLS).flatMap((text) => (text.includes('num_retries') ? text.split('; ') : [text]))
    expect(linked(chinese.join('\n\n'), english.join('\n\n'))).toContain(
      `${chinese[7]} = ${(englishOf(POOLS)[7] as string).replace('; ', ' + ')}`,
    )
  })

  it('should leave out what has no counterpart', () => {
    const chinese = chineseOf(POOLS).join('\n\n')
    const english = englishOf(POOLS)
      .filter((_, at) => at !== 5)
      .join('\n\n')
    expect(linked(chinese, english).join('\n')).not.toContain('空闲')
    expect(linked(chinese, english)).toHaveLength(POOLS.length - 1)
  })

  it('should link only the parts it is asked for', () => {
    const [chinese, english] = [chineseOf(POOLS).join('\n\n'), englishOf(POOLS).join('\n\n')]
    expect(linked(chinese, english, { sourceParts: [3, 5], targetParts: [3, 7] })).toEqual([
      `${chineseOf(POOLS)[3]} = ${englishOf(POOLS)[3]}`,
    ])
  })

  it('should link every part of a chapter to itself', () => {
    const blocks = [
      ...chineseOf(POOLS),
      ':::{note}\n注意。\n:::',
      '| 甲 | 乙 |\n| - | - |\n| 丙 | 丁 |',
      '> 引文',
      '![图](a.png)',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...blocks), { maxLength: 12 }), (chosen) => {
        const chapter = parseChapter(chosen.join('\n\n'))
        const links = linkParts(chapter, chapter, alignChapters(chapter, chapter))
        expect(links.map(({ source, target }) => [source, target])).toEqual(chapter.parts.map((_, at) => [[at], [at]]))
      }),
    )
  })
})
