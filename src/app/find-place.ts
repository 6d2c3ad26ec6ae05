import type { ParsedChapter } from '../core/segment.js'
import type { InsertPlace } from '../markdown/insert-node.js'

/** Which target part is the English, or the copy, of which source part. */
export type PartLinks = ReadonlyMap<number, number>

/** A source chapter, with what stands below each of its nodes. */
export interface SourceTree {
  readonly source: ParsedChapter
  /** Indices of the parts in each node and in what it holds, in document order. */
  readonly partsIn: readonly (readonly number[])[]
  /** Indices of each node's children. */
  readonly children: readonly (readonly number[])[]
}

export function createSourceTree(source: ParsedChapter): SourceTree {
  const partsIn: number[][] = source.nodes.map(() => [])
  const children: number[][] = source.nodes.map(() => [])
  for (const [index, { parent }] of source.nodes.entries()) children[parent]?.push(index)
  for (const [index, { node }] of source.parts.entries()) {
    for (let at = node; at >= 0; at = source.nodes[at]?.parent ?? -1) partsIn[at]?.push(index)
  }
  return { source, partsIn, children }
}

/**
 * Where the English of a source node belongs: behind the nearest preceding sibling that is in the target, else in front
 * of the next one, else nowhere.
 *
 * @param links to the last target part of each source part
 * @param firstLinks to the first one
 */
export function findPlace(
  tree: SourceTree,
  target: ParsedChapter,
  links: PartLinks,
  node: number,
  firstLinks: PartLinks = links,
): InsertPlace | null {
  const siblings = tree.children[tree.source.nodes[node]?.parent ?? 0] ?? []
  const at = siblings.indexOf(node)
  for (let index = at - 1; index >= 0; index--) {
    const after = counterpartOf(tree, target, links, siblings[index] as number, 'last')
    if (after !== null) return { after }
  }
  for (let index = at + 1; index < siblings.length; index++) {
    const before = counterpartOf(tree, target, firstLinks, siblings[index] as number, 'first')
    if (before !== null) return { before: withLabels(target, before) }
  }
  return null
}

/** The target node that is to a linked part's target what `node` is to the part: as many levels up, of the same types. */
function counterpartOf(
  { source, partsIn }: SourceTree,
  target: ParsedChapter,
  links: PartLinks,
  node: number,
  which: 'first' | 'last',
): number | null {
  const linked = (partsIn[node] ?? []).filter((part) => links.has(part))
  const part = which === 'last' ? linked.at(-1) : linked[0]
  if (part === undefined) return null
  let here = source.parts[part]?.node ?? 0
  let there = target.parts[links.get(part) as number]?.node ?? 0
  for (;;) {
    if (source.nodes[here]?.type !== target.nodes[there]?.type) return null
    const [above, around] = [source.nodes[here]?.parent ?? 0, target.nodes[there]?.parent ?? 0]
    if (here === node) {
      if (above === 0) return outermost(target, there)
      return source.nodes[above]?.type === target.nodes[around]?.type ? there : null
    }
    // A list's item may be a paragraph in the target: where neither stands in anything else, it is what is beside.
    if (around <= 0) return source.nodes[node]?.parent === 0 ? there : null
    here = above
    there = around
  }
}

/** What stands in no list or quote in the source does not go into the one that its neighbour has in the target. */
function outermost({ nodes }: ParsedChapter, node: number): number {
  let at = node
  while ((nodes[at]?.parent ?? 0) > 0) at = nodes[at]?.parent ?? 0
  return at
}

/** The first of the labels that stand directly in front of a node, else the node: they belong together. */
export function withLabels({ nodes }: ParsedChapter, node: number): number {
  let first = node
  while (nodes[first - 1]?.type === 'target' && nodes[first - 1]?.parent === nodes[node]?.parent) first--
  return first
}
