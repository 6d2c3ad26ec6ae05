import { ZhenError } from '../core/errors.js'
import type { ParsedChapter } from '../core/segment.js'
import { type InsertPlace, insertNode } from '../markdown/insert-node.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { replaceSegments } from '../markdown/replace-segments.js'
import { createSourceTree, findPlace, type PartLinks, type SourceTree } from './find-place.js'

/** English for one segment, by the index of its source part. */
export type Drafts = ReadonlyMap<number, string>

export interface Placement {
  /** The English chapter with the drafts in it. */
  readonly text: string
  /** Source parts whose draft is in the text. */
  readonly placed: ReadonlySet<number>
  /** Source parts whose draft did not go in, and why. */
  readonly refused: ReadonlyMap<number, 'shape-broken' | 'no-place'>
}

/**
 * Puts drafts into an English chapter: over copies of the source, else beside what their neighbours are linked to.
 *
 * Only bytes of the drafted segments change. Where a segment is missing, the whole source block that is missing comes
 * with its skeleton; what is not drafted in it stays in the source's language.
 *
 * @param target `null` when there is no English chapter: it starts as the source's skeleton
 */
export function placeDrafts(
  source: ParsedChapter,
  target: ParsedChapter | null,
  links: PartLinks,
  drafts: Drafts,
): Placement {
  if (target === null) return startChapter(source, drafts)
  const placer = new DraftPlacer(source, target, links)
  placer.replaceCopies(drafts)
  for (const [part, text] of drafts) if (!links.has(part)) placer.insert(part, text, drafts)
  return placer.finish()
}

function startChapter(source: ParsedChapter, drafts: Drafts): Placement {
  const refused = new Map<number, 'shape-broken'>()
  const fitting = new Map(
    [...drafts].filter(([part, text]) => fitsAlone(source, part, text) || !refused.set(part, 'shape-broken')),
  )
  return { text: replaceSegments(source, fitting), placed: new Set(fitting.keys()), refused }
}

/** True when the text can stand in the part's place. Tried one by one, so that one bad text does not stop the others. */
function fitsAlone(chapter: ParsedChapter, part: number, text: string): boolean {
  try {
    replaceSegments(chapter, new Map([[part, text]]))
    return true
  } catch (error) {
    if (error instanceof ZhenError && error.code === 'shape-broken') return false
    throw error
  }
}

class DraftPlacer {
  readonly #source: ParsedChapter
  readonly #tree: SourceTree
  #target: ParsedChapter
  #links: Map<number, number>
  readonly #placed = new Set<number>()
  readonly #refused = new Map<number, 'shape-broken' | 'no-place'>()

  constructor(source: ParsedChapter, target: ParsedChapter, links: PartLinks) {
    this.#source = source
    this.#tree = createSourceTree(source)
    this.#target = target
    this.#links = new Map(links)
  }

  replaceCopies(drafts: Drafts): void {
    const replacements = new Map<number, string>()
    for (const [part, text] of drafts) {
      const copy = this.#links.get(part)
      if (copy === undefined) continue
      if (fitsAlone(this.#target, copy, text)) {
        replacements.set(copy, text)
        this.#placed.add(part)
      } else this.#refused.set(part, 'shape-broken')
    }
    if (replacements.size > 0)
      this.#target = parseChapter(replaceSegments(this.#target, replacements), { comments: 'all' })
  }

  insert(part: number, text: string, drafts: Drafts): void {
    if (this.#links.has(part) || this.#placed.has(part)) return
    const node = this.#missingNode(part)
    const place = findPlace(this.#tree, this.#target, this.#links, node)
    if (!place) {
      this.#refused.set(part, 'no-place')
      return
    }
    const inside = this.#partsIn(node)
    const replacements = new Map([...drafts].filter(([other]) => inside.includes(other)))
    replacements.set(part, text)
    try {
      this.#insertNode(node, place, inside, replacements)
    } catch (error) {
      if (!(error instanceof ZhenError) || error.code !== 'shape-broken') throw error
      this.#refused.set(part, 'shape-broken')
    }
  }

  finish(): Placement {
    return { text: this.#target.text, placed: this.#placed, refused: this.#refused }
  }

  #insertNode(node: number, place: InsertPlace, inside: readonly number[], replacements: Drafts): void {
    const before = this.#target
    const after = parseChapter(insertNode(before, place, this.#source, node, replacements), { comments: 'all' })
    const grown = after.parts.length - before.parts.length
    const at = firstDifference(before, after)
    this.#links = new Map([...this.#links].map(([from, to]) => [from, to >= at ? to + grown : to]))
    let next = at
    for (const part of inside) {
      // English keeps comments of its own, which are no parts of the source.
      while (next < at + grown && after.parts[next]?.kind !== this.#source.parts[part]?.kind) next++
      if (next < at + grown) this.#links.set(part, next++)
    }
    this.#target = after
    for (const part of replacements.keys()) this.#placed.add(part)
  }

  /** The outermost node around the part of which nothing at all is in the target. */
  #missingNode(part: number): number {
    let node = this.#source.parts[part]?.node ?? 0
    for (;;) {
      const parent = this.#source.nodes[node]?.parent ?? -1
      if (parent <= 0 || this.#partsIn(parent).some((inside) => this.#links.has(inside))) return node
      node = parent
    }
  }

  #partsIn(node: number): readonly number[] {
    return this.#tree.partsIn[node] ?? []
  }
}

/** Index of the first part that is not where and what it was. */
function firstDifference(before: ParsedChapter, after: ParsedChapter): number {
  const index = before.parts.findIndex((part, at) => {
    const other = after.parts[at]
    return !other || other.start !== part.start || other.text !== part.text
  })
  return index === -1 ? before.parts.length : index
}
