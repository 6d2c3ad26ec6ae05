import { ZhenError } from '../../core/errors.js'
import type { InsertPlace } from '../../markdown/insert-node.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { createSourceTree, findPlace, type SourceTree } from '../find-place.js'
import { blockOf, type MovedBlock } from './block-of.js'
import { type Clump, collectClumps, misplacedClumps } from './clumps.js'
import { aloneFrom, type Document, openDocument, type Token, withNodes, withoutNodes } from './document.js'
import { findRenames } from './find-renames.js'
import type { FollowedChapter, FollowPlan, Left, LeftReason, Move, PlannedFile, Rename } from './plan.js'

/**
 * Plans how English gets to where its source is: which files are renamed, which blocks go where, and what stays because
 * it cannot be moved safely.
 *
 * Pure. Every step is parsed again before the next: what is no longer the same text in the same structure is not done.
 *
 * @param wanted chapters of the source whose English may be moved
 */
export function planFollow(chapters: readonly FollowedChapter[], wanted: (chapter: string) => boolean): FollowPlan {
  const planner = new FollowPlanner(chapters, wanted)
  planner.rename()
  for (const chapter of chapters) if (wanted(chapter.chapter)) planner.moveInto(chapter)
  return planner.finish()
}

/** What was moved may still be on the wrong side of what shares a block with others; then the others go. */
const PASSES = 3

class FollowPlanner {
  readonly #chapters: readonly FollowedChapter[]
  readonly #wanted: (chapter: string) => boolean
  readonly #documents = new Map<string, Document>()
  readonly #clumpsOf = new Map<string, Clump[]>()
  /** Where each part stands now. */
  readonly #paths = new Map<Token, string>()
  readonly #renames: Rename[] = []
  readonly #moves: Move[] = []
  readonly #left: Left[] = []
  readonly #settled = new Set<Clump>()

