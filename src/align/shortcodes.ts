import type { ParsedChapter } from '../core/segment.js'

const SHORTCODE = /^\s*\{\{[<%]\s*([\w-]+)/

/**
 * Which lines hold nothing but a shortcode that is part of the text around it. One that is closed somewhere in the
 * chapter (`{{< note >}}`, `{{< /note >}}`) stands for itself; any other says a word of the paragraph it touches.
 */
export function inlineShortcodeLines(chapter: ParsedChapter, lines: readonly string[]): Set<number> {
  const inline = new Set<number>()
  if (!/\{\{[<%]/.test(chapter.text)) return inline
  const closed = new Set(Array.from(chapter.text.matchAll(/\{\{[<%]\s*\/\s*([\w-]+)/g), ([, name]) => name))
  for (const { type, startLine, endLine } of chapter.nodes) {
    if (type !== 'directive') continue
    const name = SHORTCODE.exec(lines[startLine - 1] ?? '')?.[1]
    if (name === undefined || closed.has(name)) continue
    for (let line = startLine; line <= endLine; line++) inline.add(line)
  }
  return inline
}
