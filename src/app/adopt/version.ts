import type { BlockKind, SegmentKind } from '../../core/segment.js'

/** A segment or block as it stood from a commit on, until it was changed again. */
export interface Version {
  /** A segment's text, a block's signature; normalised. */
  readonly text: string
  readonly kind: SegmentKind | BlockKind
  readonly block: boolean
  /** Author's clock, milliseconds since 1970. */
  readonly time: number
  /** `null` for what is not committed. */
  readonly commit: string | null
  /** What it was made of: none for new text, several for merged. */
  readonly parents: readonly Version[]
  /** It and its siblings are parts of their parent, which was split. */
  readonly part: boolean
}

/** The versions a text went through, latest first, along the first parents. */
export function* ancestry(version: Version): Generator<Version> {
  for (let at: Version | undefined = version; at; at = at.parents[0]) yield at
}

/** All versions of which `heads` are made, themselves included. */
export function withAncestors(heads: Iterable<Version>): ReadonlySet<Version> {
  const seen = new Set<Version>()
  const stack = [...heads]
  for (let version = stack.pop(); version; version = stack.pop()) {
    if (seen.has(version)) continue
    seen.add(version)
    stack.push(...version.parents)
  }
  return seen
}
