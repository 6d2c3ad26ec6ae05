/** A value on a directive's first lines, with its place in the file. */
export interface Written {
  readonly value: string
  readonly start: number
  readonly end: number
}

/** A directive's first line and its options. */
export interface DirectiveHead {
  readonly name: string
  /** `null` where there is none. */
  readonly argument: Written | null
  readonly options: ReadonlyMap<string, Written>
}

const FIRST = /^([`:~]{3,}[ \t]*\{([^\s{}]+)\})([ \t]*)([^\r\n]*)/
const OPTION = /^([ \t>]*:([^:\s][^:\r\n]*):[ \t]*)([^\r\n]*)/
const YAML_OPTION = /^([ \t>]*([A-Za-z][\w-]*):[ \t]*)([^\r\n]*)/
const FENCE = /^[ \t>]*---[ \t]*$/

/** Reads the head of the directive that starts at `start` of a file; `null` where none does. */
export function readDirectiveHead(file: string, start: number, end: number): DirectiveHead | null {
  const text = file.slice(start, end)
  const first = FIRST.exec(text)
  if (!first) return null
  const [whole, opening = '', name = '', blanks = '', rest = ''] = first
  const argument = written(rest, start + opening.length + blanks.length)
  return { name, argument: argument.value === '' ? null : argument, options: readOptions(text, whole.length, start) }
}

function readOptions(text: string, from: number, start: number): Map<string, Written> {
  const options = new Map<string, Written>()
  const yaml = FENCE.test(lineAt(text, lineAfter(text, from)))
  let at = yaml ? lineAfter(text, lineAfter(text, from)) : lineAfter(text, from)
  for (; at < text.length; at = lineAfter(text, at)) {
    const line = lineAt(text, at)
    const option = (yaml ? YAML_OPTION : OPTION).exec(line)
    if (option)
      options.set(option[2] as string, written(option[3] as string, start + at + (option[1] as string).length))
    else if (!/^[ \t>]*$/.test(line) || options.size > 0) break
  }
  return options
}

function written(rest: string, start: number): Written {
  const trimmed = rest.trimEnd()
  const quoted = /^(["'])(.*)\1$/.exec(trimmed)
  const value = quoted ? (quoted[2] as string) : trimmed
  const at = start + (quoted ? 1 : 0)
  return { value, start: at, end: at + value.length }
}

function lineAt(text: string, at: number): string {
  return /^[^\r\n]*/.exec(text.slice(at, at + 2_000))?.[0] ?? ''
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
