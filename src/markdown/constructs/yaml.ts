import type { SegmentForm } from '../../core/segment.js'
import { emptyLines, type Lines, pushLine } from '../lines.js'

/** A scalar value of some YAML: its keys from the outside in, and the lines of its text without quotes. */
export interface Scalar {
  readonly path: readonly string[]
  readonly lines: Lines
  readonly form: Extract<SegmentForm, 'yaml' | 'yaml-block'>
}

const KEY =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,'"[\]{}&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)[ \t]*:(?=[ \t]|$)[ \t]*/
const BLOCK = /^[|>][-+0-9]*[ \t]*(?:#.*)?$/

/**
 * Lists the scalars of block-style YAML with their places, in order.
 *
 * Reads what front matter and directive options are written in: nested mappings and sequences, plain, quoted and block
 * scalars, one-line flow sequences. Anything else (flow mappings, anchors, tags, what no key leads to) is passed over.
 */
export function yamlScalars(file: string, lines: Lines, root: readonly string[] = []): Scalar[] {
  const scalars: Scalar[] = []
  const stack: { indent: number; key: string }[] = []
  for (let index = 0; index < lines.starts.length; ) {
    const end = lines.ends[index] as number
    const line = file.slice(lines.starts[index], end)
    const indent = line.length - line.trimStart().length
    let at = indent
    let column = indent
    for (let dash = /^-[ \t]+/.exec(line.slice(at)); dash; dash = /^-[ \t]+/.exec(line.slice(at))) {
      at += dash[0].length
      column = at
    }
    const rest = line.slice(at)
    if (rest === '' || rest.startsWith('#')) {
      index++
      continue
    }
    const key = root.length > 0 ? null : KEY.exec(rest)
    while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= (key ? column : indent + (at > indent ? 1 : 0)))
      stack.pop()
    const path = [...root, ...stack.map((entry) => entry.key)]
    if (key) {
      const name = (key[1] as string).replace(/^(["'])(.*)\1$/, '$2')
      stack.push({ indent: column, key: name })
      path.push(name)
      at += key[0].length
    }
    index = path.length === 0 ? index + 1 : readValue(file, lines, index, at, indent, path, scalars)
  }
  return scalars
}

/** Reads the value at column `at` of line `index` and returns the index of the line behind it. */
function readValue(
  file: string,
  lines: Lines,
  index: number,
  at: number,
  indent: number,
  path: readonly string[],
  scalars: Scalar[],
): number {
  const start = (lines.starts[index] as number) + at
  const end = lines.ends[index] as number
  const value = file.slice(start, end).replace(/[ \t]+$/, '')
  if (value === '' || /^[#{&*!%@`]/.test(value)) return index + 1
  if (BLOCK.test(value)) return readBlockScalar(file, lines, index, indent, path, scalars)
  if (value.startsWith('[')) {
    readFlowSequence(value, start, lines.numbers[index] as number, path, scalars)
    return index + 1
  }
  const quote = value[0] === '"' || value[0] === "'" ? value[0] : ''
  return readScalar(file, lines, index, start, quote, indent, path, scalars)
}

function readScalar(
  file: string,
  lines: Lines,
  index: number,
  start: number,
  quote: string,
  indent: number,
  path: readonly string[],
  scalars: Scalar[],
): number {
  const text = emptyLines()
  let from = start + quote.length
  let next = index
  for (; next < lines.starts.length; next++) {
    const end = lines.ends[next] as number
    if (next > index) {
      const line = file.slice(lines.starts[next], end)
      const blanks = line.length - line.trimStart().length
      if (quote === '' && (blanks <= indent || line.trim() === '' || line.trimStart().startsWith('#'))) break
      from = (lines.starts[next] as number) + blanks
    }
    const part = file.slice(from, end)
    const close = quote === '' ? -1 : closingQuote(part, quote)
    const length = quote === '' ? plainLength(part) : close === -1 ? part.replace(/[ \t]+$/, '').length : close
    pushLine(text, from, from + length, 0, lines.numbers[next] as number)
    if (close !== -1) {
      next++
      break
    }
  }
  if (text.starts.length > 1 || (text.ends[0] as number) > (text.starts[0] as number)) {
    scalars.push({ path, lines: text, form: 'yaml' })
  }
  return next
}

function readBlockScalar(
  file: string,
  lines: Lines,
  index: number,
  indent: number,
  path: readonly string[],
  scalars: Scalar[],
): number {
  const text = emptyLines()
  let next = index + 1
  let own = -1
  let filled = 0
  for (; next < lines.starts.length; next++) {
    const start = lines.starts[next] as number
    const end = lines.ends[next] as number
    const line = file.slice(start, end)
    const blanks = line.length - line.trimStart().length
    const blank = line.trim() === ''
    if (!blank && blanks <= indent) break
    if (own === -1 && !blank) own = blanks
    if (own !== -1) {
      pushLine(text, blank ? end : start + own, end, 0, lines.numbers[next] as number)
      if (!blank) filled = text.starts.length
    }
  }
  for (const list of [text.starts, text.ends, text.columns, text.numbers]) list.length = filled
  if (filled > 0) scalars.push({ path, lines: text, form: 'yaml-block' })
  return next
}

const FLOW_ENTRY = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^,[\]{}"'\s][^,[\]{}]*))\s*(?:,|\])/y

function readFlowSequence(
  value: string,
  start: number,
  number: number,
  path: readonly string[],
  scalars: Scalar[],
): void {
  FLOW_ENTRY.lastIndex = 1
  for (let match = FLOW_ENTRY.exec(value); match; match = FLOW_ENTRY.exec(value)) {
    const text = (match[1] ?? match[2] ?? match[3] ?? '').replace(/[ \t]+$/, '')
    const from = start + value.indexOf(text, match.index)
    const lines = emptyLines()
    pushLine(lines, from, from + text.length, 0, number)
    if (text !== '') scalars.push({ path, lines, form: 'yaml' })
  }
}

function closingQuote(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++
      else return at
    }
  }
  return -1
}

/** A plain scalar ends before ` #`. */
function plainLength(text: string): number {
  const comment = / #|\t#/.exec(text)
  return (comment ? text.slice(0, comment.index) : text).replace(/[ \t]+$/, '').length
}
