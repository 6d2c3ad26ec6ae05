import { ZhenError } from '../core/errors.js'
import type { ChapterNode, ParsedChapter } from '../core/segment.js'
import { parseComplete } from './parse-complete.js'
import { endOfSubtree, lastChild, lastOfSection } from './positions.js'
import { replaceSegments } from './replace-segments.js'
import { isInserted } from './splice/is-inserted.js'
import { itemLines, otherMarker } from './splice/item-lines.js'
import { liftNode } from './splice/lift-node.js'
import { columnOf, containerPrefix, lineEnd, newlineOf } from './splice/prefix.js'

/** Where a node goes. `endOf` a heading is the end of its section, of anything else its last child's place. */
export type InsertPlace = { readonly after: number } | { readonly before: number } | { readonly endOf: number }

/**
 * The target's text with a copy of a source node.
 *
 * The copy takes the containers of its new place, a list item its neighbours' marker; blank lines come in where Markdown
 * needs them and between items where the list has them. Every other byte stays. The result is parsed again: it has the
 * target's nodes and parts unchanged, and the copy's. Throws `shape-broken` when that cannot be had.
 *
 * @param source as {@link translatedSource} gives it
 */
export function insertNode(
  target: ParsedChapter,
  place: InsertPlace,
  source: ParsedChapter,
  sourceNode: number,
): string {
  return insertNodes(target, place, source, [sourceNode])
}

/** The same for nodes that follow one another below one node; several items of a list go one by one. */
export function insertNodes(
  target: ParsedChapter,
  place: InsertPlace,
  source: ParsedChapter,
  sourceNodes: readonly number[],
): string {
  const spot = resolve(target, place)
  const [first = 0] = sourceNodes
  const [last = first] = sourceNodes.slice(-1)
  const { startLine, type } = source.nodes[first] as ChapterNode
  for (const lines of variants(target, spot, source, sourceNodes)) {
    const text = writeAt(target, spot, lines, type === 'item')
    if (text !== null && isInserted(target, spot, source, [first, last], text)) return text
  }
  throw new ZhenError('shape-broken', { line: startLine, kind: type, text: '' })
}

/**
 * A chapter with other texts for its segments (by index of `parts`), ready to have nodes copied from it: their indexes
 * are the same. Throws `shape-broken` as {@link replaceSegments} does.
 */
export function translatedSource(source: ParsedChapter, replacements: ReadonlyMap<number, string>): ParsedChapter {
  return parseComplete(replaceSegments(source, replacements))
}

/** The index that the copy gets among the nodes of what {@link insertNode} returns. */
export function indexOfCopy(target: ParsedChapter, place: InsertPlace): number {
  return resolve(target, place).index
}

/** A place worked out: beside which node, and which index the copy gets. */
interface Spot {
  readonly beside: number
  readonly side: 'before' | 'after' | 'inside'
  readonly index: number
  /** The node that contains the copy. */
  readonly container: number
}

function resolve(target: ParsedChapter, place: InsertPlace): Spot {
  const parentOf = (node: number) => target.nodes[node]?.parent ?? -1
  const after = (beside: number): Spot => {
    return { beside, side: 'after', index: endOfSubtree(target, beside), container: parentOf(beside) }
  }
  if ('before' in place) {
    return { beside: place.before, side: 'before', index: place.before, container: parentOf(place.before) }
  }
  if ('after' in place) return after(place.after)
  const { endOf } = place
  const last = target.nodes[endOf]?.type === 'heading' ? lastOfSection(target, endOf) : lastChild(target, endOf)
  return last === -1 ? { beside: endOf, side: 'inside', index: endOf + 1, container: endOf } : after(last)
}