  constructor(chapters: readonly FollowedChapter[], wanted: (chapter: string) => boolean) {
    this.#chapters = chapters
    this.#wanted = wanted
    for (const { chapter, target } of chapters) if (target !== null) this.#documents.set(chapter, openDocument(target))
    this.#rememberPaths()
    const records = chapters.flatMap(({ records }) => [...records].sort((a, b) => a.ordinal - b.ordinal))
    for (const clump of collectClumps(records, this.#documents)) {
      const clumps = this.#clumpsOf.get(clump.chapter)
      if (clumps) clumps.push(clump)
      else this.#clumpsOf.set(clump.chapter, [clump])
    }
  }

  rename(): void {
    const renames = findRenames(this.#chapters, [...this.#clumpsOf.values()].flat(), this.#pathOf)
    for (const rename of renames) {
      const document = this.#documents.get(rename.from)
      if (!document || !this.#wanted(rename.to)) continue
      this.#documents.set(rename.to, document)
      this.#documents.delete(rename.from)
      this.#renames.push(rename)
    }
    this.#rememberPaths()
  }

  /** Moves all English of a chapter that does not stand where it should, in the order of the source. */
  moveInto({ chapter, source }: FollowedChapter): void {
    const clumps = this.#clumpsOf.get(chapter) ?? []
    if (source === null || clumps.length === 0) return
    const tree = createSourceTree(parseChapter(source))
    const settled = new Set<Clump>()
    const left = new Set<Clump>()
    for (let pass = 0; pass < PASSES; pass++) {
      const misplaced = this.#misplacedIn(chapter, clumps, settled)
      const pending = new Set(misplaced)
      for (const clump of clumps) {
        if (left.has(clump) || !pending.has(clump)) continue
        const reason = this.#move(tree, clump, { clumps, misplaced }, pending)
        if (reason === null) continue
        left.add(clump)
        this.#leave(clump, reason)
      }
      for (const clump of misplaced) if (!pending.has(clump)) settled.add(clump)
      if (pending.size === misplaced.size) break
    }
    for (const clump of this.#misplacedIn(chapter, clumps, settled))
      if (!left.has(clump)) this.#leave(clump, 'holds-more')
  }

  #misplacedIn(chapter: string, clumps: readonly Clump[], settled: ReadonlySet<Clump>): Set<Clump> {
    const isHome = (clump: Clump) => this.#pathOf(clump) === chapter
    return misplacedClumps(clumps, this.#documents.get(chapter) ?? null, isHome, settled)
  }

  finish(): FollowPlan {
    for (const clump of [...this.#clumpsOf.values()].flat()) {
      const isShared = clump.members.length > 1 && !this.#settled.has(clump)
      if (isShared && this.#wanted(clump.chapter)) this.#leave(clump, 'scattered')
    }
    const gains = new Map<string, string[]>()
    for (const { from, to, text } of this.#moves) if (from !== to) gains.set(to, [...(gains.get(to) ?? []), text])
    const losers = new Set(this.#moves.flatMap(({ from, to }) => (from === to ? [] : [from])))
    const paths = [...new Set([...this.#chapters.map(({ chapter }) => chapter), ...this.#documents.keys()])]
    const files = paths.flatMap((path) => this.#fileOf(path, gains.get(path) ?? [], losers.has(path)))
    return { renames: this.#renames, moves: this.#moves, left: this.#left, files }
  }

  #fileOf(path: string, gains: readonly string[], loses: boolean): PlannedFile[] {
    const chapter = this.#chapters.find((each) => each.chapter === path)
    const renamed = this.#renames.find(({ to }) => to === path)
    const before = chapter?.target ?? null
    const text = this.#documents.get(path)?.chapter.text ?? null
    const isEmptied = text !== null && text.trim() === '' && (chapter?.source ?? null) === null
    const after = isEmptied ? null : withLineEnd(text, before === null && !renamed)
    if (after === before) return []
    const base = renamed ? this.#chapters.find((each) => each.chapter === renamed.from)?.target : before
    const comes = gains.length > 0 || renamed !== undefined
    const both = [...(base ? [base.trimEnd()] : []), ...gains].join('\n\n')
    return [{ path, before, interim: !comes ? before : loses ? `${both}\n` : after, after }]
  }

  /** @returns why it was not moved; `null` when it was, with all that stands in the same block */
  #move(tree: SourceTree, clump: Clump, around: Surroundings, pending: Set<Clump>): LeftReason | null {
    const from = this.#pathOf(clump)
    const origin = from === null ? undefined : this.#documents.get(from)
    if (clump.scattered || from === null || !origin) return 'scattered'
    const block = blockOf(tree, origin, clump, around)
    if ('reason' in block) return block.reason
    try {
      return this.#carry(tree, block, { from, to: clump.chapter, origin }, pending) ? null : 'no-place'
    } catch (error) {
      if (error instanceof ZhenError && error.code === 'shape-broken') return 'shape-broken'
      throw error
    }
  }

  /** False where there is no place for the block. Nothing is changed before all is known to go well. */
  #carry(tree: SourceTree, block: MovedBlock, way: Way, pending: Set<Clump>): boolean {
    const { from, to, origin } = way
    const { nodes, tokens } = block
    const rest = withoutNodes(origin, block.emptied)
    const home = from === to ? rest : (this.#documents.get(to) ?? openDocument(''))
    const stays = (owner: Clump) => owner.chapter === to && !pending.has(owner)
    const place = placeIn(tree, home, block.node, stays)
    const grown = place
      ? withNodes(home, place, origin, nodes)
      : this.#withList(tree, home, { ...block, origin }, stays)
    if (grown === null) return false
    if (from !== to) this.#documents.set(from, rest)
    this.#documents.set(to, grown)
    const owners = [...new Set(tokens.flatMap(({ owner }) => owner ?? []))]
    for (const token of tokens) this.#paths.set(token, to)
    for (const owner of owners) {
      pending.delete(owner)
      this.#settled.add(owner)
    }
    if (from === to && grown.chapter.text === origin.chapter.text) return true
    const ids = owners.flatMap(({ members }) => members.map(({ id }) => id))
    this.#noteMove({ ids, from, to, line: tokens[0]?.part.startLine ?? 0, text: textOf(origin, nodes) })
    return true
  }

  /** What goes a second time has gone once, from its first place to its last. */
  #noteMove(move: Move): void {
    const at = this.#moves.findIndex(({ ids }) => ids.join() === move.ids.join())
    const first = this.#moves[at]
    if (first) this.#moves[at] = { ...first, to: move.to }
    else this.#moves.push(move)
  }

  /** An item that stands in a list of its own in the source: it comes as a list. `null` where it is none. */
  #withList(
    tree: SourceTree,
    home: Document,
    { node, nodes, origin }: MovedBlock & { readonly origin: Document },
    stays: (owner: Clump) => boolean,
  ): Document | null {
    const list = tree.source.nodes[node]?.parent ?? 0
    if (origin.chapter.nodes[nodes[0] ?? 0]?.type !== 'item' || tree.source.nodes[list]?.type !== 'list') return null
    const inside = new Set(tree.partsIn[list])
    const isShared = home.tokens.some(
      ({ owner }) => owner !== null && stays(owner) && owner.members.some(({ ordinal }) => inside.has(ordinal)),
    )
    // Beside the list would be on one side of its other items' English, and nobody can say on which.
    const place = isShared ? null : placeIn(tree, home, list, stays)
    return place && withNodes(home, place, aloneFrom(origin, nodes[0] ?? 0), [1])
  }

  #rememberPaths(): void {
    for (const [path, { tokens }] of this.#documents) for (const token of tokens) this.#paths.set(token, path)
  }

  readonly #pathOf = ({ tokens: [first] }: Clump): string | null => (first ? (this.#paths.get(first) ?? null) : null)

  #leave(clump: Clump, reason: LeftReason): void {
    this.#settled.add(clump)
    const isFlagged = clump.members.some(({ misplaced }) => misplaced)
    for (const { id, chapter, targets, misplaced, block } of clump.members) {
      // Of two that changed places either may be called misplaced: what was to be moved and was not is always named.
      if (!misplaced && isFlagged && !block) continue
      if (!misplaced && reason === 'scattered') continue
      const { path = '', startLine: line = 0 } = targets[0] ?? {}
      this.#left.push({ id, chapter, path, line, reason, text: clump.tokens[0]?.part.text ?? '' })
    }
  }
}

type Surroundings = Parameters<typeof blockOf>[3]

interface Way {
  readonly from: string
  readonly to: string
  readonly origin: Document
}

/** Where a block goes, beside English of the same chapter that stays; anywhere in a chapter that is empty. */
function placeIn(tree: SourceTree, home: Document, node: number, stays: (owner: Clump) => boolean): InsertPlace | null {
  const links = new Map<number, number>()
  const firstLinks = new Map<number, number>()
  for (const [index, { owner, part }] of home.tokens.entries()) {
    // Labels differ in nothing but their names: which is whose cannot be told for sure.
    if (owner === null || part.kind === 'target' || !stays(owner)) continue
    for (const { ordinal } of owner.members) {
      links.set(ordinal, index)
      if (!firstLinks.has(ordinal)) firstLinks.set(ordinal, index)
    }
  }
  const isEmpty = home.chapter.nodes.length === 1
  if (isEmpty) return tree.source.nodes[node]?.parent === 0 ? { endOf: 0 } : null
  return findPlace(tree, home.chapter, links, node, firstLinks)
}

function textOf({ chapter }: Document, nodes: readonly number[]): string {
  const [first, last] = [chapter.nodes[nodes[0] ?? 0], chapter.nodes[nodes.at(-1) ?? 0]]
  return chapter.text.slice(first?.start ?? 0, last?.end ?? 0).trimEnd()
}

function withLineEnd(text: string | null, isNew: boolean): string | null {
  return text !== null && isNew && !/[\r\n]$/.test(text) ? `${text}\n` : text
}
