import type { ParsedChapter } from '../core/segment.js'
import { type InsertPlace, insertNodes } from '../markdown/insert-node.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { parseComplete } from '../markdown/parse-complete.js'
import { replaceSegments, textAsWritten } from '../markdown/replace-segments.js'
import { createSourceTree, findPlace, type PartLinks, type SourceTree } from './find-place.js'
import { unlessBroken } from './passages.js'

/** English for one segment, by the index of its source part. */
export type Drafts = ReadonlyMap<number, string>

export interface Placement {
  /** The English chapter with the drafts in it. */
  readonly text: string
  /** Source parts whose draft is in the text. */
  readonly placed: ReadonlySet<number>
  /** The drafts that are in the text, by source part, as they are read back from it: what would be markup is escaped. */
  readonly written: ReadonlyMap<number, string>
  /** Source parts whose draft did not go in, and why. */
  readonly refused: ReadonlyMap<number, 'shape-broken' | 'no-place'>
  /** Which part of the text is which source part's. */
  readonly links: PartLinks
  /** For every part of the text the part of the English chapter it was; `null` for what came in. */
  readonly kept: readonly (number | null)[]
}

/**
 * Puts drafts into an English chapter: over copies of the source, else beside what their neighbours are linked to.
 *
 * Only bytes of the drafted segments change. Where a segment is missing, the whole source block that is missing comes
 * with its skeleton; what is not drafted in it stays in the source's language.
 *
 * @param target `null` when there is no English chapter: it starts as the source's skeleton
 * @param blocks source parts without text, such as code, that come in as they are where they are missing
 */
export function placeDrafts(
  source: ParsedChapter,
  target: ParsedChapter | null,
  links: PartLinks,
  drafts: Drafts,
  blocks: ReadonlySet<number> = new Set(),
): Placement {
  if (target === null) return startChapter(source, drafts)
  const placer = new DraftPlacer(source, target, links, blocks)
  placer.replaceCopies(drafts)
  const wanted = [...drafts.keys(), ...blocks].sort((a, b) => a - b)
  for (const part of wanted) if (!links.has(part)) placer.insert(part, drafts)
  return placer.finish()
}

function startChapter(source: ParsedChapter, drafts: Drafts): Placement {
  const { text, refused } = replaceFitting(source, drafts)
  const placed = new Set([...drafts.keys()].filter((part) => !refused.has(part)))
  return {
    text,
    placed,
    written: new Map([...drafts].map(([part, text]) => [part, textAsWritten(source, part, text)])),
    refused: new Map([...refused].map((part) => [part, 'shape-broken'])),
    links: new Map(source.parts.map((_, part) => [part, part])),
    kept: source.parts.map(() => null),
  }
}

/** The chapter with new texts for its segments, those left out that cannot stand where they should. */
export function replaceFitting(
  chapter: ParsedChapter,
  texts: Drafts,
): { readonly text: string; readonly refused: ReadonlySet<number> } {
  const whole = replaced(chapter, texts)
  if (whole !== null) return { text: whole, refused: new Set() }
  // One by one, so that one bad text does not stop the others.
  const kept = new Map<number, string>()
  const refused = new Set<number>()
  for (const [part, text] of texts) {
    if (replaced(chapter, new Map([...kept, [part, text]])) === null) refused.add(part)
    else kept.set(part, text)
  }
  return { text: replaceSegments(chapter, kept), refused }
}

function replaced(chapter: ParsedChapter, texts: Drafts): string | null {
  return unlessBroken(() => replaceSegments(chapter, texts))
}

interface Copy {
  readonly copy: ParsedChapter
  readonly refused: ReadonlySet<number>
}

class DraftPlacer {
  readonly #source: ParsedChapter
  readonly #tree: SourceTree
  #target: ParsedChapter
  #links: Map<number, number>
  #copy: Copy | null = null
  readonly #blocks: ReadonlySet<number>
  readonly #kept: (number | null)[]
  readonly #placed = new Set<number>()
  readonly #written = new Map<number, string>()
  readonly #refused = new Map<number, 'shape-broken' | 'no-place'>()

