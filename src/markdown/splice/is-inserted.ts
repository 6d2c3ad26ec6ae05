import type { ChapterNode, ParsedChapter, Part } from '../../core/segment.js'
import { parseComplete } from '../parse-complete.js'
import { endOfSubtree } from '../positions.js'

/**
 * True when `text` is the target with the source's nodes from the first to the last, and what they hold, from node
 * `index` on below `container`, and nothing else changed.
 */
export function isInserted(
  target: ParsedChapter,
  spot: { readonly index: number; readonly container: number },
  source: ParsedChapter,
  [node, last]: readonly [first: number, last: number],
  text: string,
): boolean {
  const { index, container } = spot
  const result = parseComplete(text)
  const before = parseComplete(target.text)
  const count = endOfSubtree(source, last) - node
  if (result.nodes.length !== before.nodes.length + count || result.nodes[index]?.parent !== container) return false
  const isCopy = (at: number) => at >= index && at < index + count
  return (
    sameNodes(result, before, source, index, node, count) &&
    sameParts(
      result.parts.filter((part) => isCopy(part.node)),
      source.parts.filter((part) => part.node >= node && part.node < node + count),
      (own) => own - node + index,
    ) &&
    sameParts(
      result.parts.filter((part) => !isCopy(part.node)),
      before.parts,
      (own) => (own >= index ? own + count : own),
    )
  )
}

function sameNodes(
  result: ParsedChapter,
  before: ParsedChapter,
  source: ParsedChapter,
  index: number,
  node: number,
  count: number,
): boolean {
  const parent = result.nodes[index]?.parent ?? -1
  return result.nodes.every((found, at) => {
    if (at >= index && at < index + count) {
      const own = source.nodes[node + at - index] as ChapterNode
      return sameNode(found, own, own.parent < node ? parent : own.parent - node + index)
    }
    const own = before.nodes[at < index ? at : at - count] as ChapterNode
    return sameNode(found, own, own.parent >= index ? own.parent + count : own.parent)
  })
}

function sameNode(a: ChapterNode, b: ChapterNode, parent: number): boolean {
  return a.type === b.type && a.level === b.level && a.name === b.name && a.parent === parent
}

function sameParts(found: readonly Part[], expected: readonly Part[], nodeOf: (own: number) => number): boolean {
  return (
    found.length === expected.length &&
    found.every((part, index) => {
      const own = expected[index] as Part
      return (
        part.type === own.type &&
        formOf(part) === formOf(own) &&
        part.text === own.text &&
        part.node === nodeOf(own.node)
      )
    })
  )
}

/** The same paragraph is of another kind in a list, so the kind is not asked for. */
function formOf(part: Part): string {
  return part.type === 'segment' ? (part.form ?? 'flow') : part.kind
}
