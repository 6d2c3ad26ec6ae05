import { scanInline } from '../../core/inline.js'
import type { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'

/**
 * Adds the images of a paragraph that holds nothing else: a block each, and their alternative texts as segments.
 *
 * False when there is anything else in the paragraph.
 */
export function addImages(flow: Flow, excerpt: Excerpt, end: number, node: number): boolean {
  const text = excerpt.text.slice(0, end)
  const images = imagesAlone(text)
  if (!images) return false
  for (const image of images) {
    const [from, to] = image.content
    flow.builder.block('image', { ...excerpt.cut(image.start, image.end), text: image.value }, node)
    if (text.slice(from, to).trim() !== '') flow.builder.segment('alt', excerpt.cut(from, to), node, 'alt')
  }
  return true
}

/** An image; `content` is its alternative text. */
export interface Image {
  readonly start: number
  readonly end: number
  readonly content: readonly [number, number]
  readonly value: string
}

/** The images of a text that holds nothing else; `null` for another text, and where an alternative text is the label. */
export function imagesAlone(text: string): Image[] | null {
  if (!text.startsWith('![') || text.length > 100_000) return null
  const images: Image[] = []
  let at = 0
  for (const { type, start, end, content, value } of scanInline(text)) {
    if (start < at) continue
    if (text.slice(at, start).trim() !== '') return null
    if (type === 'image' && content && !text.startsWith('][]', content[1])) images.push({ start, end, content, value })
    else if (type !== 'attributes' || start !== at) return null
    at = end
  }
  return images.length > 0 && text.slice(at).trim() === '' ? images : null
}
