import { endOfSubtree } from '../../markdown/positions.js'
import { type SourceTree, withLabels } from '../find-place.js'
import type { Clump } from './clumps.js'
import { type Document, type Token, tokensIn } from './document.js'
import type { LeftReason } from './plan.js'

/** English that moves as a whole, with its skeleton. */
export interface MovedBlock {
  /** What it is the English of. */
  readonly node: number
  /** Sibling nodes of the English chapter, labels in front among them. */
  readonly nodes: readonly number[]
  /** What goes from there: the same, or the list of which the moved item is the only one. */
  readonly emptied: readonly number[]
  readonly tokens: readonly Token[]
}

/**
 * The largest block of English that holds a clump and nothing that stays: a whole list where all of its items move.
 *
 * Source and English must be built alike up to there.
 */
export function blockOf(
  tree: SourceTree,
  origin: Document,
  clump: Clump,
  { clumps, misplaced }: { readonly clumps: readonly Clump[]; readonly misplaced: ReadonlySet<Clump> },
): MovedBlock | { readonly reason: LeftReason } {
  const { chapter } = origin
  const leaves = leavesOf(origin, clump)
  const [first] = leaves
  if (first === undefined || !areConsecutive(origin, leaves)) return { reason: 'scattered' }
  const last = leaves.at(-1) as number
  const goes = (from: number, to: number, node: number) => {
    const inside = new Set(tree.partsIn[node])
    return tokensIn(origin, from, to).every(({ owner }) => {
      if (owner === clump) return true
      if (owner === null || owner.chapter !== clump.chapter || owner.scattered) return false
      return (owner.block || misplaced.has(owner)) && owner.members.every(({ ordinal }) => inside.has(ordinal))
    })
  }
  /** True when English of what the source's node holds stands elsewhere. */
  const staysBehind = (around: number, above: number) => {
    const owners = new Set(tokensIn(origin, around, around).map(({ owner }) => owner))
    const inside = new Set(tree.partsIn[above])
    return clumps.some((other) => inside.has(other.sourcePart) && !owners.has(other))
  }
  let node = tree.source.parts[clump.sourcePart]?.node ?? 0
  if (!goes(first, last, node)) return { reason: 'holds-more' }
  let block = first
  if (leaves.length === 1) {
    for (;;) {
      const [above, around] = [tree.source.nodes[node]?.parent ?? 0, chapter.nodes[block]?.parent ?? 0]
      if (above <= 0 || around <= 0 || tree.source.nodes[above]?.type !== chapter.nodes[around]?.type) break
      if (!goes(around, around, above) || staysBehind(around, above)) break
      node = above
      block = around
    }
  }
  const start = withLabels(chapter, block)
  const labels = Array.from({ length: block - start }, (_, index) => start + index)
  const nodes = [...labels, ...(leaves.length === 1 ? [block] : leaves)]
  const tokens = nodes.flatMap((each) => tokensIn(origin, each, each))
  const emptied = emptiedBy(origin, nodes, tokens)
  // An item finds another list; what a person put into a list or a quote of its own takes that along.
  const isItem = chapter.nodes[block]?.type === 'item'
  return { node, nodes: isItem ? nodes : emptied, tokens, emptied }
}

/** The outermost node that holds nothing but these nodes. */
function emptiedBy(origin: Document, nodes: readonly number[], tokens: readonly Token[]): readonly number[] {
  let emptied = nodes
  let around = origin.chapter.nodes[nodes[0] ?? 0]?.parent ?? 0
  while (around > 0 && tokensIn(origin, around, around).length === tokens.length) {
    emptied = [around]
    around = origin.chapter.nodes[around]?.parent ?? 0
  }
  return emptied
}

function leavesOf({ chapter, tokens }: Document, clump: Clump): number[] {
  const own = new Set(clump.tokens)
  const nodes = tokens.flatMap((token, index) => (own.has(token) ? [chapter.parts[index]?.node ?? 0] : []))
  return [...new Set(nodes)]
}

function areConsecutive({ chapter }: Document, nodes: readonly number[]): boolean {
  return nodes.every((node, index) => {
    const before = nodes[index - 1]
    if (before === undefined) return node > 0
    return endOfSubtree(chapter, before) === node && chapter.nodes[before]?.parent === chapter.nodes[node]?.parent
  })
}
