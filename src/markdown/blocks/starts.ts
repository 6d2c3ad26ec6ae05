/**
 * What a line starts with. Each function gets the file, the line's first character that is no blank and the line's end;
 * none looks beyond. Sources: CommonMark 0.31 §4 and §5, GFM §4.10, MyST's block syntax.
 */

export function isThematicBreak(text: string, at: number, end: number): boolean {
  const marker = text.charCodeAt(at)
  if (marker !== 42 && marker !== 45 && marker !== 95) return false
  let count = 0
  for (let index = at; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code === marker) count++
    else if (code !== 32 && code !== 9) return false
  }
  return count >= 3
}

/** Level and content of an ATX heading, the closing sequence taken off. */
export function atxHeading(text: string, at: number, end: number): { level: number; from: number; to: number } | null {
  let from = at
  while (from < end && text.charCodeAt(from) === 35) from++
  const level = from - at
  if (level < 1 || level > 6 || (from < end && !isBlank(text.charCodeAt(from)))) return null
  from = skipBlanks(text, from, end)
  let to = trimEnd(text, from, end)
  let hashes = to
  while (hashes > from && text.charCodeAt(hashes - 1) === 35) hashes--
  if (hashes === from) to = from
  else if (hashes < to && isBlank(text.charCodeAt(hashes - 1))) to = trimEnd(text, from, hashes)
  return { level, from, to }
}

export interface FenceStart {
  readonly marker: number
  readonly length: number
  /** The info line, blanks around it taken off. */
  readonly from: number
  readonly to: number
}

/** A fence of backticks, tildes or, where `colons` is set, colons. */
export function fenceStart(text: string, at: number, end: number, colons: boolean): FenceStart | null {
  const marker = text.charCodeAt(at)
  if (marker !== 96 && marker !== 126 && !(colons && marker === 58)) return null
  const run = runEnd(text, at, end)
  if (run - at < 3) return null
  const from = skipBlanks(text, run, end)
  if (marker === 96) {
    const tick = text.indexOf('`', run)
    if (tick !== -1 && tick < end) return null
  }
  return { marker, length: run - at, from, to: trimEnd(text, from, end) }
}

export function closesFence(text: string, at: number, end: number, fence: FenceStart): boolean {
  if (text.charCodeAt(at) !== fence.marker) return false
  const run = runEnd(text, at, end)
  return run - at >= fence.length && skipBlanks(text, run, end) === end
}

/** 1 or 2 for a setext underline, else 0. */
export function setextLevel(text: string, at: number, end: number): 0 | 1 | 2 {
  const marker = text.charCodeAt(at)
  if (marker !== 61 && marker !== 45) return 0
  if (skipBlanks(text, runEnd(text, at, end), end) !== end) return 0
  return marker === 61 ? 1 : 2
}

export interface ListMarker {
  /** `-`, `+`, `*`, `.` or `)`: items with another one start another list. */
  readonly type: number
  /** Length of the marker. */
  readonly length: number
  readonly ordered: boolean
  readonly number: number
}

export function listMarker(text: string, at: number, end: number): ListMarker | null {
  const code = text.charCodeAt(at)
  if (code === 42 || code === 43 || code === 45) {
    return followed(text, at + 1, end) ? { type: code, length: 1, ordered: false, number: 0 } : null
  }
  let digits = at
  while (digits < end && digits - at < 10 && isDigit(text.charCodeAt(digits))) digits++
  const type = text.charCodeAt(digits)
  if (digits === at || digits - at > 9 || digits >= end || (type !== 46 && type !== 41)) return null
  if (!followed(text, digits + 1, end)) return null
  return { type, length: digits + 1 - at, ordered: true, number: Number(text.slice(at, digits)) }
}

const FOOTNOTE = /\[\^[^\]\s[]{1,999}\]:[ \t]*/y

/** Length of `[^label]:` and the blanks behind it, else 0. */
export function footnoteLength(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 91 || text.charCodeAt(at + 1) !== 94) return 0
  FOOTNOTE.lastIndex = at
  const match = FOOTNOTE.exec(text)
  return match && at + match[0].length <= end ? match[0].length : 0
}

/** MyST's `(label)=`. */
export function isTarget(text: string, at: number, end: number): boolean {
  const close = trimEnd(text, at, end)
  return close - at > 3 && text.charCodeAt(at) === 40 && text.startsWith(')=', close - 2)
}

/** MyST's block break: three or more `+`, blanks between them or not, with anything behind. */
export function isBlockBreak(text: string, at: number, end: number): boolean {
  let count = 0
  for (let index = at; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code === 43) count++
    else if (!isBlank(code)) break
  }
  return count >= 3
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

export function trimEnd(text: string, from: number, end: number): number {
  let at = end
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--
  return at
}

function runEnd(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at)
  let index = at
  while (index < end && text.charCodeAt(index) === marker) index++
  return index
}

function followed(text: string, at: number, end: number): boolean {
  return at >= end || isBlank(text.charCodeAt(at))
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
