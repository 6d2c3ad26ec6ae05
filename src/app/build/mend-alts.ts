import type { EditionText } from './edition-text.js'

/**
 * Keeps the pictures of a built chapter readable for MyST's `html_image`: up to version 0.18 it reads an alternative text
 * as YAML, where `: ` makes a mapping, and drops the picture with its figure. A no-break space behind the colon looks the
 * same and is none to YAML.
 *
 * @returns the lines on which texts changed
 */
export function mendAlts(text: EditionText): number[] {
  const { parsed } = text
  const pieces: string[] = []
  const lines: number[] = []
  let at = 0
  for (const part of parsed.parts) {
    if (part.type !== 'segment' || part.kind !== 'alt' || part.form !== 'attribute') continue
    const written = parsed.text.slice(part.start, part.end)
    const mended = written.replace(/: /g, ':\u00A0')
    if (mended === written) continue
    pieces.push(parsed.text.slice(at, part.start), mended)
    at = part.end
    lines.push(part.startLine)
  }
  if (lines.length > 0) text.retext(pieces.join('') + parsed.text.slice(at))
  return lines
}
