import { htmlKind } from '../blocks/html.js'
import {
  fenceStart,
  footnoteLength,
  isBlockBreak,
  isTarget,
  isThematicBreak,
  listMarker,
  setextLevel,
} from '../blocks/starts.js'
import { delimiterColumns } from '../blocks/table.js'
import { isField } from '../constructs/field-list.js'
import { isAttributeLine, isImport } from '../constructs/lone-lines.js'

/**
 * Takes from a line of a paragraph what would make it start a block, by a backslash.
 *
 * `first`: the paragraph's first line. The line has no blanks before it.
 */
export function neutralizeStart(line: string, first: boolean): string {
  const end = line.length
  const item = listMarker(line, 0, end)
  if (item?.ordered) return `${line.slice(0, item.length - 1)}\\${line.slice(item.length - 1)}`
  if (item || startsBlock(line, end, first)) return `\\${line}`
  if (first && isImport(line)) return `&#${line.charCodeAt(0)};${line.slice(1)}`
  return line
}

function startsBlock(line: string, end: number, first: boolean): boolean {
  switch (line[0]) {
    case '>':
    case '%':
      return true
    case '#':
      return /^#{1,6}(?:[ \t]|$)/.test(line)
    case '`':
    case '~':
      return fenceStart(line, 0, end, true) !== null
    case ':':
      return fenceStart(line, 0, end, true) !== null || /^:(?:[ \t]|$|-)/.test(line) || isField(line)
    case '<':
      return htmlKind(line, 0, end, !first) !== 0
    case '=':
      return setextLevel(line, 0, end) !== 0
    case '-':
    case '*':
    case '_':
      return isThematicBreak(line, 0, end) || setextLevel(line, 0, end) !== 0 || delimiterColumns(line, 0, end) > 0
    case '|':
      return delimiterColumns(line, 0, end) > 0
    case '+':
      return isBlockBreak(line, 0, end)
    case '(':
      return isTarget(line, 0, end)
    case '$':
      return line.startsWith('$$')
    case '{':
      return line.startsWith('{/*') || isAttributeLine(line)
    case '[':
      return (
        footnoteLength(line, 0, end) > 0 ||
        (first && /^\[(?:[ xX]\][ \t]|!\w+\][-+]?[ \t]*$|(?:[^\\[\]]|\\.)*\]:)/.test(line))
      )
    default:
      return false
  }
}
