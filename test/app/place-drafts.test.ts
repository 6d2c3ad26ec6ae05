import { describe, expect, it } from 'vitest'
import { placeDrafts } from '../../src/app/place-drafts.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

describe('placeDrafts', () => {
  it('should insert a block once, however many drafts are for it', () => {
    const source = parseChapter('开头。\n\n- 第一项\n\n  ```sh\n  # run it\n  ls\n  ```\n\n  第二段\n\n结尾。\n')
    const target = parseChapter('Start.\n\nEnd.\n', { comments: 'all' })
    const partOf = (text: string) => source.parts.findIndex((part) => part.text === text)
    const links = new Map([
      [partOf('开头。'), 0],
      [partOf('结尾。'), 1],
    ])
    const drafts = new Map([
      [partOf('第一项'), 'First item'],
      [partOf('第二段'), 'Second paragraph'],
    ])
    const placement = placeDrafts(source, target, links, drafts)
    expect(placement.text).toBe(
      'Start.\n\n- First item\n\n  ```sh\n  # run it\n  ls\n  ```\n\n  Second paragraph\n\nEnd.\n',
    )
    expect([...placement.placed].sort()).toEqual([...drafts.keys()].sort())
  })
})

describe('placeDrafts, where several blocks in a row are missing', () => {
  const source = parseChapter('# 题\n\n开头。\n\n甲段。\n\n- 一\n- 二\n\n```sh\n# 注释\nls\n```\n\n乙段。\n\n结尾。\n')
  const target = parseChapter('# Title\n\nStart.\n\nEnd.\n', { comments: 'all' })
  const partOf = (text: string) => source.parts.findIndex((part) => part.text === text)
  const links = new Map([
    [partOf('题'), 0],
    [partOf('开头。'), 1],
    [partOf('结尾。'), 2],
  ])

  it('should put them in together, in order, with what stands between them', () => {
    const drafts = new Map([
      [partOf('甲段。'), 'First.'],
      [partOf('一'), 'one'],
      [partOf('二'), 'two'],
      [partOf('注释'), 'a comment'],
      [partOf('乙段。'), 'Second.'],
    ])
    const placement = placeDrafts(source, target, links, drafts)
    expect(placement.text).toBe(
      '# Title\n\nStart.\n\nFirst.\n\n- one\n- two\n\n```sh\n# a comment\nls\n```\n\nSecond.\n\nEnd.\n',
    )
    expect([...placement.placed].sort()).toEqual([...drafts.keys()].sort())
    expect([...placement.refused]).toEqual([])
  })

  it('should leave out a block of which nothing is drafted, and go on behind it', () => {
    const drafts = new Map([
      [partOf('甲段。'), 'First.'],
      [partOf('乙段。'), 'Second.'],
    ])
    const placement = placeDrafts(source, target, links, drafts)
    expect(placement.text).toBe('# Title\n\nStart.\n\nFirst.\n\nSecond.\n\nEnd.\n')
  })

  it('should refuse the one text that cannot stand there, and place the others', () => {
    const drafts = new Map([
      [partOf('甲段。'), ''],
      [partOf('乙段。'), 'Second.'],
    ])
    const placement = placeDrafts(source, target, links, drafts)
    expect(placement.text).toBe('# Title\n\nStart.\n\nSecond.\n\nEnd.\n')
    expect([...placement.refused]).toEqual([[partOf('甲段。'), 'shape-broken']])
  })
})
