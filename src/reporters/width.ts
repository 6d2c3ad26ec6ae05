import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Columns `text` takes on a terminal; colours take none, Chinese takes two a character. */
export function widthOf(text: string): number {
  let width = 0
  for (let index = 0; index < text.length; index++) {
    const columns = plainColumns(text.charCodeAt(index))
    // Marks that join characters, and escape sequences, need a look at the whole text.
    if (columns === 0) return stringWidth(text)
    width += columns
  }
  return width
}

/** Columns of a code unit that never combines with its neighbours, else 0. Nearly all text is of these. */
function plainColumns(unit: number): number {
  return PLAIN.find(({ from, to }) => unit >= from && unit <= to)?.columns ?? 0
}

/** Ranges without joining, combining or emoji characters, commonest first: ASCII, Han, CJK and general punctuation … */
const PLAIN = [
  { from: 0x20, to: 0x7e, columns: 1 },
  { from: 0x4e00, to: 0x9fff, columns: 2 },
  { from: 0x3001, to: 0x3029, columns: 2 },
  { from: 0xff01, to: 0xff60, columns: 2 },
  { from: 0x2500, to: 0x259f, columns: 1 },
  { from: 0x2010, to: 0x2027, columns: 1 },
  { from: 0x2030, to: 0x203b, columns: 1 },
  { from: 0xa1, to: 0xac, columns: 1 },
  { from: 0xae, to: 0x2ff, columns: 1 },
  { from: 0x3400, to: 0x4dbf, columns: 2 },
]

/** How many characters at the beginning are plain, up to the first that does not fit. */
function fitPlain(text: string, columns: number): { readonly length: number; readonly width: number } {
  let width = 0
  let length = 0
  for (; length < text.length; length++) {
    const taken = plainColumns(text.charCodeAt(length))
    if (taken === 0 || width + taken > columns) break
    width += taken
  }
  return { length, width }
}

/**
 * The beginning of `text` that fits into `columns`, an ellipsis at its end if anything was left out.
 *
 * Never cuts a character in two. Looks at no more of `text` than fits.
 */
export function cut(text: string, columns: number): string {
  if (columns === Number.POSITIVE_INFINITY) return text
  const plain = fitPlain(text, columns)
  if (plain.length === text.length) return text
  if (plainColumns(text.charCodeAt(plain.length)) > 0)
    return `${text.slice(0, fitPlain(text, columns - 1).length).trimEnd()}…`
  let width = 0
  let fitting = 0
  for (const { segment, index } of graphemes.segment(text)) {
    width += widthOf(segment)
    if (width > columns) return `${text.slice(0, fitting).trimEnd()}…`
    // One column is kept for the ellipsis.
    if (width < columns) fitting = index + segment.length
  }
  return text
}

/** So many columns any text is given, on however narrow a terminal. */
const LEAST_ROOM = 20

/** Columns that are left for a text in a line of which `taken` are taken. */
export function roomLeft(columns: number, taken: number): number {
  return Math.max(LEAST_ROOM, columns - taken)
}

/** The end of `text` that fits into `columns`; for paths, whose end tells most. */
export function cutStart(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  const plain = plainEnd(text, columns - 1)
  if (plain !== null) return `…${plain}`
  const pieces = Array.from(graphemes.segment(text), ({ segment }) => segment)
  let width = 1
  let first = pieces.length
  while (first > 0 && width + widthOf(pieces[first - 1] ?? '') <= columns) width += widthOf(pieces[--first] ?? '')
  return `…${pieces.slice(first).join('')}`
}

/** The end of `text` that fits, where one looks no further than plain characters to find it, which takes far less. */
function plainEnd(text: string, columns: number): string | null {
  let width = 0
  for (let first = text.length; first > 0; first--) {
    const taken = plainColumns(text.charCodeAt(first - 1))
    if (taken === 0) return null
    width += taken
    if (width > columns) return text.slice(first)
  }
  return text
}

/** `text` in pieces of at most `columns`, none of which cuts a character in two. */
export function* chop(text: string, columns: number): Generator<string> {
  let piece = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    const taken = widthOf(segment)
    if (width + taken > columns && piece !== '') {
      yield piece
      piece = ''
      width = 0
    }
    piece += segment
    width += taken
  }
  if (piece !== '') yield piece
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text
}

/** Lays cells out in columns two blanks apart. Nothing is padded at the end of a row. */
export function layOut(rows: readonly (readonly string[])[], aligned: readonly ('left' | 'right')[]): string[] {
  const widths = aligned.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, column) => (aligned[column] === 'right' ? padStart : padEnd)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