  constructor(source: ParsedChapter, target: ParsedChapter, links: PartLinks, blocks: ReadonlySet<number>) {
    this.#source = source
    this.#tree = createSourceTree(source)
    this.#target = target
    this.#links = new Map(links)
    this.#blocks = blocks
    this.#kept = target.parts.map((_, part) => part)
  }

  replaceCopies(drafts: Drafts): void {
    const sources = new Map(
      [...drafts.keys()].flatMap((part) => {
        const copy = this.#links.get(part)
        return copy === undefined ? [] : [[copy, part] as const]
      }),
    )
    if (sources.size === 0) return
    const texts = new Map([...sources].map(([copy, part]) => [copy, drafts.get(part) ?? '']))
    const { text, refused } = replaceFitting(this.#target, texts)
    for (const [copy, part] of sources) {
      if (refused.has(copy)) this.#refused.set(part, 'shape-broken')
      else {
        this.#placed.add(part)
        this.#written.set(part, textAsWritten(this.#target, copy, texts.get(copy) ?? ''))
      }
    }
    this.#target = parseChapter(text, { comments: 'all' })
  }

  insert(part: number, drafts: Drafts): void {
    if (this.#links.has(part) || this.#placed.has(part)) return
    const node = this.#missingNode(part)
    const place = findPlace(this.#tree, this.#target, this.#links, node)
    if (!place) {
      this.#refused.set(part, 'no-place')
      return
    }
    const { copy, refused } = this.#copyWith(drafts)
    if (refused.has(part)) {
      this.#refused.set(part, 'shape-broken')
      return
    }
    const run = this.#missingRun(node, drafts)
    const fits =
      this.#insertNodes(run, place, copy, drafts) || (run.length > 1 && this.#insertNodes([node], place, copy, drafts))
    if (!fits) this.#refused.set(part, 'shape-broken')
  }

  finish(): Placement {
    return {
      text: this.#target.text,
      placed: this.#placed,
      written: this.#written,
      refused: this.#refused,
      links: this.#links,
      kept: this.#kept,
    }
  }

  /** The source with all drafts in it, from which missing blocks are copied. */
  #copyWith(drafts: Drafts): Copy {
    if (!this.#copy) {
      const { text, refused } = replaceFitting(this.#source, drafts)
      this.#copy = { copy: parseComplete(text), refused }
    }
    return this.#copy
  }

  /** False, and nothing changed, where the blocks cannot stand there. */
  #insertNodes(nodes: readonly number[], place: InsertPlace, copy: ParsedChapter, drafts: Drafts): boolean {
    const before = this.#target
    const text = unlessBroken(() => insertNodes(before, place, copy, nodes))
    if (text === null) return false
    const after = parseChapter(text, { comments: 'all' })
    const grown = after.parts.length - before.parts.length
    const at = firstDifference(before, after)
    this.#links = new Map([...this.#links].map(([from, to]) => [from, to >= at ? to + grown : to]))
    this.#kept.splice(at, 0, ...new Array<null>(grown).fill(null))
    let next = at
    for (const part of nodes.flatMap((node) => this.#partsIn(node))) {
      // English keeps comments of its own, which are no parts of the source.
      while (next < at + grown && after.parts[next]?.kind !== this.#source.parts[part]?.kind) next++
      if (next < at + grown) this.#links.set(part, next++)
      const draft = this.#copy?.refused.has(part) ? undefined : drafts.get(part)
      if (draft !== undefined) this.#written.set(part, textAsWritten(this.#source, part, draft))
      if (draft !== undefined || this.#blocks.has(part)) this.#placed.add(part)
    }
    this.#target = after
    return true
  }

  /** The node with the siblings behind it that are missing as well and have drafts: they go in together. */
  #missingRun(node: number, drafts: Drafts): readonly number[] {
    const { nodes } = this.#source
    const siblings = this.#tree.children[nodes[node]?.parent ?? 0] ?? []
    const behind = siblings.slice(siblings.indexOf(node) + 1)
    const isMissing = (one: number) => {
      const parts = this.#partsIn(one)
      const isWanted = parts.some((part) => drafts.has(part) || this.#blocks.has(part))
      return isWanted && !parts.some((part) => this.#links.has(part))
    }
    if (nodes[node]?.type === 'item') return [node]
    const end = behind.findIndex((one) => !isMissing(one))
    return [node, ...behind.slice(0, end === -1 ? behind.length : end)]
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
