import { describe, expect, it } from 'vitest'
import { EditionPast } from '../../src/app/adopt/edition-past.js'
import { stepsOf } from '../../src/app/adopt/steps.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { chapter } from './editions.js'

const FIRST = '连接池重用到同一上游主机的连接，从而省去握手的时间。'
const SECOND = '监听器关闭以前，会先等待现有的连接结束。'
const THIRD = '健康检查失败的主机不再得到新的连接，直到它恢复为止。'

/** What one revision does: text by path, `null` to delete, `[from, text]` to rename. */
type Files = Readonly<Record<string, string | null | readonly [string, string]>>

function follow(...revisions: Files[]): EditionPast {
  const past = new EditionPast()
  for (const [time, files] of revisions.entries()) {
    const edits = Object.entries(files).map(([path, content]) => {
      const [from, text] = Array.isArray(content) ? content : [null, content as string | null]
      return { path, from, blob: null, time, chapter: text === null ? null : parseChapter(text) }
    })
    past.take({ commit: `${time}`, time, edits })
  }
  return past
}

const told = (past: EditionPast, path: string, part = 0) => {
  const head = past.heads(path)[part]
  return head ? stepsOf([head]).map(({ time, text }) => [time, text]) : null
}

describe('EditionPast', () => {
  it('should follow a text through edits, renames and moves', () => {
    const edited = FIRST.replace('时间', '开销')
    const past = follow(
      { 'a.md': chapter(FIRST, SECOND) },
      { 'b.md': ['a.md', chapter(edited, SECOND)] },
      { 'b.md': chapter(SECOND), 'c.md': chapter(THIRD, edited) },
    )
    expect(told(past, 'c.md', 1)).toEqual([
      [0, FIRST],
      [1, edited],
    ])
    expect(told(past, 'a.md')).toBe(null)
  })

  it('should know a text that comes back', () => {
    const past = follow({ 'a.md': chapter(FIRST, SECOND) }, { 'a.md': chapter(SECOND) }, { 'b.md': chapter(FIRST) })
    expect(told(past, 'b.md')).toEqual([[0, FIRST]])
  })

  it('should give both parts of a divided text its past, and a merged one that of all', () => {
    const past = follow(
      { 'a.md': chapter(FIRST + SECOND, THIRD) },
      { 'a.md': chapter(FIRST, SECOND, THIRD) },
      { 'a.md': chapter(FIRST, SECOND + THIRD) },
    )
    expect(told(past, 'a.md')).toEqual([
      [0, FIRST + SECOND],
      [1, FIRST],
    ])
    expect(told(past, 'a.md', 1)?.at(-1)).toEqual([2, SECOND + THIRD])
  })

  it('should say when a text was taken out', () => {
    const past = follow({ 'a.md': chapter(FIRST, SECOND) }, { 'a.md': chapter(SECOND) })
    expect([...past.removed].map(([{ text }, { time }]) => [text, time])).toEqual([[FIRST, 1]])
  })

  it('should not take for ever where texts are divided and merged again and again', () => {
    const [whole, parts] = [chapter(FIRST + SECOND), chapter(FIRST, SECOND)]
    const past = follow(...Array.from({ length: 200 }, (_, at) => ({ 'a.md': at % 2 === 0 ? whole : parts })))
    expect(told(past, 'a.md')?.length).toBeGreaterThan(1)
  })
})
