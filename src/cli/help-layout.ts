/** Two columns wide, near enough for help: East Asian Wide and Fullwidth (UAX #11) without emoji. Loads at once. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g
/** What is never torn: blanks, a wide character with the punctuation that may not begin a line, a word. */
const PIECES = new RegExp(`\\s+|${WIDE.source}[，。、；：！？）」”]*|(?:(?!${WIDE.source})\\S)+`, 'gu')

export function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0)
}

/** The lines of `text`, none wider than `columns` where that can be helped. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const [piece] of text.matchAll(PIECES)) {
    if (current !== '' && widthOf(current + piece.trimEnd()) > columns) {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else current += piece
  }
  return [...lines, current]
}
