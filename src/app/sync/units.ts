import type { LedgerLine } from '../../core/fact.js'
import { hasSourceLanguage } from '../../core/inline.js'
import {
  BLOCK_KINDS,
  type BlockKind,
  type ParsedChapter,
  type Part,
  type SegmentKind,
  type Span,
} from '../../core/segment.js'

/** A segment or block as `sync` compares it, whether it comes from a file or from the ledger. */
export interface Unit {
  readonly kind: SegmentKind | BlockKind
  /** A segment's text, a block's signature. */
  readonly text: string
  readonly block: boolean
  readonly carried: boolean
  readonly section: readonly string[]
  /** Where it stands; `null` when it comes from the ledger. */
  readonly place: Span | null
  /** Index into the chapter's parts; into the ledger's lines when it comes from there. */
  readonly part: number
}

const BLOCKS: ReadonlySet<string> = new Set(BLOCK_KINDS)

/** The units of a chapter, one for each part, in document order. */
export function unitsOf(chapter: ParsedChapter): Unit[] {
  return chapter.parts.map((part, index) => unitOf(part, index))
}

function unitOf(part: Part, index: number): Unit {
  const block = part.type === 'block'
  return {
    kind: part.kind,
    text: part.type === 'block' ? part.signature : part.text,
    block,
    carried: block || part.carried,
    section: part.section,
    place: part,
    part: index,
  }
}

/** What the ledger says stood in the source, for a checkout that has no source. */
export function unitsOfLedger(lines: readonly LedgerLine[]): Unit[] {
  return lines.flatMap((line, index) => {
    if (line.source === null || line.obsolete) return []
    const block = isBlockKind(line.kind)
    const carried = block || !hasSourceLanguage(line.source)
    return [{ kind: line.kind, text: line.source, block, carried, section: [], place: null, part: index }]
  })
}

export function isBlockKind(kind: SegmentKind | BlockKind): kind is BlockKind {
  return BLOCKS.has(kind)
}
