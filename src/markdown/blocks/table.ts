import { skipBlanks, trimEnd } from './starts.js'

const DELIMITER = /[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*/y

/** Number of columns of a delimiter row, else 0. Source: GFM §4.10. */
export function delimiterColumns(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at)
  if (first !== 45 && first !== 58 && first !== 124) return 0
  DELIMITER.lastIndex = at
  const row = DELIMITER.exec(text)?.[0] ?? ''
  if (at + row.length !== end || !/[|:]/.test(row)) return 0
  return row.split('|').filter((cell) => cell.includes('-')).length
}

/** The cells of a row without the blanks around them, as half-open ranges of `text`. An escaped pipe is no border. */
export function cellRanges(text: string, at: number, end: number): [number, number][] {
  const stop = trimEnd(text, at, end)
  let from = skipBlanks(text, at, stop)
  if (text.charCodeAt(from) === 124 && from < stop) from++
  const cells: [number, number][] = []
  let index = from
  for (; index < stop; index++) {
    const code = text.charCodeAt(index)
    if (code === 92) index++
    else if (code === 124) {
      cells.push(trim(text, from, index))
      from = index + 1
    }
  }
  if (from < stop) cells.push(trim(text, from, stop))
  return cells
}

function trim(text: string, from: number, to: number): [number, number] {
  const start = skipBlanks(text, from, to)
  return [start, trimEnd(text, start, to)]
}
