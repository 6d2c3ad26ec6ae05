import type { ParsedChapter } from '../core/segment.js'

const IMAGE = /^(?:!\[|<img\s)/i

/**
 * The nodes of a chapter's `figure-md` that are no figures: MyST takes an image and one paragraph, and nothing else.
 *
 * With one line lost, such as the blank one below the image, neither the label nor what is in it exists to Sphinx.
 */
export function brokenFigures({ text, nodes, parts }: ParsedChapter): ReadonlySet<number> {
  const figures = new Map<number, number[]>()
  for (const [index, { type, name, parent }] of nodes.entries()) {
    if (type === 'directive' && name === 'figure-md') figures.set(index, [])
    else if (type !== 'definition') figures.get(parent)?.push(index)
  }
  if (figures.size === 0) return new Set()
  const images = new Set(parts.flatMap((part) => (part.type === 'block' && part.kind === 'image' ? [part.node] : [])))
  const isImage = (node: number) =>
    images.has(node) ||
    (nodes[node]?.type === 'paragraph' && IMAGE.test(text.slice(nodes[node]?.start, (nodes[node]?.start ?? 0) + 5)))
  const isFigure = ([image = -1, caption = -1, ...rest]: readonly number[]) =>
    isImage(image) && nodes[caption]?.type === 'paragraph' && rest.length === 0
  return new Set([...figures].filter(([, children]) => !isFigure(children)).map(([figure]) => figure))
}

/** True where one of these nodes is the node or holds it. */
export function isWithin({ nodes }: ParsedChapter, node: number, outer: ReadonlySet<number>): boolean {
  for (let at = node; at > 0; at = nodes[at]?.parent ?? 0) if (outer.has(at)) return true
  return false
}
