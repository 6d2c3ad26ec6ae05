import { longestChain } from '../../align/chain.js'
import { sameText } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import type { Document, Token } from './document.js'

/** Segments that share their English; most clumps have one. */
export interface Clump {
  /** In source order. */
  readonly members: readonly SegmentRecord[]
  readonly chapter: string
  /** Index of the first member's part in the source. */
  readonly sourcePart: number
  readonly block: boolean
  /** Its English, in document order. */
  readonly tokens: readonly Token[]
  /** Its English stands in several chapters, or belongs to several: nobody can say where it should be. */
  readonly scattered: boolean
}

/** Finds the English of the records in the documents, and marks it as theirs. Records without English are left out. */
export function collectClumps(records: readonly SegmentRecord[], documents: ReadonlyMap<string, Document>): Clump[] {
  const finder = new TokenFinder(documents)
  const found = new Map<string, { members: SegmentRecord[]; tokens: Map<Token, string> }>()
  for (const record of records) {
    if (record.status === 'obsolete' || record.status === 'added' || record.targets.length === 0) continue
    const key = record.group?.join() ?? record.id
    const clump = found.get(key) ?? { members: [], tokens: new Map<Token, string>() }
    if (!found.has(key))
      for (const target of record.targets) for (const token of finder.take(target)) clump.tokens.set(token, target.path)
    clump.members.push(record)
    found.set(key, clump)
  }
  return [...found.values()].flatMap(({ members, tokens }) => (tokens.size === 0 ? [] : [createClump(members, tokens)]))
}

function createClump(members: readonly SegmentRecord[], tokens: ReadonlyMap<Token, string>): Clump {
  const [first] = members as [SegmentRecord, ...SegmentRecord[]]
  const paths = new Set(tokens.values())
  const isOne = paths.size === 1 && members.every(({ chapter }) => chapter === first.chapter)
  const clump: Clump = {
    members,
    chapter: first.chapter,
    sourcePart: first.ordinal,
    block: members.every(({ block }) => block),
    tokens: [...tokens.keys()],
    scattered: !isOne,
  }
  for (const token of tokens.keys()) token.owner = clump
  return clump
}

class TokenFinder {
  readonly #byLine = new Map<string, Token[]>()

  constructor(documents: ReadonlyMap<string, Document>) {
    for (const [path, { tokens }] of documents) {
      for (const token of tokens) {
        const key = `${path}\0${token.part.startLine}`
        const tokens = this.#byLine.get(key)
        if (tokens) tokens.push(token)
        else this.#byLine.set(key, [token])
      }
    }
  }

  /** The part that is a record's target; each is given once. */
  take({ path, startLine, text }: SegmentRecord['targets'][number]): Token[] {
    const tokens = this.#byLine.get(`${path}\0${startLine}`) ?? []
    const at = tokens.findIndex(({ part }) => sameText(part.type === 'block' ? part.signature : part.text, text))
    return at === -1 ? [] : tokens.splice(at, 1)
  }
}

/**
 * The clumps of one chapter whose English stands elsewhere, or out of the order of the source.
 *
 * As few as can be; what was `settled` before stays. Blocks move with the text around them. A block that several places of the chapter may be meant by
 * stays, and so do labels, which go with what they name.
 */
export function misplacedClumps(
  clumps: readonly Clump[],
  document: Document | null,
  isHome: (clump: Clump) => boolean,
  settled: ReadonlySet<Clump> = new Set(),
): Set<Clump> {
  const rank = new Map(document?.tokens.map((token, index) => [token, index]))
  const rankOf = (clump: Clump) => rank.get(clump.tokens[0] as Token) ?? -1
  const home = clumps.filter((clump) => !clump.block && isHome(clump))
  const chainOf = (list: readonly Clump[]) => new Set(longestChain(list.map(rankOf)).map((at) => list[at] as Clump))
  const fixed = boundsOf(clumps, chainOf(home.filter((clump) => settled.has(clump))), rankOf)
  const ordered = chainOf(home.filter((clump) => isWithin(rankOf(clump), fixed.get(clump))))
  const misplaced = new Set(clumps.filter((clump) => !clump.block && !ordered.has(clump)))
  const texts = new Map<string, number>()
  for (const { part } of document?.tokens ?? []) texts.set(part.text, (texts.get(part.text) ?? 0) + 1)
  const bounds = boundsOf(clumps, ordered, rankOf)
  for (const clump of clumps) {
    const [token] = clump.tokens
    if (!clump.block || token?.part.kind === 'target') continue
    const strays = texts.get(token?.part.text ?? '') === 1 && !isWithin(rankOf(clump), bounds.get(clump))
    if (isHome(clump) ? strays : !clump.scattered) misplaced.add(clump)
  }
  return misplaced
}

interface Bounds {
  readonly low: number
  high: number
}

function isWithin(rank: number, bounds: Bounds | undefined): boolean {
  return bounds === undefined || (bounds.low < rank && rank < bounds.high)
}

/** Says of each clump between which ranks of ordered ones its English belongs. */
function boundsOf(
  clumps: readonly Clump[],
  ordered: ReadonlySet<Clump>,
  rankOf: (clump: Clump) => number,
): Map<Clump, Bounds> {
  const bounds = new Map<Clump, Bounds>()
  let low = -1
  for (const clump of clumps) {
    bounds.set(clump, { low, high: Number.POSITIVE_INFINITY })
    if (ordered.has(clump)) low = rankOf(clump)
  }
  let high = Number.POSITIVE_INFINITY
  for (const clump of [...clumps].reverse()) {
    const bound = bounds.get(clump)
    if (bound) bound.high = high
    if (ordered.has(clump)) high = rankOf(clump)
  }
  return bounds
}
