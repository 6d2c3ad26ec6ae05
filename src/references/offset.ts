import type { Segment } from '../core/segment.js'

/** Where a position of a segment's text stands in its file. Container markers between its lines are stepped over. */
export function offsetIn({ start, text, glue }: Pick<Segment, 'start' | 'text' | 'glue'>, position: number): number {
  let offset = start + position
  let line = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    offset += (glue[line++]?.length ?? 1) - 1
  }
  return offset
}
