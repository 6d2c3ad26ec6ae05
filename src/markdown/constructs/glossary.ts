import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import { emptyLines, type Lines, pushLine, sliceLines } from '../lines.js'

/** Adds a `glossary`: lines at the margin are terms, indented ones the Markdown that explains them. */
export function addGlossary(flow: Flow, lines: Lines): void {
  const { file } = flow.builder
  for (let index = 0; index < lines.starts.length; ) {
    const line = new Excerpt(file, sliceLines(lines, index, index + 1))
    const term = line.text.replace(/[ \t]+$/, '')
    if (term === '') {
      index++
      continue
    }
    if (!/^[ \t]/.test(term)) {
      flow.builder.segment('definition-term', line.cut(0, term.length), flow.node, 'line')
      index++
      continue
    }
    const end = explanationEnd(file, lines, index)
    flow.read(outdent(file, sliceLines(lines, index, end)), flow.node)
    index = end
  }
}

function explanationEnd(file: string, lines: Lines, from: number): number {
  let end = from
  while (end < lines.starts.length && /^(?:[ \t]|$)/.test(file.slice(lines.starts[end], lines.ends[end]))) end++
  return end
}

function outdent(file: string, lines: Lines): Lines {
  const indents = lines.starts.map((start, index) => file.slice(start, lines.ends[index]).search(/[^ \t]/))
  const common = Math.min(...indents.filter((indent) => indent >= 0))
  const outdented = emptyLines()
  for (const [index, start] of lines.starts.entries()) {
    const end = lines.ends[index] as number
    pushLine(outdented, Math.min(start + common, end), end, 0, lines.numbers[index] as number)
  }
  return outdented
}
