import type { Cursor } from './cursor.js'
import type { FlowState } from './flow-state.js'

/**
 * How many of the open containers the cursor's line belongs to; the cursor then stands behind their markers.
 *
 * `grow`: the line is being read, not only looked at, and quotes reach to it.
 */
export function matchContainers(state: FlowState, cursor: Cursor, grow: boolean): number {
  const { containers } = state
  for (let index = 1; index < containers.length; index++) {
    const container = containers[index] as FlowState['top']
    if (container.type === 'quote') {
      if (cursor.blank || cursor.indent > 3 || cursor.text.charCodeAt(cursor.next) !== 62) return index
      if (grow) state.builder.close(container.node, cursor.next + 1, state.line)
      readQuoteMarker(cursor)
    } else if (container.indent > 0) {
      if (cursor.blank) {
        if (container.empty && container.type === 'item') return index
        cursor.skipBlanks()
      } else if (cursor.indent >= container.indent) cursor.skipColumns(container.indent)
      else return index
    }
  }
  return containers.length
}

/** Reads `>` and one column of blanks. */
export function readQuoteMarker(cursor: Cursor): void {
  cursor.skipMarker(1)
  if (cursor.indent > 0) cursor.skipColumns(1)
}
