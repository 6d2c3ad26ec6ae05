import type { ChapterNode } from '../core/segment.js'

/** What a unit is: a chapter node's type; `item` is the first paragraph of a list item. */
export type UnitKind = ChapterNode['type']

/** One block of a chapter as alignment sees it. */
export interface AlignUnit {
  readonly kind: UnitKind
  /** Directive name or fence language, else `null`. */
  readonly name: string | null
  /** Heading level, else `null`. */
  readonly level: number | null
  /** How many lists, quotes and the like it stands in. */
  readonly depth: number
  /** Its Markdown. */
  readonly text: string
  /** The text of its segment, when it has one only. */
  readonly segment?: string
}

export type LinkKind = '1-1' | 'n-m' | 'source-only' | 'target-only' | 'copied' | 'moved'

/** Units of one side that belong to units of the other. Indices are ascending; one side may be empty. */
export interface AlignLink {
  readonly source: readonly number[]
  readonly target: readonly number[]
  readonly kind: LinkKind
  /** The target is still source-language text. */
  readonly untranslated: boolean
  /** Probability that the link is right, as far as the aligner can know. */
  readonly confidence: number
}

export interface AlignOptions {
  /** Pairs that are known to belong together. */
  readonly anchors?: readonly (readonly [source: number, target: number])[]
  /** Glossary pairs, source language first. */
  readonly lexicon?: readonly (readonly [string, string])[]
  /** The known translation of a source text. */
  readonly memory?: (source: string) => string | undefined
}
