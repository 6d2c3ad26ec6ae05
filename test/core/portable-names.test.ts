import { describe, expect, it } from 'vitest'
import { unportable } from '../../src/core/portable-names.js'

describe('unportable', () => {
  it.each([
    ['CON.md'],
    ['lpt1/a.md'],
    ['a.md.'],
    ['a /b.md'],
    ['a:b.md'],
    ['a\nb.md'],
    [`${'章'.repeat(81)}.md`],
    ['Intro.md', 'intro.md'],
    ['cafe\u0301.md', 'caf\u00e9.md'],
  ])('should name %j', (...paths) => {
    expect(unportable(['plain.md', ...paths])).toEqual(paths)
  })

  it('should take all that is fine everywhere', () => {
    const fine = ['第一章 监听器.md', 'console.md', 'a.b/c-d_e.md', '.a.md', `${'章'.repeat(80)}.md`, "it's 100%.md"]
    expect(unportable(fine)).toEqual([])
  })
})
