import { hasHan } from '../../core/text.js'
import type { Builder } from '../builder.js'
import { Excerpt } from '../excerpt.js'
import { type Lines, sliceLines } from '../lines.js'
import { withoutRanges } from './attributes.js'
import { type Scalar, yamlScalars } from './yaml.js'

const TEXT_KEYS = new Set(
  'title subtitle short_title linkTitle description summary sidebar_label headline abstract caption tagline'.split(' '),
)
const TEXT_PARENTS = new Set(['substitutions', 'myst_substitutions'])

/**
 * Adds the YAML front matter a chapter starts with and returns the lines behind it.
 *
 * Values of known text keys, substitutions and values with Chinese are segments.
 */
export function addFrontMatter(builder: Builder, lines: Lines): Lines {
  const end = closingLine(builder.file, lines)
  if (end === -1) return lines
  const excerpt = new Excerpt(builder.file, sliceLines(lines, 0, end + 1))
  const whole = excerpt.cut()
  const node = builder.open('front-matter', 0, whole)
  const scalars = yamlScalars(builder.file, sliceLines(lines, 1, end))
  const cutOf = (scalar: Scalar) => new Excerpt(builder.file, scalar.lines).cut()
  // What has letters may differ from language to language, whether it is a text on this side or not.
  const masked = scalars.filter((scalar) => isText(builder, scalar) || isWord(textOf(builder, scalar))).map(cutOf)
  const ranges = masked.map(quoted(builder.file, whole.start))
  builder.block('directive', whole, node, withoutRanges(builder.file.slice(whole.start, whole.end), ranges))
  for (const scalar of scalars) {
    if (isText(builder, scalar)) builder.segment('front-matter', cutOf(scalar), node, scalar.form)
  }
  return sliceLines(lines, end + 1)
}

/** The range of a scalar with its quotes: a translation may need them. */
function quoted(file: string, start: number) {
  return (cut: { start: number; end: number }) => {
    const before = file[cut.start - 1]
    const quotes = (before === '"' || before === "'") && file[cut.end] === before ? 1 : 0
    return { from: cut.start - start - quotes, to: cut.end - start + quotes }
  }
}

function isText(builder: Builder, scalar: Scalar): boolean {
  if (builder.complete) return true
  const text = textOf(builder, scalar)
  if (hasHan(text)) return true
  if (!isWord(text)) return false
  const { path } = scalar
  return (
    builder.everything || TEXT_KEYS.has(path.at(-1) ?? '') || path.slice(0, -1).some((key) => TEXT_PARENTS.has(key))
  )
}

function textOf({ file }: Builder, { lines }: Scalar): string {
  return file.slice(lines.starts[0], lines.ends.at(-1))
}

function isWord(text: string): boolean {
  return /\p{L}/u.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
}

function closingLine(file: string, lines: Lines): number {
  const isFence = (index: number) => /^---[ \t]*$/.test(file.slice(lines.starts[index], lines.ends[index]))
  if (lines.starts.length < 2 || !isFence(0)) return -1
  for (let index = 1; index < lines.starts.length; index++) if (isFence(index)) return index
  return -1
}
