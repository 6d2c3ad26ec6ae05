import { ZhenError } from '../core/errors.js'
import type { ParsedChapter, Segment } from '../core/segment.js'
import { sameText } from '../core/text.js'
import type { TargetPassage } from './ports.js'

/** True for the part of an English chapter that a passage is, if the chapter is as it was when that was noted. */
export function isPassage(part: ParsedChapter['parts'][number], { startLine, text }: TargetPassage): part is Segment {
  return part.type === 'segment' && part.startLine === startLine && sameText(part.text, text)
}

/** What an edit makes of a chapter; `null` where the chapter would no longer be what it is around the edit. */
export function unlessBroken(edit: () => string): string | null {
  try {
    return edit()
  } catch (error) {
    if (error instanceof ZhenError && error.code === 'shape-broken') return null
    throw error
  }
}