/** The copies' lines for their new place; a second time with another bullet, which keeps two lists apart. */
function* variants(
  target: ParsedChapter,
  spot: Spot,
  copy: ParsedChapter,
  [node = 0, ...following]: readonly number[],
): Generator<string[]> {
  const lines = liftNode(copy, node)
  const neighbour = target.nodes[spot.beside] as ChapterNode
  const { type } = copy.nodes[node] as ChapterNode
  const behind = following.flatMap((one) => ['', ...liftNode(copy, one)])
  if (type === 'item' && neighbour.type === 'item') yield itemLines(lines, target.text, neighbour)
  else yield [...lines, ...behind]
  if (type === 'list') yield [...otherMarker(copy, node, lines), ...behind]
}

function writeAt(target: ParsedChapter, spot: Spot, lines: readonly string[], isItem: boolean): string | null {
  const { text } = target
  const newline = newlineOf(text)
  const neighbour = target.nodes[spot.beside] as ChapterNode
  const outer = containerPrefix(target, spot.container)
  const prefix = neighbour.type === 'item' && isItem ? outer.padEnd(columnOf(text, neighbour.start)) : outer
  const written = lines.map((line) => (/\S/.test(line) || prefix === '' ? prefix + line : prefix.trimEnd()))
  const gap = isItem && isTight(target, spot.beside) ? [] : [outer.trimEnd()]
  if (spot.side === 'before') return writeBefore(target, neighbour, written, gap, prefix)
  if (spot.side === 'inside' && spot.beside !== 0) return writeInside(text, neighbour, written, newline)
  const at = spot.side === 'inside' ? text.length : lineEnd(text, Math.max(neighbour.start, neighbour.end))
  const behind = at + (text.startsWith('\r\n', at) ? 2 : at < text.length ? 1 : 0)
  const open = at > (text.charCodeAt(0) === 0xfeff ? 1 : 0)
  const before = open && spot.side !== 'inside' ? [...gap, ...written] : written
  const nextFilled = behind < text.length && text.slice(behind, lineEnd(text, behind)).replace(/^[ \t>]+/, '') !== ''
  const block = [...before, ...(nextFilled ? gap : [])].join(newline)
  return text.slice(0, at) + (open ? newline : '') + block + text.slice(at)
}

function writeBefore(
  target: ParsedChapter,
  neighbour: ChapterNode,
  written: readonly string[],
  gap: readonly string[],
  prefix: string,
): string {
  const { text } = target
  const newline = newlineOf(text)
  let start = neighbour.start
  while (start > 0 && !/[\r\n\uFEFF]/.test(text[start - 1] as string)) start--
  if (/^[ \t>]*$/.test(text.slice(start, neighbour.start))) {
    const previous = text.slice(0, start).replace(/\r\n?$|\n$/, '')
    const filled = start > 0 && !/(?:^|[\r\n\uFEFF])[ \t>]*$/.test(previous)
    const block = [...(filled ? gap : []), ...written, ...gap]
    return text.slice(0, start) + block.map((line) => line + newline).join('') + text.slice(start)
  }
  const first = (written[0] ?? '').slice(prefix.length)
  const block = [first, ...written.slice(1), ...gap, prefix].join(newline)
  return text.slice(0, neighbour.start) + block + text.slice(neighbour.start)
}

/** Into a container without children: in front of a directive's closing fence. */
function writeInside(text: string, container: ChapterNode, written: readonly string[], newline: string): string | null {
  if (container.type !== 'directive') return null
  let start = container.end
  while (start > container.start && !/[\r\n]/.test(text[start - 1] as string)) start--
  if (start <= container.start) return null
  return text.slice(0, start) + written.map((line) => line + newline).join('') + text.slice(start)
}

/** True when no blank line stands between the items around. */
function isTight(target: ParsedChapter, item: number): boolean {
  const { parent } = target.nodes[item] as ChapterNode
  const items = target.nodes.filter((node) => node.parent === parent)
  return items.every((node, index) => index === 0 || (items[index - 1] as ChapterNode).endLine + 1 >= node.startLine)
}
