/** Lines of a file or of a part of one. The arrays run in parallel; offsets are in UTF-16 units of the whole file. */
export interface Lines {
  /** Where the line's own content starts: behind what containers and fences took off. */
  readonly starts: number[]
  /** Where it ends, in front of its line ending. */
  readonly ends: number[]
  /** The column at `starts`, 0-based, tabs counted to the next multiple of four. */
  readonly columns: number[]
  /** Line numbers in the file, 1-based. */
  readonly numbers: number[]
}

export function emptyLines(): Lines {
  return { starts: [], ends: [], columns: [], numbers: [] }
}

/** Splits `text` at CR LF, LF and CR. A BOM belongs to no line; a line ending at the end starts no further line. */
export function linesOf(text: string): Lines {
  const lines = emptyLines()
  const returns = text.includes('\r')
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (start < text.length) {
    const end = returns ? nextEnding(text, start) : text.indexOf('\n', start)
    const stop = end === -1 ? text.length : end
    pushLine(lines, start, stop, 0, lines.numbers.length + 1)
    start = stop + (text.charCodeAt(stop) === 13 && text.charCodeAt(stop + 1) === 10 ? 2 : 1)
  }
  return lines
}

function nextEnding(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return at
  }
  return -1
}

export function pushLine(lines: Lines, start: number, end: number, column: number, number: number): void {
  lines.starts.push(start)
  lines.ends.push(end)
  lines.columns.push(column)
  lines.numbers.push(number)
}

export function appendLines(to: Lines, lines: Lines): void {
  for (const key of ['starts', 'ends', 'columns', 'numbers'] as const)
    for (const value of lines[key]) to[key].push(value)
}

/** The lines from index `from` up to, not including, `to`. */
export function sliceLines(lines: Lines, from: number, to: number = lines.starts.length): Lines {
  return {
    starts: lines.starts.slice(from, to),
    ends: lines.ends.slice(from, to),
    columns: lines.columns.slice(from, to),
    numbers: lines.numbers.slice(from, to),
  }
}

/** Index of the last line that is not blank; 0 when all are. */
export function lastFilled(text: string, lines: Lines): number {
  for (let index = lines.starts.length - 1; index > 0; index--) {
    for (let at = lines.starts[index] as number; at < (lines.ends[index] as number); at++) {
      const code = text.charCodeAt(at)
      if (code !== 32 && code !== 9) return index
    }
  }
  return 0
}
