import { chop, widthOf } from './width.js'

/** A stretch of text that looks the same. */
export interface Run {
  readonly text: string
  paint(text: string): string
}

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
  const lines: { text: string; width: number }[] = [{ text: '', width: 0 }]
  let blank = { text: '', width: 0 }
  for (const { piece, paint } of piecesOf(runs, columns)) {
    const width = widthOf(piece)
    const line = lines.at(-1)
    if (!line) break
    if (piece.trim() === '') blank = { text: paint(piece), width }
    else if (line.width > 0 && line.width + blank.width + width > columns) {
      lines.push({ text: paint(piece), width })
      blank = { text: '', width: 0 }
    } else {
      line.text += blank.text + paint(piece)
      line.width += blank.width + width
      blank = { text: '', width: 0 }
    }
  }
  return lines
}

function* piecesOf(runs: readonly Run[], columns: number): Generator<{ piece: string; paint: Run['paint'] }> {
  for (const { text, paint } of runs) {
    for (const [piece] of text.matchAll(PIECES)) {
      if (piece.length <= columns) yield { piece, paint }
      else for (const part of chop(piece, columns)) yield { piece: part, paint }
    }
  }
}
