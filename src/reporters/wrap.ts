import { chop, widthOf } from './width.js'

/** A stretch of text that looks the same. */
export interface Run {
  readonly text: string
  paint(text: string): string
}

/** Begins a new line, where a text of code has one. */
export const LINE_BREAK: Run = { text: '\n', paint: (text) => text }

/** A line of painted text and the columns it takes. */
export interface WrappedLine {
  readonly text: string
  readonly width: number
}

const WIDE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
/** What is never torn: blanks, and a wide character or a word with the punctuation that may not begin a line. */
const CLOSING = '[，。、；：！？）」』”’…]*'
const PIECES = new RegExp(`\\s+|(?:${WIDE}|(?:(?!${WIDE})\\S)+)${CLOSING}`, 'gu')

/** Breaks runs into lines of at most `columns`, between words and between Chinese characters. */
export function wrap(runs: readonly Run[], columns: number): WrappedLine[] {
  const lines = [new Line()]
  let blank: Piece | null = null
  for (const { piece, paint } of piecesOf(runs, columns)) {
    const next = { text: piece, paint, width: widthOf(piece) }
    const line = lines.at(-1)
    if (!line) break
    if (piece === LINE_BREAK.text) {
      lines.push(new Line())
      blank = null
    } else if (piece.trim() === '') blank = next
    else if (line.width > 0 && line.width + (blank?.width ?? 0) + next.width > columns) {
      lines.push(new Line(next))
      blank = null
    } else {
      if (blank) line.add(blank)
      line.add(next)
      blank = null
    }
  }
  return lines.map((line) => line.painted())
}

interface Piece extends Run {
  readonly width: number
}

/** A line in the making. What looks the same is painted at once, not word by word. */
class Line {
  width = 0
  readonly #runs: { text: string; readonly paint: Run['paint'] }[] = []

  constructor(first?: Piece) {
    if (first) this.add(first)
  }

  add({ text, paint, width }: Piece): void {
    const last = this.#runs.at(-1)
    if (last?.paint === paint) last.text += text
    else this.#runs.push({ text, paint })
    this.width += width
  }

  painted(): WrappedLine {
    return { text: this.#runs.map(({ text, paint }) => paint(text)).join(''), width: this.width }
  }
}

function* piecesOf(runs: readonly Run[], columns: number): Generator<{ piece: string; paint: Run['paint'] }> {
  for (const { text, paint } of runs) {
    for (const [piece] of text.matchAll(PIECES)) {
      if (piece.length * 2 <= columns || widthOf(piece) <= columns) yield { piece, paint }
      else for (const part of chop(piece, columns)) yield { piece: part, paint }
    }
  }
}
