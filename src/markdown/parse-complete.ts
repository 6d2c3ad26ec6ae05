import type { ParsedChapter } from '../core/segment.js'
import { parseChapter } from './parse-chapter.js'

/** A move looks at four texts: the chapter it begins with, that without the block, the other one before and after. */
const KEPT = 4

const recent: ParsedChapter[] = []

/** `parseChapter` with everything a segment that could be one. What was parsed just before is not parsed again. */
export function parseComplete(text: string): ParsedChapter {
  const at = recent.findIndex((chapter) => chapter.text === text)
  const chapter = recent[at] ?? parseChapter(text, { complete: true })
  if (at !== -1) recent.splice(at, 1)
  recent.unshift(chapter)
  recent.length = Math.min(recent.length, KEPT)
  return chapter
}
