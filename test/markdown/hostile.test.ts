import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { replaceSegments } from '../../src/markdown/replace-segments.js'
import { checkRoundTrip } from '../../src/markdown/round-trip.js'

const MEGABYTE = 2 ** 20

describe('parseChapter on hostile input', () => {
  it.each([
    ['one line of text', '字'.repeat(20 * MEGABYTE)],
    ['one line of quote markers', '>'.repeat(2 * MEGABYTE)],
    ['one line of list markers', '- '.repeat(MEGABYTE)],
    ['one line of brackets', '['.repeat(MEGABYTE)],
    ['one line of backticks', '` `` '.repeat(MEGABYTE / 4)],
    ['one line of pipes', `${'|a'.repeat(MEGABYTE)}\n|-|\n`],
    ['unclosed tags', '<div '.repeat(MEGABYTE / 4)],
    ['unclosed comments', '<!-- '.repeat(MEGABYTE / 4)],
    ['definitions', '[a]: b\n'.repeat(100_000)],
    ['dollars', '$$\n'.repeat(100_001)],
    ['fences in fences', Array.from({ length: 300 }, (_, depth) => `${':'.repeat(303 - depth)}{note}\n`).join('')],
    ['deep quotes', `${'> '.repeat(200)}字\n`.repeat(200)],
    ['deep lists', Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- 字\n`).join('')],
    ['many equal paragraphs', '同一段。\n\n'.repeat(10_000)],
    ['YAML without an end', `---\n${'a: b\n'.repeat(100_000)}`],
  ])('should come to an end on %s', (_, text) => {
    const { parts, nodes } = parseChapter(text)
    expect(nodes.length).toBeGreaterThan(0)
    for (const part of parts) expect(part.end).toBeLessThanOrEqual(text.length)
  })

  it('should read 200 levels of quotes and lists', () => {
    const quotes = parseChapter(`${'> '.repeat(200)}字\n`)
    expect(quotes.parts).toMatchObject([{ kind: 'paragraph', text: '字' }])
    expect(quotes.nodes.filter(({ type }) => type === 'quote')).toHaveLength(200)
    const lists = parseChapter(Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- 字\n`).join(''))
    expect(lists.nodes.filter(({ type }) => type === 'item')).toHaveLength(200)
  })

  it('should say where it stopped going deeper', () => {
    expect(parseChapter(`${'>'.repeat(1000)}字\n`).warnings).toEqual([{ code: 'too-deep', line: 1, name: '' }])
  })

  it('should read what is deeper as text', () => {
    const text = `${':::{note}\n'.repeat(61)}# 字\n\n尾\n`
    const { parts, warnings } = parseChapter(text)
    expect(parts.slice(-2).map(({ kind, text }) => [kind, text])).toEqual([
      ['paragraph', '# 字'],
      ['paragraph', '尾'],
    ])
    expect(warnings.filter(({ code }) => code === 'too-deep')).toEqual([{ code: 'too-deep', line: 62, name: '' }])
    expect(checkRoundTrip(text).problems).toEqual([])
  })

  it('should let no text in HTML end front matter that never ends', () => {
    const chapter = parseChapter('---\ntitle: 题\n\n<div>题\n尾\n')
    const at = chapter.parts.findIndex(({ kind }) => kind === 'html-text')
    expect(replaceSegments(chapter, new Map([[at, 'x\n---']]))).toBe('---\ntitle: 题\n\n<div>x\n&#45;--\n')
  })

  it('should end what is never closed with its container', () => {
    const { parts, warnings } = parseChapter('> ```sh\n> a\n\n段落\n\n:::{note}\n尾')
    expect(parts.map(({ kind }) => kind)).toEqual(['fence', 'paragraph', 'directive', 'paragraph'])
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ['unclosed-fence', 1],
      ['unclosed-directive', 6],
    ])
  })

  it('should replace the same paragraph 500 times', () => {
    const chapter = parseChapter('同一段。\n\n'.repeat(500))
    const texts = new Map(chapter.parts.map((_, index) => [index, `Paragraph ${index}.`]))
    expect(replaceSegments(chapter, texts).split('\n\n')[499]).toBe('Paragraph 499.')
  })
})

describe('the laws of a round trip', () => {
  it.each([
    [
      'a quote without an end',
      ['---\ntitle: "题\nb: c\n---\n', "---\ntitle: '题\n---\n", '```{note}\n---\ntitle: "题'],
    ],
    [
      'a key or a value that YAML has not',
      ['---\n[: 题\n---\n', '---\n发: `题\n---\n', '---\n发::\n---\n', '---\n": 明\n---\n', '---\ni: ""图\n---\n'],
    ],
    ['a declaration', ['<!DOCTYPE 图>文\n', '<div><!图>\n', '[^甲]:<!图>文\n', '<?图>?>文\n', '<!-->图\n']],
    ['CDATA', ['<![CDATA[>]]>文\n字\n', '<![CDATA[>图]]>\n字\n', '<div><![CDATA[图\n图]]>文\n']],
    ['a tag in a tag', ['<div 图<b>>\n']],
    ['a directive behind labels', ['[^甲]:\t```{note}题', '[^甲]: [^甲]: ```{note}题']],
    ['directives deep in each other', ['```{note} 题\n'.repeat(80), ':::{figure-md} 图\n'.repeat(80)]],
  ])('should hold for %s', (_, texts) => {
    for (const text of texts) expect([text, checkRoundTrip(text).problems]).toEqual([text, []])
  })
})
