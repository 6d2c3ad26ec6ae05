import type { ChapterNode, ParsedChapter } from '../../core/segment.js'
import { Cursor } from '../blocks/cursor.js'
import { linesOf } from '../lines.js'
import { ancestorsOf, columnOf, contentColumn } from './prefix.js'

/**
 * The lines of a node as they would stand at the start of a line outside all containers; indentation of its own stays.
 *
 * Outside containers lines stay as they are. Directives count as containers: what stands in an indented fence is moved to the margin.
 */
export function liftNode(chapter: ParsedChapter, index: number): string[] {
  const node = chapter.nodes[index] as ChapterNode
  const steps = stepsTo(chapter, index)
  const lines = linesOf(chapter.text)
  const cursor = new Cursor(chapter.text)
  const own = ' '.repeat(ownIndent(chapter, node, steps.base))
  const lifted = [own + chapter.text.slice(node.start, Math.min(node.end, lines.ends[node.startLine - 1] as number))]
  for (let line = node.startLine; line < node.endLine; line++) {
    if (steps.list.length === 0) {
      lifted.push(chapter.text.slice(lines.starts[line], lines.ends[line]))
      continue
    }
    cursor.load(lines.starts[line] as number, lines.ends[line] as number, 0)
    for (const step of steps.list) takeOff(cursor, step)
    const blanks = cursor.blank ? '' : ' '.repeat(cursor.indent)
    lifted.push(blanks + chapter.text.slice(cursor.next, cursor.end))
  }
  return lifted
}

/** `quote`: take off a marker. A number: take off so many columns of blanks. */
type Step = 'quote' | number

function takeOff(cursor: Cursor, step: Step): void {
  if (step !== 'quote') cursor.skipColumns(step)
  else if (cursor.indent < 4 && cursor.text[cursor.next] === '>' && !cursor.blank) {
    cursor.skipMarker(1)
    if (cursor.indent > 0) cursor.skipColumns(1)
  }
}

function stepsTo(chapter: ParsedChapter, index: number): { list: Step[]; base: number } {
  const list: Step[] = []
  let base = 0
  for (const ancestor of ancestorsOf(chapter, index).slice(0, -1)) {
    const column = contentColumn(chapter, ancestor)
    if (column === null) continue
    list.push(chapter.nodes[ancestor]?.type === 'quote' ? 'quote' : Math.max(0, column - base))
    base = column
  }
  return { list, base }
}

/** Indented code keeps its four columns and more, anything else up to three. */
function ownIndent(chapter: ParsedChapter, node: ChapterNode, base: number): number {
  const indent = columnOf(chapter.text, node.start) - base
  const isIndentedCode = node.type === 'fence' && !/^[`~:]{3}/.test(chapter.text.slice(node.start, node.start + 3))
  return indent > 3 && !isIndentedCode ? 0 : Math.max(0, indent)
}
