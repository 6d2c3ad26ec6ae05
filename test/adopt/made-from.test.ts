import { describe, expect, it } from 'vitest'
import { madeFrom } from '../../src/app/adopt/made-from.js'
import type { Step } from '../../src/app/adopt/steps.js'

/** Texts by the day of January on which they were written. */
function steps(...texts: readonly (readonly [day: number, text: string])[]): Step[] {
  return texts.map(([day, text]) => ({ text, time: day * 24 * 3_600_000, commit: `${day}`, whole: false }))
}

const at = (source: Step[], target: Step[]) => madeFrom(source, target).at

describe('madeFrom', () => {
  const plain = steps([1, '连接会重用。'], [10, '连接按优先级分配。'])

  it.each([
    ['before the change', 5, 0],
    ['less than a day before it', 9.5, 1],
    ['after it', 12, 1],
  ])('should take English of a time %s', (_, day, expected) => {
    expect(at(plain, steps([day, 'Connections are reused.']))).toBe(expected)
  })

  it('should go by what the English says before it goes by the time', () => {
    const source = steps([1, '最多 4 个线程。'], [10, '最多 8 个线程。'])
    expect(at(source, steps([12, 'At most four threads.']))).toBe(0)
    expect(at(source, steps([2, 'At most 8 threads.']))).toBe(1)
  })

  it('should not believe that English a week later was made from what had long been replaced', () => {
    const source = steps([1, '用 `epoll` 等待。'], [10, '用 `kqueue` 等待。'])
    expect(at(source, steps([30, 'It waits by `epoll`.']))).toBe(1)
  })

  it('should see a later source in the English behind changes that cannot be seen', () => {
    const source = steps([1, '最多四个线程。'], [10, '最多只用四个线程。'], [20, '最多只用八个线程，见 `top`。'])
    expect(at(source, steps([2, 'At most eight threads; see `top`.']))).toBe(2)
    expect(at(source, steps([2, 'At most four threads.']))).toBe(0)
  })

  it('should leave a copy of the source out of account', () => {
    expect(at(plain, steps([2, '连接会重用。'], [12, 'Connections are handed out by priority.']))).toBe(1)
  })

  it('should follow an edit as large as the change, and not the correction of a word', () => {
    const source = steps([1, '连接池重用连接，从而省去握手的时间。'], [10, '连接池按照优先级把连接分配给等待的请求。'])
    const first = [5, 'The pool reuses connections and so saves the time of handshakes.'] as const
    expect(at(source, steps(first, [40, 'The pool reuses connections and so saves the time for handshakes.']))).toBe(0)
    expect(at(source, steps(first, [40, 'The pool gives connections to requests by priority.']))).toBe(1)
  })

  it('should take code for what it is most like, and for a later one it was the same as', () => {
    const code = steps([1, 'replicas: 1'], [5, 'replicas: 2'], [9, 'replicas: 3 # spare'])
    expect(at(code, steps([20, 'replicas: 2']))).toBe(1)
    expect(at(code, steps([10, 'replicas: 3 # spare'], [20, 'replicas: 2']))).toBe(2)
  })

  it('should take no source from before a chapter was put into Chinese', () => {
    const source = steps([1, 'Background knowledge'], [3, '背景知识'])
    expect(at(source, steps([1, 'Background knowledge']))).toBe(1)
  })
})
