import { hasHan } from '../../core/text.js'
import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, sliceLines } from '../lines.js'

const FIELD = /^:((?:[^:\n\\`]|\\.)+):(?:[ \t]+|$)/

/** True for a line like `:name: value`. */
export function isField(line: string): boolean {
  return line.charCodeAt(0) === 58 && line.length < 10_000 && FIELD.test(line)
}

/** Adds a field list. Names are segments where they hold Chinese, values always. */
export function addFields(flow: Flow, lines: Lines): void {
  const { builder } = flow
  const list = builder.open('field-list', flow.node, new Excerpt(builder.file, lines).cut())
  let from = 0
  for (let index = 1; index <= lines.starts.length; index++) {
    if (index < lines.starts.length && !isField(builder.file.slice(lines.starts[index], lines.ends[index]))) continue
    addField(flow, list, new Excerpt(builder.file, sliceLines(lines, from, index)))
    from = index
  }
}

function addField(flow: Flow, list: number, field: Excerpt): void {
  const { builder } = flow
  const match = FIELD.exec(field.text)
  if (!match) return
  const node = builder.open('item', list, field.cut())
  const name = match[1] as string
  if (builder.everything || hasHan(name)) builder.segment('field-name', field.cut(1, 1 + name.length), node, 'line')
  else builder.block('directive', field.cut(1, 1 + name.length), node)
  const from = match[0].length
  const end = field.text.replace(/[ \t]+$/, '').length
  if (from < end)
    builder.segment('paragraph', field.cut(from, end), builder.open('paragraph', node, field.cut(from, end)))
}
