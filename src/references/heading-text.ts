import { scanInline } from '../core/inline.js'

/**
 * A heading's text as MyST makes its anchor from it: code and plain text, without markers, roles, tags and images.
 *
 * Source: mdit-py-plugins, `anchors_plugin`, which joins tokens of type `text` and `code_inline`.
 */
export function headingText(markdown: string): string {
  if (!/[`<[{$\\*_~!&]/.test(markdown)) return markdown
  let text = ''
  let at = 0
  for (const { type, start, end, content, value } of scanInline(markdown)) {
    if (start < at) continue
    text += markdown.slice(at, start)
    at = end
    if (type === 'code') text += value
    else if (type === 'escape') text += value
    else if (type === 'link' && content) text += headingText(markdown.slice(...content))
    else if (type === 'reference' || type === 'url' || type === 'footnote') text += markdown.slice(start, end)
    else if (type === 'math' || type === 'substitution' || type === 'attributes') text += markdown.slice(start, end)
  }
  return text + markdown.slice(at)
}
