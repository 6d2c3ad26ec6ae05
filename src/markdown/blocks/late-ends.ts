import type { Lines } from '../lines.js'
import { skipBlanks, trimEnd } from './starts.js'

const END = /\$\$(?:[ \t]*\([^()\s]+\))?$/

/** Finds where `$$` blocks and MDX comments end before they are opened: one that never ends is plain text. */
export class LateEnds {
  readonly #text: string
  readonly #lines: Lines
  /** For each line the next one, itself included, that ends with `$$`. Built on first use. */
  #next: Int32Array | null = null
  #lastMdx: number | null = null

  constructor(text: string, lines: Lines) {
    this.#text = text
    this.#lines = lines
  }

  /** Index of the line on which the block ends that starts on line `index` at offset `at`, else -1. */
  mathEnd(index: number, at: number): number {
    if (!this.#text.startsWith('$$', at)) return -1
    const lineEnd = this.#lines.ends[index] as number
    const rest = this.#text.slice(at + 2, trimEnd(this.#text, at + 2, lineEnd))
    if (rest.includes('$$')) return END.test(rest) && rest.indexOf('$$') > 0 ? index : -1
    this.#next ??= this.#findEnds()
    const end = this.#next[index + 1] ?? -1
    return end
  }

  /** True when an MDX comment's end follows somewhere. */
  closesMdx(at: number): boolean {
    this.#lastMdx ??= this.#text.lastIndexOf('*/}')
    return this.#lastMdx > at
  }

  #findEnds(): Int32Array {
    const { starts, ends } = this.#lines
    const next = new Int32Array(starts.length + 1).fill(-1)
    for (let index = starts.length - 1; index >= 0; index--) {
      const from = skipBlanks(this.#text, starts[index] as number, ends[index] as number)
      const to = trimEnd(this.#text, from, ends[index] as number)
      const tail = this.#text.slice(Math.max(from, to - 80), to)
      next[index] = END.test(tail) ? index : (next[index + 1] as number)
    }
    return next
  }
}
