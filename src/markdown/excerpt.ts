import type { Lines } from './lines.js'

/** A piece of an {@link Excerpt} with its place in the file. */
export interface Cut {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly startLine: number
  readonly endLine: number
  /** What stands in the file between the lines of `text`. */
  readonly glue: readonly string[]
}

/** Some lines without their container markers, as one text that knows where in the file each character stands. */
export class Excerpt {
  /** The lines, joined by LF. */
  readonly text: string
  readonly #file: string
  readonly #lines: Lines
  /** Where in `text` each line starts. */
  readonly #positions: number[] = []

  constructor(file: string, lines: Lines) {
    this.#file = file
    this.#lines = lines
    let text = ''
    for (let index = 0; index < lines.starts.length; index++) {
      if (index > 0) text += '\n'
      this.#positions.push(text.length)
      text += file.slice(lines.starts[index], lines.ends[index])
    }
    this.text = text
  }

  /** The text between two positions of `text`. */
  cut(from = 0, to = this.text.length): Cut {
    const first = this.#lineAt(from)
    const last = this.#lineAt(to, first)
    const glue: string[] = []
    for (let index = first; index < last; index++) {
      glue.push(this.#file.slice(this.#lines.ends[index], this.#lines.starts[index + 1]))
    }
    return {
      text: this.text.slice(from, to),
      start: this.#offsetAt(from, first),
      end: this.#offsetAt(to, last),
      startLine: this.#lines.numbers[first] ?? 1,
      endLine: this.#lines.numbers[last] ?? 1,
      glue,
    }
  }

  #offsetAt(position: number, line: number): number {
    return (this.#lines.starts[line] ?? 0) + position - (this.#positions[line] ?? 0)
  }

  /** Index of the line that holds `position`, a line's end included. */
  #lineAt(position: number, from = 0): number {
    let low = from
    let high = this.#positions.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#positions[middle] as number) <= position) low = middle
      else high = middle - 1
    }
    return low
  }
}
