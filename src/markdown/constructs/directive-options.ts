import { type Lines, sliceLines } from '../lines.js'
import { type Scalar, yamlScalars } from './yaml.js'

/** A directive's options and what is left of its lines. */
export interface DirectiveOptions {
  readonly options: readonly Scalar[]
  /** Keys without a value. */
  readonly flags: readonly string[]
  /** How many lines the options take. */
  readonly count: number
}

const NONE: DirectiveOptions = { options: [], flags: [], count: 0 }
const OPTION = /^[ \t]*:([^:\s][^:]*):(?:[ \t]+|$)/

/** Reads `:name: value` lines, or the YAML between two lines of `---`, at the start of a directive's lines. */
export function readOptions(file: string, lines: Lines): DirectiveOptions {
  if (lines.starts.length === 0) return NONE
  const line = (index: number) => file.slice(lines.starts[index], lines.ends[index])
  if (line(0).startsWith('---')) return readYamlBlock(file, lines, line)
  const options: Scalar[] = []
  const flags: string[] = []
  let count = firstFilled(lines, line)
  if (!line(count).trimStart().startsWith(':')) return NONE
  for (; count < lines.starts.length; count++) {
    const text = line(count)
    const match = OPTION.exec(text)
    if (!match) break
    const name = match[1] as string
    const value = sliceLines(lines, count, count + 1)
    value.starts[0] = (value.starts[0] as number) + match[0].length
    const scalars = yamlScalars(file, value, [name])
    if (scalars.length > 0) options.push(...scalars)
    else flags.push(name)
  }
  return options.length + flags.length > 0 ? { options, flags, count } : NONE
}

function readYamlBlock(file: string, lines: Lines, line: (index: number) => string): DirectiveOptions {
  let end = 1
  while (end < lines.starts.length && !line(end).startsWith('---')) end++
  const options = yamlScalars(file, sliceLines(lines, 1, end))
  return { options, flags: [], count: Math.min(end + 1, lines.starts.length) }
}

function firstFilled(lines: Lines, line: (index: number) => string): number {
  let index = 0
  while (index < lines.starts.length - 1 && line(index).trim() === '') index++
  return index
}
