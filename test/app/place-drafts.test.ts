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
