import { describe, expect, it } from 'vitest'
import { referencesOf } from '../../../src/app/assets/references.js'
import { resolveReference } from '../../../src/app/assets/resolve.js'
import { parseChapter } from '../../../src/markdown/parse-chapter.js'

/** The files a chapter at `b/c.md` refers to, by the likeliest path of each. */
function filesOf(markdown: string): string[] {
  const files = referencesOf(parseChapter(markdown, { complete: true })).flatMap((reference) => {
    const resolved = resolveReference('b/c.md', reference)
    if (resolved === null) return []
    return 'outside' in resolved ? [`outside ${resolved.outside}`] : [resolved.paths.at(-1) as string]
  })
  return [...new Set(files)]
}

describe('the files a chapter refers to', () => {
  it.each([
    ['an image', '![图](./a.png)', ['b/a.png']],
    ['an image in a sentence', '见 ![图](a.png "标题") 。', ['b/a.png']],
    ['an absolute path', '![](/ch2/a.drawio.svg)', ['ch2/a.drawio.svg']],
    ['a path upward', '![](../a.png)', ['a.png']],
    ['a path out', '![](../../a.png)', ['outside ../a.png']],
    ['a coded address', '![](<a b.png>) ![](a%20b.png) ![](a\\_b.png)', ['b/a b.png', 'b/a_b.png']],
    ['an image in a link', '[![图](a.png)](big.png)', ['b/big.png', 'b/a.png']],
    ['a link to a file', '[下载](files/a.yaml?raw#L1)', ['b/files/a.yaml']],
    ['a definition', '![图][f]\n\n[f]: a.png "标题"', ['b/a.png']],
    ['HTML', '<p><img alt="图" src="a.png"><a href=\'b.zip\'>甲</a></p>', ['b/a.png', 'b/b.zip']],
    ['HTML in a sentence', '见 <img src=a.png> 。', ['b/a.png']],
    ['sources', '<img srcset="a.png 1x, b.png 2x">', ['b/a.png', 'b/b.png']],
    ['a role', '{download}`配置 </conf/a.yaml>` {download}`b.yaml`', ['conf/a.yaml', 'b/b.yaml']],
    ['a figure', ':::{figure} a.png\n:name: x\n\n图\n:::', ['b/a.png']],
    ['a figure of Markdown', ':::{figure-md} 图\n:class: x\n\n<img src="/a.svg" alt="图">\n\n图\n:::', ['a.svg']],
    ['included code', '```{literalinclude} /conf/a.yaml\n:lines: 1-2\n```', ['conf/a.yaml']],
    ['an image as directive', '```{image} 100%.png\n:alt: 图\n```', ['b/100%.png']],
    ['a picture on a card', ':::{card} 题\n:img-top: a.png\n\n文\n:::', ['b/a.png']],
    ['something in a quoted list', '> - ![图](a.png)', ['b/a.png']],
    ['what a comment hides', '<!-- <img src="a.png"> -->\n<img src="b.png">', ['b/b.png']],
    ['code', '```html\n<img src="a.png">\n```\n\n`![](b.png)`', []],
    ['addresses', '![](https://a.b/c.png) <img src="data:image/png;base64,AA"> [x](mailto:a@b.c) [y](#z)', []],
    ['chapters', '[甲](a.md) [乙](../b.md#c)\n\n```{toctree}\na.md\n/b/c\n```', []],
  ])('%s', (_, markdown, files) => {
    expect(filesOf(markdown)).toEqual(files)
  })

  it('should not take long over hostile HTML', () => {
    const html = `<div>\n${'<!--'.repeat(200_000)}${'<img '.repeat(200_000)}`
    expect(filesOf(html)).toEqual([])
  })
})
