import { scanInline } from '../core/inline.js'

/**
 * What of a target text may hold a term: prose, link text, alt text, and code; not addresses, tags or labels.
 *
 * Same length as `text`, so that offsets hold.
 */
export function readableOf(text: string): string {
  if (!/[<[{\\]|https?:|www\./.test(text)) return text
  const pieces: string[] = []
  let cursor = 0
  const blank = (start: number, end: number) => {
    if (end <= cursor) return
    const from = Math.max(start, cursor)
    pieces.push(text.slice(cursor, from), ' '.repeat(end - from))
    cursor = end
  }
  for (const [start, end] of hiddenRanges(text)) blank(start, end)
  pieces.push(text.slice(cursor))
  return pieces.join('')
}

function hiddenRanges(text: string): (readonly [number, number])[] {
  const ranges = scanInline(text).flatMap(({ type, start, end, content }): (readonly [number, number])[] => {
    if (type === 'code' || type === 'emphasis' || (type === 'role' && !content)) return []
    if (type === 'escape') return [[start, start + 1]]
    return content
      ? [
          [start, content[0]],
          [content[1], end],
        ]
      : [[start, end]]
  })
  return ranges.sort((a, b) => a[0] - b[0])
}
