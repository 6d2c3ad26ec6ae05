const TAB = 9
const SPACE = 32

/** Reads one line from left to right, counting columns as CommonMark §2.2 says. */
export class Cursor {
  readonly text: string
  /** What has been read. A tab read in part stands at `offset` with `column` inside it. */
  offset = 0
  column = 0
  end = 0
  /** The first character that is no blank, and the columns of blanks before it. Kept by {@link look}. */
  next = 0
  indent = 0
  blank = false

  constructor(text: string) {
    this.text = text
  }

  load(start: number, end: number, column: number): void {
    this.offset = start
    this.end = end
    this.column = column
    this.look()
  }

  look(): void {
    let at = this.offset
    let column = this.column
    for (; at < this.end; at++) {
      const code = this.text.charCodeAt(at)
      if (code === SPACE) column++
      else if (code === TAB) column += 4 - (column & 3)
      else break
    }
    this.next = at
    this.indent = column - this.column
    this.blank = at >= this.end
  }

  /** Reads up to `columns` columns of blanks. */
  skipColumns(columns: number): void {
    let left = columns
    while (left > 0 && this.offset < this.end) {
      const code = this.text.charCodeAt(this.offset)
      if (code === TAB) {
        const width = 4 - (this.column & 3)
        if (width > left) {
          this.column += left
          break
        }
        this.column += width
        left -= width
      } else if (code === SPACE) {
        this.column++
        left--
      } else break
      this.offset++
    }
    this.look()
  }

  /** Reads the blanks and `count` characters behind them that are no tabs. */
  skipMarker(count: number): void {
    this.column += this.indent + count
    this.offset = this.next + count
    this.look()
  }

  skipBlanks(): void {
    this.column += this.indent
    this.offset = this.next
    this.indent = 0
  }
}
