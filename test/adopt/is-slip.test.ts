import { describe, expect, it } from 'vitest'
import { BookWords } from '../../src/app/adopt/book-words.js'
import { isSlip } from '../../src/app/adopt/is-slip.js'

const words = new BookWords(['每个进程有几个线程，每几个子系统共用一个线程。', '主线程移入队列。'])

describe('isSlip', () => {
  it.each([
    ['名几个子系统共用一个', '每几个子系统共用一个'],
    ['把线程被移入队列', '把线程移入队列'],
    ['握手的元信息交换(Meta Exchange)', '握手的元信息交换'],
  ])('should see that “%s” was put right', (older, newer) => {
    expect(isSlip(older, newer, { words })).toBe(true)
  })

  it.each([
    ['进程移入队列', '线程移入队列'],
    ['线程移入队列', '线程不移入队列'],
    ['有四个线程', '有五个线程'],
    ['线程移入队列', '线程和进程移入队列'],
    ['名几个子系统', '名几个子系统共用'],
  ])('should not take “%s” → “%s” for a slip', (older, newer) => {
    expect(isSlip(older, newer, { words })).toBe(false)
  })

  it('should know numbers that tell headings apart', () => {
    expect(isSlip('实现上的缓解', '实现上的缓解 2', { words, isName: true })).toBe(true)
    expect(isSlip('实现上的缓解', '实现上的缓解 2', { words })).toBe(false)
    expect(isSlip('支持 HTTP/1', '支持 HTTP/2', { words, isName: true })).toBe(false)
  })
})
