import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { type Lines, sliceLines } from '../lines.js'

const TITLED = /^(.*[^ \t])[ \t]*<([^<>]+)>$/

/** Adds a `toctree`'s entries: titles are segments, paths are blocks. */
export function addPaths(flow: Flow, lines: Lines): void {
  for (let index = 0; index < lines.starts.length; index++) {
    const line = new Excerpt(flow.builder.file, sliceLines(lines, index, index + 1))
    const from = line.text.search(/[^ \t]|$/)
    const entry = line.text.slice(from).replace(/[ \t]+$/, '')
    if (entry === '') continue
    const titled = TITLED.exec(entry)
    if (!titled) flow.builder.block('path', line.cut(from, from + entry.length), flow.node)
    else {
      const path = from + entry.lastIndexOf('<') + 1
      flow.builder.segment('toctree-title', line.cut(from, from + (titled[1] as string).length), flow.node, 'line')
      flow.builder.block('path', line.cut(path, from + entry.length - 1), flow.node)
    }
  }
}
