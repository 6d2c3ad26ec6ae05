import type { BuildAction, Standing } from '../../core/build-policy.js'
import type { ParsedChapter, Part } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { endOfSubtree } from '../../markdown/positions.js'
import { removeNode } from '../../markdown/remove-node.js'
import type { PartPlace } from '../../references/reference-map.js'
import { unlessBroken } from '../passages.js'
import type { SegmentRecord } from '../ports.js'

/** What is known of a part of a built chapter. */
export interface BuiltPart {
  /** The part of the English chapter it was; `null` for what came from the source. */
  readonly target: PartPlace | null
  /** The part of the source that it renders, or is. */
  readonly source: PartPlace | null
  /** Its text is the source's. */
  isSource: boolean
  /** The segments it stands for. */
  readonly records: readonly SegmentRecord[]
  /** For what the policy was asked, and what came of it; `null` where all is as it should be. */
  judged: { readonly standing: Standing; action: BuildAction } | null
}

/** A chapter being built: its text, taken apart, with what is known of each part. */
export class EditionText {
  readonly path: string
  parsed: ParsedChapter
  readonly parts: BuiltPart[]

  constructor(path: string, parsed: ParsedChapter, parts: readonly BuiltPart[]) {
    if (parsed.parts.length !== parts.length) throw new RangeError(`${path}: not what is known of its parts`)
    this.path = path
    this.parsed = parsed
    this.parts = [...parts]
  }

  /** The same parts with other texts. */
  retext(text: string): void {
    if (text === this.parsed.text) return
    const parsed = parseEnglish(text)
    if (parsed.parts.length !== this.parts.length) throw new RangeError(`${this.path}: other parts than before`)
    this.parsed = parsed
  }

  /** Takes a node out, with all it holds. False, and nothing is changed, where the rest would not stay as it is. */
  remove(node: number): boolean {
    const text = unlessBroken(() => removeNode(this.parsed, node))
    if (text === null) return false
    const parsed = parseEnglish(text)
    const inside = this.partsWithin(node)
    if (parsed.parts.length !== this.parts.length - inside.length) return false
    if (inside.length > 0) this.parts.splice(inside[0] ?? 0, inside.length)
    this.parsed = parsed
    return true
  }

  /** Takes a text that has one more part, at this index. False, and nothing is changed, where it has not. */
  add(text: string, at: number, part: BuiltPart): boolean {
    const parsed = parseEnglish(text)
    const { parts } = this.parsed
    const same = parsed.parts.length === parts.length + 1
    const rest = parsed.parts.filter((_, index) => index !== at)
    if (!same || !rest.every(({ text: own }, index) => own === parts[index]?.text)) return false
    this.parts.splice(at, 0, part)
    this.parsed = parsed
    return true
  }

  /** Indices of the parts of a node and of what it holds: they follow one another. */
  partsWithin(node: number): readonly number[] {
    const end = endOfSubtree(this.parsed, node)
    return this.parsed.parts.flatMap((part, index) => (part.node >= node && part.node < end ? [index] : []))
  }

  /** Indices of a node's children. */
  childrenOf(node: number): readonly number[] {
    return this.parsed.nodes.flatMap(({ parent }, index) => (parent === node ? [index] : []))
  }
}

/** English chapters are read with everything that is a segment in either language, as everywhere. */
export function parseEnglish(text: string): ParsedChapter {
  return parseChapter(text, { comments: 'all' })
}

/** By what a part is found again; `null` for none. */
export function partPlace(chapter: string, part: Part | undefined): PartPlace | null {
  if (!part) return null
  return { chapter, line: part.startLine, text: part.type === 'segment' ? part.text : part.signature }
}
