import { ZhenError } from '../core/errors.js'
import type { ParsedChapter, Segment } from '../core/segment.js'
import { parseChapter } from './parse-chapter.js'
import { describeShape } from './shape.js'
import { type Encoded, encodeSegment } from './splice/encode.js'

interface Edit extends Encoded {
  readonly segment: Segment
}

/**
 * The chapter's text with new texts for the segments at the given indexes of `parts`.
 *
 * What would change the structure around is escaped for the segment's form; line breaks in one-line places become
 * spaces, blank lines go. The result is parsed again: it has the same nodes, blocks and segments, and every segment but
 * the replaced ones the same text, so that indexes stay good. Where escaping cannot give that (a text of nothing, of
 * nothing but a shortcode), throws `shape-broken` with the segment's line, kind and text. A segment's own text gives the
 * same bytes.
 */
export function replaceSegments(chapter: ParsedChapter, replacements: ReadonlyMap<number, string>): string {
  const edits = editsOf(chapter, replacements)
  if (edits.every(({ segment, text }) => text === segment.text)) return chapter.text
  const result = spliceAll(chapter.text, edits)
  if (!keepsShape(chapter.text, result, edits)) throw shapeBroken(culprit(chapter.text, edits))
  return result
}

/** What {@link replaceSegments} gives the segment as its text: what would be markup there is escaped. */
export function textAsWritten(chapter: ParsedChapter, index: number, text: string): string {
  const segment = chapter.parts[index]
  return segment?.type === 'segment' ? encodeSegment(chapter, segment, text).text : text
}

function editsOf(chapter: ParsedChapter, replacements: ReadonlyMap<number, string>): Edit[] {
  const edits: Edit[] = []
  for (const [index, text] of replacements) {
    const segment = chapter.parts[index]
    if (segment?.type !== 'segment') throw new RangeError(`part ${index} is no segment`)
    edits.push({ segment, ...encodeSegment(chapter, segment, text) })
  }
  return edits.sort((a, b) => a.segment.start - b.segment.start)
}

function spliceAll(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { segment, written } of edits) {
    pieces.push(text.slice(at, segment.start), written)
    at = segment.end
  }
  pieces.push(text.slice(at))
  return pieces.join('')
}

function keepsShape(before: string, after: string, edits: readonly Edit[]): boolean {
  const [from, to] = [parseWhole(before), parseWhole(after)]
  if (from.parts.length !== to.parts.length || describeShape(from) !== describeShape(to)) return false
  const expected = new Map(edits.map(({ segment, text }) => [segment.start, text]))
  return from.parts.every((part, index) => {
    return part.type === 'block' || (expected.get(part.start) ?? part.text) === to.parts[index]?.text
  })
}

function parseWhole(text: string): ParsedChapter {
  return parseChapter(text, { complete: true })
}

/** One edit that breaks the shape, alone or with those before it. */
function culprit(text: string, edits: readonly Edit[]): Segment {
  let fine = 0
  let broken = edits.length
  while (broken - fine > 1) {
    const middle = (fine + broken) >> 1
    const some = edits.slice(0, middle)
    if (keepsShape(text, spliceAll(text, some), some)) fine = middle
    else broken = middle
  }
  return (edits[fine] as Edit).segment
}

function shapeBroken({ kind, startLine, text }: Segment): ZhenError {
  return new ZhenError('shape-broken', { line: startLine, kind, text: text.slice(0, 80) })
}
