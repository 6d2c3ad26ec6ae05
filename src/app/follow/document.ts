import { ZhenError } from '../../core/errors.js'
import type { ParsedChapter, Part } from '../../core/segment.js'
import { type InsertPlace, indexOfCopy, insertNode, translatedSource } from '../../markdown/insert-node.js'
import { parseComplete } from '../../markdown/parse-complete.js'
import { endOfSubtree } from '../../markdown/positions.js'
import { removeNode } from '../../markdown/remove-node.js'
import { liftNode } from '../../markdown/splice/lift-node.js'
import type { Clump } from './clumps.js'

/** A part of an English chapter that keeps its identity while blocks move. */
export interface Token {
  readonly part: Part
  /** The segments it is the English of; `null` for English that has no source today. */
  owner: Clump | null
}

/** An English chapter in the making. `tokens` run in parallel to `chapter.parts`. Never changed: steps make new ones. */
export interface Document {
  readonly chapter: ParsedChapter
  readonly tokens: readonly Token[]
}

export function openDocument(text: string): Document {
  const chapter = parseComplete(text)
  return { chapter, tokens: chapter.parts.map((part) => ({ part, owner: null })) }
}

/** A block as a chapter of its own. */
export function aloneFrom(document: Document, node: number): Document {
  const chapter = parseComplete(liftNode(document.chapter, node).join('\n'))
  return checked(chapter, tokensIn(document, node, node))
}

/** The parts in a run of sibling nodes. */
export function tokensIn({ chapter, tokens }: Document, from: number, to: number): Token[] {
  const end = endOfSubtree(chapter, to)
  return tokens.filter((_, index) => {
    const node = chapter.parts[index]?.node ?? -1
    return node >= from && node < end
  })
}

/**
 * The document without a run of sibling nodes.
 *
 * @throws ZhenError `shape-broken`
 */
export function withoutNodes(document: Document, nodes: readonly number[]): Document {
  let rest = document
  for (const node of [...nodes].reverse()) {
    const gone = new Set(tokensIn(rest, node, node))
    const chapter = parseComplete(removeNode(rest.chapter, node))
    rest = checked(
      chapter,
      rest.tokens.filter((token) => !gone.has(token)),
    )
  }
  return rest
}

/**
 * The document with copies of a run of nodes of another one, which keep their tokens.
 *
 * @throws ZhenError `shape-broken`
 */
export function withNodes(document: Document, place: InsertPlace, from: Document, nodes: readonly number[]): Document {
  const copied = translatedSource(from.chapter, new Map())
  let grown = document
  let next = place
  for (const node of nodes) {
    const index = indexOfCopy(grown.chapter, next)
    const chapter = parseComplete(insertNode(grown.chapter, next, copied, node))
    const before = grown.chapter.parts.filter((part) => part.node < index).length
    const tokens = [...grown.tokens.slice(0, before), ...tokensIn(from, node, node), ...grown.tokens.slice(before)]
    grown = checked(chapter, tokens)
    next = { after: index }
  }
  return grown
}

/** What is no longer what it is taken for must not be moved. */
function checked(chapter: ParsedChapter, tokens: readonly Token[]): Document {
  const fits =
    chapter.parts.length === tokens.length && chapter.parts.every(({ text }, at) => text === tokens[at]?.part.text)
  if (!fits) throw new ZhenError('shape-broken', { line: 1, kind: 'root', text: '' })
  return { chapter, tokens }
}
