/** A link reference definition in a paragraph's text; ranges are half-open positions of that text. */
export interface Definition {
  readonly end: number
  readonly title: readonly [from: number, to: number] | null
}

const LABEL = /\[(?:[^\\[\]]|\\.){0,1000}\]:/y
const ANGLE = /<(?:[^<>\n\\]|\\.)*>/y
const TITLES: Record<string, RegExp> = {
  '"': /"(?:[^"\\]|\\[\s\S])*"/y,
  "'": /'(?:[^'\\]|\\[\s\S])*'/y,
  '(': /\((?:[^()\\]|\\[\s\S])*\)/y,
}

/** The definition that starts at `at`, a line's start, or `null`. Source: CommonMark 0.31 §4.7. */
export function readDefinition(text: string, at: number): Definition | null {
  const label = match(LABEL, text, at)
  if (label === null || label.length > 1002 || !/[^\s[\]:]/.test(label)) return null
  const from = skipWhite(text, at + label.length)
  const to = destinationEnd(text, from)
  if (to === -1) return null
  const plain = lineEnd(text, to)
  const title = titleAt(text, to)
  if (title) return title
  return plain === -1 ? null : { end: plain, title: null }
}

function titleAt(text: string, destination: number): Definition | null {
  const from = skipWhite(text, destination)
  const pattern = TITLES[text[from] ?? '']
  if (from === destination || !pattern) return null
  const title = match(pattern, text, from)
  if (title === null) return null
  const end = lineEnd(text, from + title.length)
  return end === -1 ? null : { end, title: [from + 1, from + title.length - 1] }
}

function destinationEnd(text: string, from: number): number {
  if (text[from] === '<') {
    const angle = match(ANGLE, text, from)
    return angle === null ? -1 : from + angle.length
  }
  let depth = 0
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 127) break
    if (code === 92 && text.charCodeAt(at + 1) > 32) at++
    else if (code === 40) depth++
    else if (code === 41 && --depth < 0) return -1
  }
  return at === from || depth !== 0 ? -1 : Math.min(at, text.length)
}

/** The end of the line when only blanks are left on it, else -1. */
function lineEnd(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at >= text.length || text[at] === '\n' ? at : -1
}

function skipWhite(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n') at++
  return at
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
